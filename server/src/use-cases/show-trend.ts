import { type Instant, type Result, ok, refuse } from '@sipas/shared/kernel';
import { seriesOfInstrument } from '@sipas/shared/report';
import type * as wire from '@sipas/shared/wire';
import { dayInVietnam } from '@sipas/shared/fixes';
import type { ReadPublicFacts, WaveStore } from '../ports/index.ts';
import { listWaves, type WaveSummary } from './list-waves.ts';
import type { Refusal } from './refusal.ts';
import { defaultOverlapPercent } from './report-changes.ts';
import { reportScores, type ScoreQuery } from './report-scores/index.ts';
import { printAnnounced, printChangeTable, showChanges } from './show-changes.ts';
import type { FigureReader } from './told-wave.ts';

/** Which figure of which unit is followed; what is left out is the first that there is. */
export interface AskedTrend extends Omit<ScoreQuery, 'group'> {
  readonly unit?: string | undefined;
  /** Code of a block, factor or criterion. */
  readonly figure?: string | undefined;
}

type TrendNeeds = Parameters<typeof reportScores>[0] &
  Parameters<typeof showChanges>[0] & {
    readonly facts: ReadPublicFacts;
    readonly waves: Pick<WaveStore, 'makingTimes'>;
  };

/** The day of the decision on provinces and communes of 2025. */
const reformOn = '2025-07-01';
const country = 'VN';

/**
 * Answers: how did one figure of one unit go over the waves, as far as this person may see them?
 * Shape:   person, wave, question → a point a wave with the same form, in the order in which they were made. Another wave's
 *          figure is that of its comparison with this one, on the units of this one; where the form or the units cannot be
 *          compared it is that of its own table, and is joined with nothing. Beside the province stands what was announced.
 * Missing: a wave without the unit, the level or the figure has no point, nor one of which this person is told no figures.
 * Errors:  those of P-10; report.unknown-level for villages; report.unknown-unit; report.unknown-question for a figure.
 * Source:  decisions D9, D17 and 60.
 * Rule:    N-30
 */
export async function showTrend(
  needs: TrendNeeds,
  user: FigureReader,
  waveId: string,
  { unit, figure, ...asked }: AskedTrend,
): Promise<Result<wire.Trend, Refusal>> {
  const level = asked.level ?? 'province';
  if (level === 'village') return refuse({ code: 'report.unknown-level', detail: level });
  const own = await reportScores(needs, user, waveId, { ...asked, level });
  if (!own.ok) return own;

  const { rows, wave, catalogue, scheme, by, minimumBase, edition } = own.value;
  const units = titles(rows.map(({ unit: code, unitName: label }) => ({ code, label })));
  const figures = titles(rows);
  const chosenUnit = units.find(({ code }) => unit === undefined || code === unit);
  const chosenFigure = figures.find(({ code }) => figure === undefined || code === figure);
  if (chosenUnit === undefined) return refuse({ code: 'report.unknown-unit', detail: unit ?? '' });
  if (chosenFigure === undefined)
    return refuse({ code: 'report.unknown-question', detail: figure ?? '' });
  const followed: Followed = {
    ...{ waveId, level, by, scheme, instrument: own.value.instrument.id },
    ...{ unit: chosenUnit.code, figure: chosenFigure.code, own: own.value },
    madeAt: await needs.waves.makingTimes(),
  };
  const points: wire.TrendPoint[] = [];
  for (const wave of await sameForm(needs, user, followed)) {
    const point = await pointOf(needs, user, wave, followed);
    if (!point.ok) return point;
    if (point.value !== null) points.push(point.value);
  }
  return ok({
    ...{ wave, instrument: own.value.instrument, catalogue, scheme, level, by, minimumBase },
    ...(edition !== undefined && { edition }),
    ...{ minimumOverlapPercent: defaultOverlapPercent, reformOn },
    ...{ unit: chosenUnit, figure: chosenFigure, units, figures, points },
    announced: level === 'province' ? await announcedBeside(needs, followed) : [],
  });
}

interface Followed {
  readonly waveId: string;
  readonly level: string;
  readonly by: wire.ScoreKind;
  readonly scheme: wire.SchemeName;
  readonly instrument: string;
  readonly unit: string;
  readonly figure: string;
  readonly own: wire.PublishedScoreTable;
  /** When each wave was made. */
  readonly madeAt: ReadonlyMap<string, string>;
}

interface Titled {
  readonly code: string;
  readonly label: string;
}

const titles = (rows: readonly Titled[]): Titled[] => [
  ...new Map(rows.map(({ code, label }) => [code, { code, label }])).values(),
];

const sameForm = async (
  { reader }: TrendNeeds,
  user: FigureReader,
  { instrument, madeAt }: Followed,
): Promise<readonly WaveSummary[]> => {
  const orderOf = ({ id }: WaveSummary): string => `${madeAt.get(id) ?? ''} ${id}`;
  return (await listWaves(reader, user))
    .filter(({ instruments }) => instruments.some(({ id }) => id === instrument))
    .sort((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1));
};

async function pointOf(
  needs: TrendNeeds,
  user: FigureReader,
  wave: WaveSummary,
  followed: Followed,
): Promise<Result<wire.TrendPoint | null, Refusal>> {
  const { waveId, level, by, scheme, instrument, unit, figure } = followed;
  if (wave.id === waveId) return ok(ownPoint(wave, followed.own, followed, 'joined'));
  const asked = { before: wave.id, level, by, scheme, instrument };
  const changes = await showChanges(needs, user, waveId, asked);
  if (!changes.ok && changes.error.code !== 'report.series-broken')
    return hasNoPoint(changes.error) ? ok(null) : changes;
  if (changes.ok) {
    const table = printChangeTable(changes.value);
    const row = table.rows.find((one) => one.unit === unit && one.code === figure);
    if (row !== undefined && row.before.standing !== 'not-comparable')
      return ok({ ...nameOf(wave, followed), ...sideOf(row) });
  }
  const table = await reportScores(needs, user, wave.id, { level, by, scheme, instrument });
  if (!table.ok) return hasNoPoint(table.error) ? ok(null) : table;
  return ok(ownPoint(wave, table.value, followed, changes.ok ? 'other-units' : 'other-form'));
}

const hasNoPoint = ({ code }: Refusal): boolean =>
  code.startsWith('report.') || code === 'figures.not-frozen';

const sideOf = ({
  unitName,
  before: { percent, valid, low, high, intervalStatus, standing },
}: wire.ChangeRow) => ({
  ...{ unitName, percent, valid, low, high, intervalStatus, standing },
  link: 'joined' as const,
});

function ownPoint(
  wave: WaveSummary,
  { rows }: wire.PublishedScoreTable,
  followed: Followed,
  link: wire.TrendPoint['link'],
): wire.TrendPoint | null {
  const { unit, figure } = followed;
  const row = rows.find((one) => one.unit === unit && one.code === figure);
  if (row === undefined) return null;
  const { unitName, percent, valid, interval, intervalStatus, status } = row;
  return {
    ...nameOf(wave, followed),
    ...{ unitName, percent, valid, intervalStatus, link },
    low: interval?.low ?? null,
    high: interval?.high ?? null,
    standing: standingOf[status],
  };
}

const standingOf = {
  published: 'exact',
  insufficient: 'not-enough-base',
  suppressed: 'suppressed',
} as const;

const nameOf = ({ id, name, catalogue, edition }: WaveSummary, { madeAt }: Followed) => ({
  wave: { id: id as wire.TrendPoint['wave']['id'], name },
  year: Number(dayInVietnam(madeAt.get(id) as Instant).slice(0, 4)),
  catalogue,
  ...(edition !== undefined && { edition }),
});

async function announcedBeside(
  { facts }: TrendNeeds,
  { instrument, unit, figure }: Followed,
): Promise<wire.AnnouncedFigure[]> {
  const series = seriesOfInstrument(instrument);
  return (await facts()).announced
    .filter(
      (one) =>
        one.series === series &&
        one.figure === figure &&
        one.position === 'value' &&
        (one.area === country || one.area === unit),
    )
    .sort((a, b) => a.year - b.year)
    .map(printAnnounced);
}
