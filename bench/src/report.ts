import { basename } from 'node:path';

/** Values that were measured turn by turn beside ours, in the same unit; or one that is known. */
export interface Peer {
  readonly name: string;
  readonly values: readonly number[];
}

/** What a median or a ratio has to keep. */
export interface Goal {
  readonly of: 'value' | 'ratio';
  readonly is: 'at most' | 'at least';
  readonly bound: number;
}

/** What one measurement found. */
export interface Measured {
  readonly name: string;
  readonly unit: string;
  /** One a round, in the unit. */
  readonly values: readonly number[];
  readonly peer?: Peer;
  /** Ours over the peer's, round by round, where the rounds are pairs; without it of the medians. */
  readonly ratios?: readonly number[];
  readonly goals: readonly Goal[];
  /** What else is worth knowing of it. */
  readonly note?: string;
}

/** A figure as it is printed on one line, collected and stored. */
export interface Figure {
  readonly suite: string;
  readonly name: string;
  /** Median of ours. */
  readonly value: number;
  readonly unit: string;
  readonly peer: string | null;
  readonly peerValue: number | null;
  /** Ours over the peer's. */
  readonly ratio: number | null;
  readonly n: number;
  readonly min: number;
  readonly max: number;
  readonly goals: readonly Goal[];
  readonly isHeld: boolean;
  readonly note: string;
}

/** Answers: the middle value; of an even number the upper one of the two. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted[Math.floor(sorted.length / 2)];
  if (middle === undefined) throw new RangeError('a median needs at least one value');
  return middle;
}

/** Answers: a measurement as the figure of its suite. */
export function figureOf(suite: string, measured: Measured): Figure {
  const { name, unit, values, peer, ratios, goals, note = '' } = measured;
  const value = median(values);
  const peerValue = peer === undefined ? null : median(peer.values);
  const ratio = ratios ? median(ratios) : peerValue === null ? null : value / peerValue;
  const isHeld = goals.every(({ of, is, bound }) => {
    const kept = of === 'value' ? value : ratio;
    return kept !== null && (is === 'at most' ? kept <= bound : kept >= bound);
  });
  return {
    ...{ suite, name, value, unit, peer: peer?.name ?? null, peerValue, ratio },
    ...{ n: values.length, min: Math.min(...values), max: Math.max(...values) },
    ...{ goals, isHeld, note },
  };
}

/** Prints the figure as one JSON line that the runner collects; the suite is the file that runs. */
export function report(measured: Measured): void {
  const figure = figureOf(basename(process.argv[1] ?? '', '.ts'), measured);
  process.stdout.write(`${JSON.stringify(figure)}\n`);
}
