/** A share as two whole numbers, so that nothing is rounded before it is printed. */
export interface Fraction {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

/**
 * Answers: how a share is printed as a percentage.
 * Shape:   a fraction with denominator > 0 → text with exactly two decimals and a decimal point, e.g. "81.00".
 * Units:   percent 0–100 (not bounded: a difference may be negative).
 * Errors:  throws RangeError when the denominator is not above zero: the caller must have refused before.
 * Source:  decision D5: exact half-up (half away from zero) on whole-number counts, two decimals.
 * Rule:    S-01
 */
export function printPercent(share: Fraction): string {
  return printHundredths(percentHundredths(share));
}

/**
 * Answers: the printed figure as a whole number of hundredths of a percent, on which ranks and differences are taken.
 * Shape:   81.00 % → 8100.
 * Errors:  throws RangeError when the denominator is not above zero.
 * Rule:    S-01
 */
export function percentHundredths({ numerator, denominator }: Fraction): number {
  return roundFraction({ numerator: numerator * 10_000n, denominator });
}

/**
 * Answers: the whole number nearest to a fraction; a half goes away from zero.
 * Errors:  throws RangeError when the denominator is not above zero.
 */
export function roundFraction({ numerator, denominator }: Fraction): number {
  if (denominator <= 0n) throw new RangeError('a share needs a denominator above zero');
  const negative = numerator < 0n;
  const magnitude = negative ? -numerator : numerator;
  const rounded = (magnitude * 2n + denominator) / (2n * denominator);
  return Number(negative ? -rounded : rounded);
}

/**
 * Answers: a whole number of hundredths as text with two decimals.
 * Shape:   8100 → "81.00"; -5 → "-0.05".
 */
export function printHundredths(hundredths: number): string {
  const magnitude = Math.abs(hundredths);
  const whole = Math.floor(magnitude / 100);
  const rest = String(magnitude % 100).padStart(2, '0');
  return `${hundredths < 0 ? '-' : ''}${String(whole)}.${rest}`;
}

/** Answers: the sum of two shares, exactly. */
export function addFractions(a: Fraction, b: Fraction): Fraction {
  if (a.denominator === b.denominator)
    return { numerator: a.numerator + b.numerator, denominator: a.denominator };
  return {
    numerator: a.numerator * b.denominator + b.numerator * a.denominator,
    denominator: a.denominator * b.denominator,
  };
}

/** Answers: the product of two shares, exactly. */
export const multiplyFractions = (a: Fraction, b: Fraction): Fraction => ({
  numerator: a.numerator * b.numerator,
  denominator: a.denominator * b.denominator,
});

/** Answers: the same share in its smallest whole numbers, so that sums of many stay small and equal shares are alike. */
export function reduceFraction({ numerator, denominator }: Fraction): Fraction {
  let divisor = numerator < 0n ? -numerator : numerator;
  let rest = denominator;
  while (rest !== 0n) [divisor, rest] = [rest, divisor % rest];
  return { numerator: numerator / divisor, denominator: denominator / divisor };
}

/**
 * Answers: the plain mean of several shares, exactly.
 * Shape:   one or more fractions → fraction.
 * Errors:  throws RangeError on an empty list: the caller must have refused before.
 */
export function meanFraction(shares: readonly Fraction[]): Fraction {
  if (shares.length === 0) throw new RangeError('a mean needs at least one share');
  const sum = shares.reduce(addFractions);
  return { numerator: sum.numerator, denominator: sum.denominator * BigInt(shares.length) };
}
