import { prioritise } from '@sipas/shared/fixes';
import { type Result, ok, refuse } from '@sipas/shared/kernel';
import { type Instrument, questionsOf } from '@sipas/shared/questionnaire';
import type { Published, ScoreTableRow } from '@sipas/shared/scoring';
import type { PublishedPriorityTable } from '@sipas/shared/wire';
import { type FigureReader, toldWave } from './told-wave.ts';
import type { Refusal } from './refusal.ts';
import { type ScoreQuery, chooseInstrument, reportScores } from './report-scores/index.ts';

/** Which priorities are asked for; what is left out takes the wave's word. */
export interface PriorityQuery extends Pick<ScoreQuery, 'level' | 'instrument' | 'scheme'> {
  /** Code of one unit of the level; all of them without it. */
  readonly unit?: string | undefined;
  /** Only criteria up to this place of their unit. */
  readonly places?: number | undefined;
}

const province = 'province';

/**
 * Answers: where would the units that this person may see gain most?
 * Shape:   wave and query → the criteria of each unit by what they would bring, beside the province's figures; all of it
 *          from two tables that passed the gate, each as this person may see it.
 * Errors:  those of reportScores; report.unknown-unit for one that is not among those shown.
 * Rule:    F-07
 */
export async function reportPriorities(
  needs: Parameters<typeof reportScores>[0],
  user: FigureReader,
  waveId: string,
  query: PriorityQuery,
): Promise<Result<PublishedPriorityTable, Refusal>> {
  const { unit, places, level = province, ...asked } = query;
  const told = await toldWave(needs.reader, user, waveId);
  if (!told.ok) return told;
  const wave = told.value;
  const definition = chooseInstrument(wave, asked.instrument)?.definition;
  if (definition === undefined) return refuse({ code: 'report.unknown-instrument' });
  const table = await reportScores(needs, user, waveId, { ...asked, level, by: 'criterion' });
  if (!table.ok) return table;
  const { rows, by: _by, group: _group, ...about } = table.value;
  const units = unitsIn(rows);
  if (unit !== undefined && !units.some(({ code }) => code === unit))
    return refuse({ code: 'report.unknown-unit', detail: unit });
  const line = await lineFor(needs, user, { waveId, asked, level });
  if (!line.ok) return line;
  const found = prioritise({
    rows: onlyOf(rows, ({ unit: code }) => unit === undefined || code === unit),
    line: line.value,
    scheme: about.scheme,
    factorOf: factorReader(definition),
  });
  return ok({
    ...about,
    units,
    factors: definition.factors.map(({ code, title }) => ({ code, label: title.vi })),
    rows:
      places === undefined
        ? found
        : onlyOf(found, ({ place }) => place !== null && place <= places),
  });
}

/** What has passed the gate stays passed when some of it is left out. */
const onlyOf = <Row>(
  rows: Published<readonly Row[]>,
  isWanted: (row: Row) => boolean,
): Published<readonly Row[]> => rows.filter(isWanted) as readonly Row[] as typeof rows;

async function lineFor(
  needs: Parameters<typeof reportScores>[0],
  user: FigureReader,
  {
    waveId,
    asked,
    level,
  }: { readonly waveId: string; readonly asked: ScoreQuery; readonly level: string },
): Promise<Result<Published<readonly ScoreTableRow[]>, Refusal>> {
  if (level === province) return ok([] as readonly ScoreTableRow[] as Published<ScoreTableRow[]>);
  const query = { ...asked, level: province, by: 'criterion' } as const;
  const table = await reportScores(needs, user, waveId, query);
  return table.ok ? ok(table.value.rows) : table;
}

function unitsIn(rows: readonly ScoreTableRow[]): PublishedPriorityTable['units'] {
  const byCode = new Map<string, PublishedPriorityTable['units'][number]>();
  for (const { unit: code, unitName: name, status } of rows) {
    const known = byCode.get(code);
    // A unit has an order as soon as one of its criteria has a figure.
    if (known === undefined || status === 'published') byCode.set(code, { code, name, status });
  }
  return [...byCode.values()];
}

function factorReader(definition: Instrument): (criterion: string) => string {
  const factors = new Map(questionsOf(definition).map(({ code, factor }) => [code, factor]));
  return (criterion) => factors.get(criterion) ?? '';
}
