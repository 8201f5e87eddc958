/** What a signal can be about. Each is a reason to look, never a verdict. */
export const signalCodes = [
  'response.too-fast',
  'response.long-run',
  'response.equal-answers',
  'response.near-duplicate',
  'response.at-night',
  'surveyor.low-variance',
  'surveyor.position-pile',
  'surveyor.break-offs',
  'surveyor.unlike-neighbours',
  'surveyor.back-check',
  'item.back-check',
] as const;
export type SignalCode = (typeof signalCodes)[number];

interface About {
  readonly code: SignalCode;
  readonly subject: { readonly kind: 'response' | 'surveyor' | 'item'; readonly id: string };
  /** With whom it was compared. */
  readonly among: string;
  /** How many responses, answers, interviews or back-checks the measure rests on; see its signal. */
  readonly n: number;
  readonly method: string;
}

/** What was measured on one subject, and whether it lies beyond the bound. */
export interface Measured extends About {
  readonly outcome: 'raised' | 'quiet';
  readonly value: number;
  readonly unit: 's/item' | 'share' | 'ratio' | 'h';
  readonly bound: number;
  /** The response that a response is like. */
  readonly other?: string;
  readonly interval?: readonly [low: number, high: number];
  /** Standard deviations from what was expected. */
  readonly z?: number;
}

/** Why nothing was measured: too few to judge by, or nobody recorded what it takes. */
export interface Unmeasured extends About {
  readonly outcome: 'not-enough-base' | 'not-measured';
}

export type Finding = Measured | Unmeasured;

/** What a signal says of all its subjects at once. */
export type Described = Pick<About, 'code' | 'method' | 'among'>;

export const ofResponse = (id: string) => ({ kind: 'response', id }) as const;
export const ofSurveyor = (id: string) => ({ kind: 'surveyor', id }) as const;
