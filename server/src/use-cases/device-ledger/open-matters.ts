import type { DeviceLedger, Range, WriteOff } from '../../ports/index.ts';
import { unheardIn } from './unheard-in.ts';

/** What of one phone's work is not accounted for. */
export interface OpenMatters {
  /** Numbers that lack and that nobody has written off. */
  readonly gaps: readonly Range[];
  /** Numbers that were used twice and on which nobody has decided. */
  readonly forks: readonly Range[];
  /** Forms that the phone says it holds beyond all that it has numbered, less what was written off of them. */
  readonly unsent: number;
  /** The life of the store in which it has not been heard; null where it was, or that is written off. */
  readonly unheard: string | null;
}

/**
 * Answers: what of a phone's work is neither here nor written off by name?
 * Shape:   ledger of the phone, unsent forms as last reported (null: it never said) → ranges in the order of the ledger,
 *          cut where a write-off covers a part. A phone numbers a form when it is finished, so what it reports unsent is
 *          among the numbers that lack, and stands for itself only beyond all that it has numbered.
 * Errors:  throws never.
 * Source:  decision 25.
 * Rule:    A-51
 */
export function openMatters(ledger: DeviceLedger, unsent: number | null): OpenMatters {
  const { missing, forkPlaces, writeOffs } = ledger;
  const writtenOff = (kind: WriteOff['kind']) => writeOffs.filter((one) => one.kind === kind);
  const excused = writtenOff('unsent').reduce((most, { to }) => Math.max(most, to), 0);
  const beyond = (unsent ?? 0) > numbered(ledger) ? (unsent ?? 0) : 0;
  return {
    gaps: without(missing, writtenOff('gap')),
    forks: without(forkPlaces, writtenOff('fork')),
    unsent: Math.max(0, beyond - excused),
    unheard: unheardIn(ledger),
  };
}

/**
 * Answers: for how many forms that a phone said it holds does the office still wait?
 * Shape:   ledger, unsent as last reported → what lacks of it; what came by another way since, or was written off, is not
 *          waited for any more.
 * Missing: null where the phone never said.
 * Rule:    A-52
 */
export function outstanding(ledger: DeviceLedger, unsent: number | null): number | null {
  if (unsent === null) return null;
  const open = openMatters(ledger, unsent);
  return Math.min(unsent, countOf(open.gaps) + open.unsent);
}

export const hasOpenMatters = ({ gaps, forks, unsent, unheard }: OpenMatters): boolean =>
  gaps.length > 0 || forks.length > 0 || unsent > 0 || unheard !== null;

/** Answers: how many numbers are in these ranges; never more than can be told exactly. */
export const countOf = (ranges: readonly Range[]): number =>
  Math.min(
    Number.MAX_SAFE_INTEGER,
    ranges.reduce((sum, { from, to }) => sum + to - from + 1, 0),
  );

/** How many numbers a phone has used, as far as it said or they came. */
const numbered = ({ epochs }: DeviceLedger): number =>
  epochs.reduce((sum, { headSeq, highest }) => sum + Math.max(headSeq ?? 0, highest), 0);

/** Answers: the ranges less what others cover of them, within the same epoch. */
export function without(ranges: readonly Range[], covers: readonly Range[]): readonly Range[] {
  return covers.reduce<readonly Range[]>(
    (left, cover) => left.flatMap((range) => cut(range, cover)),
    ranges,
  );
}

function cut(range: Range, cover: Range): readonly Range[] {
  if (cover.epoch !== range.epoch || cover.to < range.from || cover.from > range.to) return [range];
  const { epoch } = range;
  return [
    { epoch, from: range.from, to: cover.from - 1 },
    { epoch, from: cover.to + 1, to: range.to },
  ].filter(({ from, to }) => from <= to);
}
