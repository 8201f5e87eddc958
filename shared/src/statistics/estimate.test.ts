import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import {
  type DesignColumns,
  type Estimate,
  type SampleDesign,
  combine,
  createSampleDesign,
  differenceOfSamples,
  estimateWith,
  lineariseMean,
  lineariseRatio,
  lineariseTotal,
} from './index.ts';

function designOf(columns: DesignColumns): SampleDesign {
  const made = createSampleDesign(columns);
  if (!made.ok) throw new Error(made.error.code);
  return made.value;
}

function meanOf(
  columns: DesignColumns,
  values: readonly (number | null)[],
  setting: Partial<Parameters<typeof estimateWith>[2]> = {},
) {
  const design = designOf(columns);
  const linearised = lineariseMean(design, values);
  if (!linearised) throw new Error('nothing to estimate');
  return estimateWith(design, linearised, { type: 'mean', values, ...setting });
}

function found(result: ReturnType<typeof meanOf>): Estimate {
  if (!result.ok) throw new Error(result.error.code);
  return result.value;
}

describe('a mean by hand', () => {
  const values = [0, 1, 1, 1];

  it('of four people drawn alike [E-07]', () => {
    // s² = 3 · (1/4)² + (3/4)² over 3 = 1/4; standard error √(1/4 / 4) = 1/4.
    const { estimate, standardError, degreesOfFreedom, designEffect, n, sumOfWeights } = found(
      meanOf({ weights: [10, 10, 10, 10] }, values),
    );

    expect(estimate).toBe(0.75);
    expect(standardError).toBeCloseTo(0.25, 14);
    expect({ degreesOfFreedom, n, sumOfWeights }).toEqual({
      degreesOfFreedom: 3,
      n: 4,
      sumOfWeights: 40,
    });
    expect(designEffect).toBeCloseTo(1, 12);
  });

  it('of four out of forty: a tenth is known for sure [E-03]', () => {
    const { standardError } = found(
      meanOf({ weights: [10, 10, 10, 10], populations: [[40, 40, 40, 40]] }, values),
    );

    expect(standardError).toBeCloseTo(0.25 * Math.sqrt(0.9), 14);
  });

  it('of all there are: nothing varies [E-03]', () => {
    const all = found(meanOf({ weights: [1, 1, 1, 1], populations: [[4, 4, 4, 4]] }, values));

    expect(all.standardError).toBe(0);
    expect(all.interval).toEqual([0.75, 0.75]);
  });

  it('of two villages that agree within: two answers, not four [E-03]', () => {
    // Totals of the influences: ∓1/4 · 2 = ∓1/2 · 1/2; variance 2 · (1/4 + 1/4)² … = 2 · 2 · (1/4)² = 1/4.
    const { standardError, designEffect } = found(
      meanOf({ weights: [1, 1, 1, 1], clusters: [['a', 'a', 'b', 'b']] }, [0, 0, 1, 1]),
    );

    expect(standardError).toBeCloseTo(0.5, 14);
    // Four independent answers: s² = 1/3, variance of the mean 1/12; a quarter is three times that.
    expect(designEffect).toBeCloseTo(3, 12);
  });
});

describe('intervals', () => {
  it('of a share in which nobody says yes is the exact one [E-06]', () => {
    // Nobody of 30: the upper end x has (1 − x)^30 = 0.025.
    const nobody = found(
      meanOf({ weights: Array<number>(30).fill(1) }, Array<number>(30).fill(0), {
        type: 'proportion',
      }),
    );

    expect(nobody.interval[0]).toBe(0);
    expect(nobody.interval[1]).toBeCloseTo(1 - 0.025 ** (1 / 30), 10);
    expect(nobody.designEffect).toBe(null);
  });

  it('of a share mirrors that of its opposite, and stays inside of 0 and 1 [E-06]', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(0, 1), { minLength: 2, maxLength: 40 }), (answers) => {
        const weights = answers.map((_, row) => 1 + (row % 5));
        const yes = found(meanOf({ weights }, answers, { type: 'proportion' }));
        const no = found(
          meanOf(
            { weights },
            answers.map((answer) => 1 - answer),
            { type: 'proportion' },
          ),
        );

        expect(yes.interval[0]).toBeCloseTo(1 - no.interval[1], 9);
        expect(yes.interval[0]).toBeGreaterThanOrEqual(0);
        expect(yes.interval[1]).toBeLessThanOrEqual(1);
        expect(yes.interval[0]).toBeLessThanOrEqual(yes.estimate);
        expect(yes.interval[1]).toBeGreaterThanOrEqual(yes.estimate);
      }),
    );
  });
});

describe('a stratum of one cluster', () => {
  const columns = { weights: [1, 1, 1], strata: ['a', 'a', 'b'] };
  const values = [0, 1, 1];
  const errorUnder = (singleClusters: 'adjust' | 'certainty' | 'average') =>
    found(meanOf(columns, values, { singleClusters })).standardError;

  // Influences: −2/9, 1/9, 1/9. Stratum a: 2 · 2 · (1/6)² = 1/9 · … = 1/18; the one in b: 1/81.
  it('is taken from zero, as sure, or as the others [E-03]', () => {
    expect(errorUnder('certainty') ** 2).toBeCloseTo(1 / 9, 12);
    expect(errorUnder('adjust') ** 2).toBeCloseTo(1 / 9 + 1 / 81, 12);
    expect(errorUnder('average') ** 2).toBeCloseTo(2 / 9, 12);
  });

  it('is refused where it may not be [E-03]', () => {
    expect(meanOf(columns, values, { singleClusters: 'fail' })).toEqual({
      ok: false,
      error: { code: 'estimate.single-cluster' },
    });
  });
});

describe('refusals', () => {
  it('of designs name the code and the row [E-02]', () => {
    const codeOf = (columns: DesignColumns) => {
      const made = createSampleDesign(columns);
      return made.ok ? null : made.error;
    };

    expect(codeOf({ weights: [] })).toEqual({ code: 'design.empty', row: null });
    expect(codeOf({ weights: [1, -1] })).toEqual({ code: 'design.bad-weight', row: 2 });
    expect(codeOf({ weights: [1, NaN] })).toEqual({ code: 'design.bad-weight', row: 2 });
    expect(codeOf({ weights: [1, 1], strata: ['a'] })).toEqual({
      code: 'design.uneven-columns',
      row: null,
    });
    expect(codeOf({ weights: [1, 1], populations: [[2, 0]] })).toEqual({
      code: 'design.bad-population',
      row: 2,
    });
    expect(codeOf({ weights: [1, 1], populations: [[5, 6]] })).toEqual({
      code: 'design.uneven-population',
      row: 2,
    });
    expect(codeOf({ weights: [1, 1, 1], populations: [[2, 2, 2]] })).toEqual({
      code: 'design.population-too-small',
      row: 1,
    });
  });

  it('of estimates are values, never NaN [E-07]', () => {
    expect(meanOf({ weights: [1] }, [1])).toMatchObject({
      error: { code: 'estimate.too-few-clusters' },
    });
    expect(lineariseMean(designOf({ weights: [0, 0] }), [1, 1])).toBe(null);
    expect(lineariseMean(designOf({ weights: [1, 1] }), [null, null])).toBe(null);
    expect(lineariseRatio(designOf({ weights: [1, 1] }), [1, 2], [1, -1])).toBe(null);
    expect(meanOf({ weights: [1, 1] }, [1e308, -1e308])).toMatchObject({
      error: { code: 'estimate.out-of-range' },
    });
  });
});

const answeredRows = fc.array(
  fc.record({
    value: fc.option(fc.integer({ min: 0, max: 9 }), { freq: 5 }),
    weight: fc.integer({ min: 1, max: 20 }),
    stratum: fc.constantFrom('a', 'b'),
    cluster: fc.constantFrom('1', '2', '3'),
    isInside: fc.boolean(),
  }),
  { minLength: 4, maxLength: 60 },
);

describe('identities', () => {
  test('permutations change nothing [E-07]', () => {
    fc.assert(
      fc.property(answeredRows, fc.integer(), (rows, seed) => {
        const shuffled = [...rows].sort(
          (a, b) => ((a.weight * 31 + seed) % 7) - ((b.weight * 31 + seed) % 7),
        );
        const figures = [rows, shuffled].map((sample) => {
          const design = designOf({
            weights: sample.map(({ weight }) => weight),
            strata: sample.map(({ stratum }) => stratum),
            clusters: [sample.map(({ cluster }) => cluster)],
          });
          const mean = lineariseMean(
            design,
            sample.map(({ value }) => value),
          );
          return mean && estimateWith(design, mean, { type: 'mean' });
        });
        const [one, other] = figures;
        if (!one?.ok || !other?.ok) {
          expect(one).toEqual(other);
          return;
        }
        expect(other.value.estimate).toBeCloseTo(one.value.estimate, 9);
        expect(other.value.standardError).toBeCloseTo(one.value.standardError, 9);
        expect(other.value.degreesOfFreedom).toBe(one.value.degreesOfFreedom);
      }),
    );
  });

  test('parts add up to the whole [E-05]', () => {
    fc.assert(
      fc.property(answeredRows, (rows) => {
        const design = designOf({ weights: rows.map(({ weight }) => weight) });
        const values = rows.map(({ value }) => value);
        const inside = rows.map(({ isInside }) => isInside);
        const parts = [inside, inside.map((is) => !is)].map((domain) =>
          lineariseTotal(design, values, domain),
        );
        const sum = combine(parts.map((of) => ({ times: 1, of })));
        const whole = lineariseTotal(design, values);

        expect(sum.estimate).toBeCloseTo(whole.estimate, 9);
        expect(sum.influence).toEqual(whole.influence);
      }),
    );
  });
});

test('a ratio is one total beside the other, by hand [E-04]', () => {
  // 1·2 + 2·3 = 8 beside 1·4 + 2·1 = 6; influences 1·(2 − 4/3·4)/6 and 2·(3 − 4/3)/6.
  const ratio = lineariseRatio(designOf({ weights: [1, 2, 5] }), [2, 3, null], [4, 1, 9]);

  expect(ratio?.estimate).toBeCloseTo(4 / 3, 14);
  expect(ratio?.influence[0]).toBeCloseTo(-5 / 9, 14);
  expect(ratio?.influence[1]).toBeCloseTo(5 / 9, 14);
  expect(ratio?.influence[2]).toBe(0);
  expect([...(ratio?.isInside ?? [])]).toEqual([1, 1, 0]);
});

test('two samples drawn apart differ by what both vary [E-09]', () => {
  const before = { estimate: 0.7717, standardError: 0.03, degreesOfFreedom: 20 };
  const after = { estimate: 0.8011, standardError: 0.04, degreesOfFreedom: 22 };
  const difference = differenceOfSamples(before, after);
  if (!difference.ok) throw new Error(difference.error.code);

  expect(difference.value.estimate).toBeCloseTo(0.0294, 12);
  expect(difference.value.standardError).toBeCloseTo(0.05, 12);
  expect(difference.value.degreesOfFreedom).toBe(42);
  // R 4.2.2: 2 * pt(-0.0294 / 0.05, 42) and qt(0.975, 42).
  expect(difference.value.chance).toBeCloseTo(0.55968, 4);
  expect(difference.value.interval[1]).toBeCloseTo(0.0294 + 2.018081702818439 * 0.05, 9);
  expect(difference.value.isClear).toBe(false);
});
