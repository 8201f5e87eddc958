import { type Result, ok } from '@sipas/shared/kernel';
import type { AnnouncedList, ChangeTable, ScoreTable, Wave } from '@sipas/shared/wire';
import type { Answer, ApiFailure, OfficeApi, ScoreQuery } from '../../../../ports/office-api.ts';
import { together } from '../../together.ts';

/** All that the overview of a unit is drawn from. */
export interface OverviewFacts {
  readonly overall: ScoreTable;
  readonly blocks: ScoreTable;
  readonly factors: ScoreTable;
  readonly criteria: ScoreTable;
  readonly announced: AnnouncedList;
  /** Null where there is no wave to compare with. */
  readonly change: ChangeTable | null;
  /** The same figure in the other waves that ask it. */
  readonly others: readonly { readonly wave: Wave; readonly table: ScoreTable }[];
}

/**
 * Answers: the tables behind an overview, asked for together.
 * Shape:   the question for the overall index, the wave before and all others with the same instrument.
 * Missing: a wave that has no such level, or whose figures cannot be compared, has no table.
 * Errors:  the first that failed.
 */
export async function loadOverview(
  api: Pick<OfficeApi, 'scores' | 'changes' | 'announced'>,
  {
    query,
    before,
    others,
  }: {
    readonly query: ScoreQuery;
    readonly before: Wave | undefined;
    readonly others: readonly Wave[];
  },
  signal: AbortSignal,
): Answer<OverviewFacts> {
  const { wave, instrument, level, scheme } = query;
  const scores = (by: ScoreQuery['by']) => api.scores({ ...query, by }, signal);
  const change =
    before === undefined || level === 'village'
      ? Promise.resolve(ok(null))
      : orNull(
          api.changes(
            { wave, before: before.id, instrument, level, by: 'overall', scheme },
            signal,
          ),
        );
  const askedOfOthers = together<(ScoreTable | null)[]>(
    others.map((one) => orNull(api.scores({ ...query, wave: one.id, by: 'overall' }, signal))),
  );
  const asked = await together<
    [ScoreTable, ScoreTable, ScoreTable, ScoreTable, AnnouncedList, ChangeTable | null]
  >([
    scores('overall'),
    scores('block'),
    scores('factor'),
    scores('criterion'),
    api.announced(signal),
    change,
  ]);
  if (!asked.ok) return asked;
  const tables = await askedOfOthers;
  if (!tables.ok) return tables;
  const [overall, blocks, factors, criteria, announced, changes] = asked.value;
  return ok({
    overall,
    blocks,
    factors,
    criteria,
    announced,
    change: changes,
    others: tables.value.flatMap((table, place) => {
      const other = others[place];
      return other === undefined || table === null ? [] : [{ wave: other, table }];
    }),
  });
}

/** What another wave does not have is no failure of this one. */
async function orNull<T>(answer: Answer<T>): Promise<Result<T | null, ApiFailure>> {
  const found = await answer;
  if (found.ok || found.error.tag !== 'problem') return found;
  return found.error.problem.code.startsWith('report.') ? ok(null) : found;
}
