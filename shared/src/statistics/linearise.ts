import type { SampleDesign } from './sample-design.ts';

/** A number for each row; null where there is none. */
export type Values = readonly (number | null)[];

/**
 * An estimate as a sum over the sample: what each row brings to it, weight included, so that its variance is the variance
 * of a total. Rows outside of the domain bring 0 and stay in the design.
 */
export interface Linearised {
  readonly estimate: number;
  readonly influence: Float64Array;
  /** Rows behind the estimate. */
  readonly isInside: Uint8Array;
}

/**
 * Answers: which total do the values have in the population?
 * Shape:   Σ w·y over rows that have a value and lie in the domain.
 * Rule:    E-04
 */
export function lineariseTotal(
  { weights }: Pick<SampleDesign, 'weights'>,
  values: Values,
  domain?: readonly boolean[],
): Linearised {
  const isInside = insideOf([values], domain);
  const influence = Float64Array.from(values, (value, row) =>
    isInside[row] === 1 ? (weights[row] ?? 0) * (value ?? 0) : 0,
  );
  return { estimate: influence.reduce((sum, part) => sum + part, 0), influence, isInside };
}

/**
 * Answers: how large is one total beside another? The mean is the ratio to a column of ones, a proportion the mean of
 * zeros and ones.
 * Shape:   R = Σ w·y / Σ w·x over rows that have both and lie in the domain; influence w·(y − R·x) / Σ w·x.
 * Errors:  null where the lower total is 0: there is no ratio.
 * Source:  Taylor linearisation: Särndal, Swensson and Wretman 1992, 5.5 and 5.6.
 * Rule:    E-04
 */
export function lineariseRatio(
  { weights }: Pick<SampleDesign, 'weights'>,
  upper: Values,
  lower: Values,
  domain?: readonly boolean[],
): Linearised | null {
  const isInside = insideOf([upper, lower], domain);
  let upperTotal = 0;
  let lowerTotal = 0;
  for (const [row, inside] of isInside.entries()) {
    if (inside === 0) continue;
    upperTotal += (weights[row] ?? 0) * (upper[row] ?? 0);
    lowerTotal += (weights[row] ?? 0) * (lower[row] ?? 0);
  }
  if (lowerTotal === 0) return null;
  const estimate = upperTotal / lowerTotal;
  const influence = Float64Array.from(isInside, (inside, row) =>
    inside === 1
      ? ((weights[row] ?? 0) * ((upper[row] ?? 0) - estimate * (lower[row] ?? 0))) / lowerTotal
      : 0,
  );
  return { estimate, influence, isInside };
}

/** Answers: the mean of the values; null where nothing weighs anything. See lineariseRatio. */
export const lineariseMean = (
  design: Pick<SampleDesign, 'weights'>,
  values: Values,
  domain?: readonly boolean[],
): Linearised | null =>
  lineariseRatio(
    design,
    values,
    values.map(() => 1),
    domain,
  );

/**
 * Answers: the sum of estimates of one sample, each times a number: the mean of criteria, the difference of two groups.
 * Shape:   the influences add up in the same way, so that what the parts have in common is counted.
 * Rule:    E-05
 */
export function combine(
  parts: readonly { readonly times: number; readonly of: Linearised }[],
): Linearised {
  const rowCount = parts[0]?.of.influence.length ?? 0;
  const influence = new Float64Array(rowCount);
  const isInside = new Uint8Array(rowCount);
  let estimate = 0;
  for (const { times, of } of parts) {
    estimate += times * of.estimate;
    for (let row = 0; row < rowCount; row++) {
      influence[row] = (influence[row] ?? 0) + times * (of.influence[row] ?? 0);
      if (of.isInside[row] === 1) isInside[row] = 1;
    }
  }
  return { estimate, influence, isInside };
}

function insideOf(columns: readonly Values[], domain: readonly boolean[] | undefined): Uint8Array {
  const rowCount = columns[0]?.length ?? 0;
  return Uint8Array.from({ length: rowCount }, (_, row) =>
    Number(domain?.[row] !== false && columns.every((column) => typeof column[row] === 'number')),
  );
}
