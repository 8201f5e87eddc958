import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { trimWeights } from './trim-weights.ts';

const sumOf = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0);

function trimmed(weights: readonly number[], medianMultiple: number, isSpread: boolean) {
  const found = trimWeights(weights, { medianMultiple, isSpread });
  if (!found.ok) throw new Error(found.error.code);
  return found.value;
}

describe('trimWeights', () => {
  // R 4.2.2, survey 4.1.1: d <- svydesign(id=~1, weights=~w, data=data.frame(w)); weights(trimWeights(d, upper = 3 * 13)).
  it('spreads what is cut off as R does [M-11]', () => {
    const weights = [10, 12, 15, 11, 13, 60, 14, 90, 9, 12, 16];

    const found = trimmed(weights, 3, true);

    expect(found).toMatchObject({ cap: 39, cutWeight: 72 });
    expect(found.weights).toEqual([18, 20, 23, 19, 21, 39, 22, 39, 17, 20, 24]);
    expect(found.isTrimmed.filter(Boolean).length).toBe(2);
  });

  // The same with 24 instead of 90 and trimWeights(d, upper = 2 * 13, strict = TRUE): 24 is raised to the cap.
  it('lets none rise over the cap [M-11]', () => {
    const found = trimmed([10, 12, 15, 11, 13, 60, 14, 24, 9, 12, 16], 2, true);

    const wanted = [
      13.555555555555559, 15.555555555555561, 18.555555555555557, 14.555555555555555,
      16.555555555555557, 26, 17.555555555555557, 26, 12.555555555555557, 15.555555555555561,
      19.555555555555557,
    ];
    for (const [at, own] of found.weights.entries()) expect(own).toBeCloseTo(wanted[at]!, 12);
  });

  it('cuts off without spreading [M-11]', () => {
    // Median of 1, 2, 4, 20 is 3.
    expect(trimmed([4, 1, 20, 2], 2, false)).toEqual({
      weights: [4, 1, 6, 2],
      isTrimmed: [false, false, true, false],
      cap: 6,
      cutWeight: 14,
    });
  });

  it('refuses to spread more than there is room for [M-11]', () => {
    // Cap 1: four of 1 have room for none of the 9.
    expect(trimWeights([1, 1, 1, 1, 10], { medianMultiple: 1, isSpread: true })).toEqual({
      ok: false,
      error: { code: 'trim.cap-too-low' },
    });
  });

  it('keeps the sum, the order of sizes and the cap, or cuts just what is above it [M-11]', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 5000 }), { minLength: 1, maxLength: 40 }),
        fc.integer({ min: 10, max: 60 }),
        fc.boolean(),
        (weights, tenths, isSpread) => {
          const found = trimWeights(weights, { medianMultiple: tenths / 10, isSpread });
          if (!found.ok) return;
          const { weights: own, cap, cutWeight } = found.value;

          const lost = isSpread ? 0 : cutWeight;
          expect(Math.abs(sumOf(own) + lost - sumOf(weights))).toBeLessThan(1e-6);
          expect(Math.max(...own)).toBeLessThanOrEqual(cap + 1e-9);
          const bySize = [...weights.keys()].sort((a, b) => weights[a]! - weights[b]!);
          for (const [at, place] of bySize.slice(1).entries())
            expect(own[place]!).toBeGreaterThanOrEqual(own[bySize[at]!]!);
        },
      ),
    );
  });
});
