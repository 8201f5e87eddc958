/** How far two people agree on one theme over the comments that both have coded. */
export type Agreement =
  | {
      readonly status: 'measured';
      readonly comments: number;
      /** Share of comments on which both said the same, 0–1. */
      readonly observed: number;
      /** Cohen's kappa, −1 to 1. */
      readonly kappa: number;
    }
  /** `nothing`: no comment was coded by both; `no-variation`: both gave the theme to all, or both to none. */
  | {
      readonly status: 'undefined';
      readonly reason: 'nothing' | 'no-variation';
      readonly comments: number;
    };

/**
 * Answers: how far do two coders agree on a theme, beyond what chance alone would give?
 * Shape:   for each comment that both coded, whether the first and whether the second gave the theme → Cohen's kappa.
 * Missing: where chance alone gives full agreement kappa is 0 ÷ 0: undefined, with the reason.
 * Source:  J. Cohen, A coefficient of agreement for nominal scales, Educational and Psychological Measurement 20 (1960) 37–46.
 * Rule:    T-06
 */
export function cohenKappa(pairs: readonly (readonly [boolean, boolean])[]): Agreement {
  const comments = pairs.length;
  if (comments === 0) return { status: 'undefined', reason: 'nothing', comments };
  const count = (holds: (pair: readonly [boolean, boolean]) => boolean): number =>
    pairs.filter(holds).length;
  const same = count(([first, second]) => first === second);
  const [first, second] = [count(([given]) => given), count(([, given]) => given)];
  // In whole numbers, so that what is exactly full agreement by chance is found to be so.
  const byChance = first * second + (comments - first) * (comments - second);
  const square = comments * comments;
  if (byChance === square) return { status: 'undefined', reason: 'no-variation', comments };
  return {
    status: 'measured',
    comments,
    observed: same / comments,
    kappa: (same * comments - byChance) / (square - byChance),
  };
}
