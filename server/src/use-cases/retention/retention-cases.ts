import { type Cutoff, type FieldRegistry, cutoffsOf } from '@sipas/shared/privacy';
import type {
  Clock,
  PastAllowances,
  Storage,
  StoreCutoffs,
  StoreRemovals,
} from '../../ports/index.ts';
import { atTheMachine, noteOf } from '../audit/index.ts';
import { pastAllowances } from './past-allowances.ts';

/** One class of what is kept for a time: how long, and how many rows of it are past that, or were. */
export interface PastClass extends Cutoff {
  readonly rows: number;
}

/** What is past its time at an instant, or was removed at it. */
export interface RetentionRun {
  readonly at: string;
  readonly classes: readonly PastClass[];
}

/** When something was removed last, and how many rows of each class, as the journal of acts says. */
export interface LastRun {
  readonly at: string;
  readonly rows: Readonly<Record<string, number>>;
}

type Needs = Pick<Storage, 'retention' | 'allowances' | 'waves' | 'audit'>;

const act = 'retention.applied';

/**
 * Answers: what is past its time by the registry of fields, and removes it.
 * Shape:   `due` counts and changes nothing; `apply` removes and notes counts by class, without values, in the journal of
 *          acts; what was removed from the store itself is noted in the transaction that removes it. No form is among it.
 * Errors:  throws what the store throws; what was removed until then stays removed, and the next run does the rest.
 * Source:  Law 91/2025/QH15; decision 111.
 * Rule:    Y-07
 */
export function createRetention(
  { retention, allowances, waves, audit }: Needs,
  { fields, clock }: { readonly fields: FieldRegistry; readonly clock: Clock },
) {
  const pastRecords = async (cutoffs: readonly Cutoff[]): Promise<PastAllowances> => {
    const cutoff = cutoffs.find((one) => one.class === 'allowances');
    if (cutoff === undefined) return { waves: [], unplacedBefore: null };
    const closed = await Promise.all(
      (await waves.waves()).map(async ({ id, status }) => {
        const changes = await waves.statusChanges(id);
        const last = changes.findLast((one) => one.status === 'closed');
        return { id, status, closedAt: last?.at ?? null };
      }),
    );
    return pastAllowances(closed, cutoff.before);
  };
  return {
    async due(): Promise<RetentionRun> {
      const at = clock.now();
      const cutoffs = cutoffsOf(fields, at);
      const records = await allowances.countPast(await pastRecords(cutoffs));
      return runOf(at, cutoffs, records, await retention.due(ofStore(cutoffs)));
    },
    async apply(): Promise<RetentionRun> {
      const at = clock.now();
      const cutoffs = cutoffsOf(fields, at);
      const records = await allowances.deletePast(await pastRecords(cutoffs));
      const removed = await retention.remove(ofStore(cutoffs), (rows) => {
        const details = countsOf(runOf(at, cutoffs, records, rows));
        const told = {
          actor: atTheMachine,
          act,
          objectKind: 'store',
          objectId: '',
          details,
        } as const;
        return noteOf(told, { now: () => at });
      });
      return runOf(at, cutoffs, records, removed);
    },
    async lastRun(): Promise<LastRun | null> {
      const { entries } = await audit.page({ act }, { limit: 1, offset: 0 });
      const [last] = entries;
      return last === undefined
        ? null
        : { at: last.at, rows: JSON.parse(last.details) as LastRun['rows'] };
    },
  };
}

const ofStore = (cutoffs: readonly Cutoff[]): StoreCutoffs =>
  Object.fromEntries(
    cutoffs.flatMap((one) => (one.class === 'allowances' ? [] : [[one.class, one.before]])),
  );

const runOf = (
  at: string,
  cutoffs: readonly Cutoff[],
  records: number,
  rows: StoreRemovals,
): RetentionRun => ({
  at,
  classes: cutoffs.map((one) => ({
    ...one,
    rows: one.class === 'allowances' ? records : (rows[one.class] ?? 0),
  })),
});

const countsOf = ({ classes }: RetentionRun): Record<string, number> =>
  Object.fromEntries(classes.map((one) => [one.class, one.rows]));
