import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ppsProbabilities, systematicPlaces } from './systematic.ts';

const sumOf = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0);
const villages = [120, 310, 95, 1800, 240, 60, 410, 150, 275, 90, 330, 205];

describe('ppsProbabilities', () => {
  // R 4.2.2, sampling 2.9: inclusionprobabilities(c(120,310,95,1800,240,60,410,150,275,90,330,205), 5)
  it('gives those of R, a village larger than the step with certainty [M-06]', () => {
    const wanted = [
      0.21006564551422319, 0.54266958424507661, 0.16630196936542668, 1, 0.42013129102844637,
      0.10503282275711159, 0.71772428884026251, 0.26258205689277897, 0.48140043763676149,
      0.15754923413566738, 0.57768052516411372, 0.35886214442013126,
    ];

    const { probabilities, isCertain } = ppsProbabilities(villages, 5);

    for (const [place, own] of probabilities.entries()) expect(own).toBeCloseTo(wanted[place]!, 14);
    expect(isCertain.indexOf(true)).toBe(3);
    expect(isCertain.lastIndexOf(true)).toBe(3);
  });

  // inclusionprobabilities(c(1000, 400, 130, 90, 80, 70, 60), 4): 4 · 1000 > 1830; 3 · 400 > 830; 2 · 130 < 430.
  it('takes what is certain only once another one is [M-06]', () => {
    const { probabilities, isCertain } = ppsProbabilities([1000, 400, 130, 90, 80, 70, 60], 4);

    expect(isCertain).toEqual([true, true, false, false, false, false, false]);
    expect(probabilities).toEqual([1, 1, 260 / 430, 180 / 430, 160 / 430, 140 / 430, 120 / 430]);
  });

  it('is certain of all where all are drawn, and of none where none is [M-06]', () => {
    expect(ppsProbabilities([5, 9], 2).probabilities).toEqual([1, 1]);
    expect(ppsProbabilities([5, 9], 0).probabilities).toEqual([0, 0]);
  });

  const sizesAndCount = fc
    .array(fc.integer({ min: 1, max: 2000 }), { minLength: 1, maxLength: 40 })
    .chain((sizes) => fc.tuple(fc.constant(sizes), fc.integer({ min: 1, max: sizes.length })));

  it('adds up to the number drawn, and sizes twice as large change nothing [M-06]', () => {
    fc.assert(
      fc.property(sizesAndCount, ([sizes, count]) => {
        const found = ppsProbabilities(sizes, count);

        expect(sumOf(found.probabilities)).toBeCloseTo(count, 9);
        expect(found.probabilities.every((own) => own > 0 && own <= 1)).toBe(true);
        expect(
          ppsProbabilities(
            sizes.map((size) => 2 * size),
            count,
          ),
        ).toEqual(found);
      }),
    );
  });

  it('is what systematic samples from all starts take, exactly [M-06, M-07]', () => {
    fc.assert(
      fc.property(sizesAndCount, ([given, count]) => {
        const sizes = given.map((size) => (size % 60) + 1);
        const { probabilities, isCertain } = ppsProbabilities(sizes, count);
        const others = sizes.filter((_, unit) => !isCertain[unit]);
        const ticks = count - (sizes.length - others.length);
        const starts = sumOf(others);
        const taken = others.map(() => 0);

        for (let start = 0; start < starts; start++) {
          const places = systematicPlaces(others, ticks, start);
          expect(places.length).toBe(ticks);
          for (const place of places) taken[place] = (taken[place] ?? 0) + 1;
        }

        const chances = probabilities.filter((_, unit) => !isCertain[unit]);
        expect(chances).toEqual(taken.map((times) => times / starts));
      }),
      { numRuns: 30 },
    );
  });
});

describe('systematicPlaces', () => {
  // R 4.2.2, sampling 2.9: p <- inclusionprobabilities(villages, 5); set.seed(2026); UPsystematic(p) takes units 2 4 7 9
  // 12; set.seed(2026); runif(1) · (4085 − 1800) = 1596.47. Unit 4 is certain.
  it('takes the villages of R from the same start [M-07]', () => {
    const others = villages.filter((_, unit) => unit !== 3);

    expect(systematicPlaces(others, 4, 1596)).toEqual([1, 5, 7, 10]);
  });

  // set.seed(7); UPsystematic(rep(5/12, 12)) takes 3 5 8 10 12; set.seed(7); runif(1) · 12 = 11.87.
  it('takes units of equal chances as R does [M-07]', () => {
    expect(systematicPlaces(Array<number>(12).fill(1), 5, 11)).toEqual([2, 4, 7, 9, 11]);
  });
});
