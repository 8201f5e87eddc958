import { type Result, ok, refuse } from '@sipas/shared/kernel';
import { type EditionChange, type Published, compareEditionTables } from '@sipas/shared/scoring';
import type { ScoreKind } from '@sipas/shared/wire';
import type { CountedResponses, Edition, EditionStore, TableMaker } from '../../ports/index.ts';
import { visibleWave } from '../list-waves.ts';
import type { Refusal } from '../refusal.ts';
import { countAnew, reportScores } from '../report-scores/index.ts';
import type { FigureReader } from '../told-wave.ts';
import type { WaveReader } from '../waves/index.ts';

export interface EditionChangeQuery {
  /** The later of the two; the last without it. */
  readonly edition?: number | undefined;
  readonly level?: string | undefined;
  readonly by?: ScoreKind | undefined;
  readonly instrument?: string | undefined;
}

/** What an edition tells otherwise than the one before it, in the units of a level. */
export interface EditionChangeTable {
  readonly wave: { readonly id: string; readonly name: string };
  readonly instrument: { readonly id: string; readonly version: string };
  readonly level: string;
  readonly by: ScoreKind;
  readonly scheme: string;
  readonly before: Edition;
  readonly after: Edition;
  readonly rows: Published<readonly EditionChange[]>;
}

interface Needs {
  readonly reader: WaveReader;
  readonly editions: EditionStore;
  readonly responses: CountedResponses;
  readonly tables: TableMaker;
  readonly gone?: AbortSignal | undefined;
}

/**
 * Answers: what did an edition change, in the units that this person may see?
 * Shape:   wave and query → the table of the edition and of the one before it, both by the gate, and what differs.
 * Errors:  wave.unknown; wave.not-frozen; edition.unknown, also for the first, before which there is none; those of P-10.
 * Source:  decision 90.
 * Rule:    W-27
 */
export async function showEditionChanges(
  needs: Needs,
  user: FigureReader,
  waveId: string,
  query: EditionChangeQuery,
): Promise<Result<EditionChangeTable, Refusal>> {
  if ((await visibleWave(needs.reader, user, waveId)) === null)
    return refuse({ code: 'wave.unknown' });
  const editions = await needs.editions.editions(waveId);
  if (editions.length === 0) return refuse({ code: 'wave.not-frozen', detail: waveId });
  const asked = query.edition ?? editions.length;
  const [before, after] = [editions[asked - 2], editions[asked - 1]];
  if (before === undefined || after === undefined)
    return refuse({ code: 'edition.unknown', detail: String(asked) });
  const { level, by, instrument } = query;
  const tableOf = ({ edition }: Edition) =>
    reportScores(asOf(needs, edition), user, waveId, { level, by, instrument });
  const earlier = await tableOf(before);
  if (!earlier.ok) return earlier;
  const later = await tableOf(after);
  if (!later.ok) return later;
  const { rows, ...about } = later.value;
  return ok({
    wave: about.wave,
    instrument: about.instrument,
    level: about.level,
    by: about.by,
    scheme: about.scheme,
    before,
    after,
    rows: compareEditionTables(earlier.value.rows, rows),
  });
}

/** The store as it was in an edition, as far as tables without groups read it. */
function asOf({ responses, editions, ...needs }: Needs, edition: number) {
  const ofEdition: CountedResponses = {
    ...responses,
    villageCounts: (waveId, instrumentKey) =>
      editions.villageCounts(waveId, edition, instrumentKey),
  };
  return { ...needs, countVillages: countAnew(ofEdition) };
}
