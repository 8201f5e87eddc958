import { describe, expect, it } from 'vitest';
import { type SizeWanted, sampleSize, slovinSize } from './sample-size.ts';

const usual: SizeWanted = {
  halfWidthShare: 0.05,
  confidence: 0.95,
  expectedShare: 0.5,
  designEffect: 1,
  responseShare: 1,
  populationCount: null,
};
// R 4.2.2: 2 * pnorm(2) - 1, so that z = 2 as in the book.
const twoDeviations = 0.95449973610364158;

const sizeOf = (changes: Partial<SizeWanted>) => {
  const found = sampleSize({ ...usual, ...changes });
  if (!found.ok) throw new Error(found.error.code);
  return found.value;
};

describe('sampleSize', () => {
  it('gives the 400 of the blood groups of Cochran 1977, 4.4, and 356 of 3200 people [M-01]', () => {
    const book = { confidence: twoDeviations };

    // 4 · 0.5 · 0.5 / 0.0025 = 400; 400 / (1 + 399 / 3200) = 355.7.
    expect(sizeOf(book).simpleCount).toBeCloseTo(400, 9);
    expect(sizeOf(book).answerCount).toBe(400);
    expect(sizeOf({ ...book, populationCount: 3200 }).answerCount).toBe(356);
    // 4 · 0.25 / 0.25 = 4; of 4 people 4 / (1 + 3 / 4) = 2.3.
    expect(sizeOf({ ...book, halfWidthShare: 0.5, populationCount: 4 }).answerCount).toBe(3);
  });

  it('multiplies by the design effect before the population is counted, and divides by response [M-01]', () => {
    // 384.1459 · 1.5 = 576.2188; of 4000: 576.2188 / (1 + 575.2188 / 4000) = 503.777 → 504; / 0.8 = 630.
    expect(sizeOf({ designEffect: 1.5 })).toMatchObject({ answerCount: 577, drawnCount: 577 });
    expect(sizeOf({ designEffect: 1.5, populationCount: 4000, responseShare: 0.8 })).toMatchObject({
      answerCount: 504,
      drawnCount: 630,
    });
  });

  it('is the n of which the interval has the wanted width [M-01]', () => {
    const { answerCount } = sizeOf({ expectedShare: 0.8, halfWidthShare: 0.03 });

    // qnorm(0.975)² · 0.16 / 0.0009 = 682.93.
    expect(answerCount).toBe(683);
  });

  it('asks all of a small population at most [M-01]', () => {
    expect(sizeOf({ populationCount: 1 }).answerCount).toBe(1);
    expect(sizeOf({ populationCount: 30, designEffect: 9 }).answerCount).toBe(30);
    expect(sampleSize({ ...usual, populationCount: 100, responseShare: 0.5 })).toEqual({
      ok: false,
      // 384.15 / (1 + 383.15 / 100) = 79.51 → 80; / 0.5 = 160.
      error: { code: 'size.population-too-small', detail: '160 > 100' },
    });
  });

  it.each([
    [{ halfWidthShare: 0 }, 'halfWidthShare = 0'],
    [{ confidence: 1 }, 'confidence = 1'],
    [{ expectedShare: 1 }, 'expectedShare = 1'],
    [{ expectedShare: NaN }, 'expectedShare = NaN'],
    [{ designEffect: -1 }, 'designEffect = -1'],
    [{ designEffect: Infinity }, 'designEffect = Infinity'],
    [{ responseShare: 0 }, 'responseShare = 0'],
    [{ responseShare: 80 }, 'responseShare = 80'],
    [{ populationCount: 2.5 }, 'populationCount = 2.5'],
    [{ populationCount: 0 }, 'populationCount = 0'],
  ])('refuses %o [M-01]', (changes, detail) => {
    expect(sampleSize({ ...usual, ...changes })).toEqual({
      ok: false,
      error: { code: 'size.out-of-range', detail },
    });
  });
});

describe('slovinSize', () => {
  it('is that of the older guidance [M-02]', () => {
    // 10 000 / (1 + 10 000 · 0.0025) = 384.6; 2000 / 6 = 333.3; 400 / 2 = 200.
    expect([10_000, 2000, 400].map((count) => slovinSize(count, 0.05))).toEqual([385, 334, 200]);
  });

  it('is no size of no population and no error [M-02]', () => {
    expect([slovinSize(0, 0.05), slovinSize(100, 0), slovinSize(NaN, 0.05)]).toEqual([
      null,
      null,
      null,
    ]);
  });
});
