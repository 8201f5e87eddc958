import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Sha256Hex } from '../kernel/index.ts';
import { type DrawPlan, type DrawnVillage, drawSample, villageMethods } from './draw-sample.ts';
import { type FrameVillage, createFrame } from './frame.ts';

const hash = '3f'.repeat(32) as Sha256Hex;
const plan: DrawPlan = {
  villageCount: 6,
  allocation: 'equal',
  minimumVillages: 1,
  villageMethod: 'pps',
  householdCount: 10,
  reserveVillages: 1,
  reserveHouseholds: 3,
};

/** Communes by the households of their villages. */
function frameOf(communes: readonly (readonly number[])[]): readonly FrameVillage[] {
  const made = createFrame(
    communes.flatMap((counts, commune) =>
      counts.map((householdCount, at) => ({
        commune: `c${String(commune)}`,
        village: `v${String(at).padStart(2, '0')}`,
        name: '',
        householdCount,
      })),
    ),
  );
  if (!made.ok) throw new Error(made.error.code);
  return made.value;
}

function draw(
  frame: readonly FrameVillage[],
  changes: Partial<DrawPlan> = {},
  own = hash,
): readonly DrawnVillage[] {
  const found = drawSample(frame, { ...plan, ...changes }, own);
  if (!found.ok) throw new Error(found.error.code);
  return found.value;
}

const sumOf = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0);
const two = frameOf([
  [120, 310, 95, 1800, 240, 60, 410],
  [150, 275, 90, 330, 205, 8],
]);

describe('drawSample', () => {
  it('draws three villages of each commune and their households, and reserves [M-09]', () => {
    const drawn = draw(two);

    expect(drawn.map(({ commune, isReserve, order }) => [commune, isReserve, order])).toEqual(
      ['c0', 'c1'].flatMap((commune) => [
        [commune, false, 1],
        [commune, false, 2],
        [commune, false, 3],
        [commune, true, 1],
      ]),
    );
    for (const { householdCount, households, reserveHouseholds } of drawn) {
      const all = [...households, ...reserveHouseholds];
      expect(households.length).toBe(Math.min(10, householdCount));
      expect(all.length).toBe(Math.min(13, householdCount));
      expect(new Set(all).size).toBe(all.length);
      expect(all.every((number) => number >= 1 && number <= householdCount)).toBe(true);
    }
  });

  it('carries the chance of a village in its commune, and of a household in its village [M-09]', () => {
    const drawn = draw(two);

    // 3 · 1800 > 3035: certain; of the others, in c0 2 · size / 1235; in c1 3 · size / 1058.
    for (const one of drawn) {
      const { commune, householdCount, probability, isCertain, householdProbability } = one;
      const isLargest = householdCount === 1800;
      const wanted = commune === 'c0' ? (2 * householdCount) / 1235 : (3 * householdCount) / 1058;
      expect(isCertain).toBe(isLargest);
      expect(probability).toBeCloseTo(isLargest ? 1 : wanted, 14);
      expect(householdProbability).toBe(Math.min(10, householdCount) / householdCount);
      expect(one.communeHouseholdCount).toBe(commune === 'c0' ? 3035 : 1058);
    }
    expect(drawn.some(({ isCertain, isReserve }) => isCertain && !isReserve)).toBe(true);
  });

  it.each(['simple', 'systematic'] as const)('%s: all villages alike [M-09]', (villageMethod) => {
    const drawn = draw(two, { villageMethod });

    for (const { commune, probability } of drawn)
      expect(probability).toBe(commune === 'c0' ? 3 / 7 : 3 / 6);
  });

  it('is the same again, another with another hash, and the same with longer reserves [M-09]', () => {
    const sampleOf = (drawn: readonly DrawnVillage[]) =>
      drawn
        .filter(({ isReserve }) => !isReserve)
        .map(({ village, households }) => [village, households]);

    expect(draw(two)).toEqual(draw(two));
    expect(sampleOf(draw(two, {}, 'a0'.repeat(32) as Sha256Hex))).not.toEqual(sampleOf(draw(two)));
    for (const villageMethod of villageMethods)
      expect(
        sampleOf(draw(two, { villageMethod, reserveVillages: 3, reserveHouseholds: 90 })),
      ).toEqual(sampleOf(draw(two, { villageMethod })));
  });

  it('draws anew in each village, also in those that look alike [M-09]', () => {
    const drawn = draw(
      frameOf([
        [500, 500],
        [500, 500],
      ]),
      { villageCount: 4 },
    );

    expect(new Set(drawn.map(({ households }) => households.join())).size).toBe(4);
  });

  it('takes all of what is smaller than the plan, with certainty [M-09]', () => {
    const drawn = draw(frameOf([[4], [50, 60]]), { villageCount: 3, minimumVillages: 2 });

    expect(drawn.map(({ probability, isReserve }) => [probability, isReserve])).toEqual([
      [1, false],
      [1, false],
      [1, false],
    ]);
    expect(drawn[0]).toMatchObject({ householdProbability: 1, reserveHouseholds: [] });
    expect([...(drawn[0]?.households ?? [])].sort()).toEqual([1, 2, 3, 4]);
  });

  it('refuses what cannot be shared out [M-09]', () => {
    expect(drawSample(two, { ...plan, villageCount: 14 }, hash)).toMatchObject({
      error: { code: 'allocation.population-too-small', detail: '13 < 14' },
    });
    expect(drawSample(two, { ...plan, villageCount: 1 }, hash)).toMatchObject({
      error: { code: 'allocation.minimum-too-large', detail: '2 > 1' },
    });
  });

  it('draws each village as often as its chance says, over many seeds [M-09]', () => {
    const frame = frameOf([[10, 20, 30, 40, 100]]);
    const runs = 2000;
    for (const villageMethod of villageMethods) {
      const taken = new Map<string, number>();
      for (let seed = 0; seed < runs; seed++) {
        const own = seed.toString(16).padStart(8, '0').padEnd(64, '0') as Sha256Hex;
        const settings = { villageCount: 2, villageMethod, householdCount: 1, reserveVillages: 0 };
        for (const { village } of draw(frame, settings, own))
          taken.set(village, (taken.get(village) ?? 0) + 1);
      }

      // pps: 2 · 100 ≥ 200 is certain; one of 10, 20, 30, 40. The others: 2 of 5.
      const wanted = villageMethod === 'pps' ? [0.1, 0.2, 0.3, 0.4, 1] : [0.4, 0.4, 0.4, 0.4, 0.4];
      for (const [at, chance] of wanted.entries()) {
        const share = (taken.get(`v0${String(at)}`) ?? 0) / runs;
        // Four standard errors.
        const bound = 4 * Math.sqrt((chance * (1 - chance)) / runs);
        expect(Math.abs(share - chance)).toBeLessThanOrEqual(bound);
      }
    }
  });

  it('has chances that add up to the villages of each commune [M-09]', () => {
    const sizes = fc.array(fc.integer({ min: 1, max: 900 }), { minLength: 3, maxLength: 12 });
    fc.assert(
      fc.property(
        fc.array(sizes, { minLength: 1, maxLength: 5 }),
        fc.constantFrom(...villageMethods),
        (communes, villageMethod) => {
          const frame = frameOf(communes);
          const settings = { villageMethod, villageCount: 3 * communes.length };

          // With all villages in reserve the draw holds every chance of the commune.
          const drawn = draw(frame, { ...settings, reserveVillages: 12 });

          for (const commune of new Set(frame.map((one) => one.commune))) {
            const own = drawn.filter((one) => one.commune === commune);
            expect(own.length).toBe(frame.filter((one) => one.commune === commune).length);
            expect(own.filter(({ isReserve }) => !isReserve).length).toBe(3);
            expect(sumOf(own.map(({ probability }) => probability))).toBeCloseTo(3, 9);
          }
        },
      ),
    );
  });
});
