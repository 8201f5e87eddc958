import { type ReportLevel, communesOf, createReportLevel } from '@sipas/shared/admin-units';
import { printHundredths, type Result, ok, refuse } from '@sipas/shared/kernel';
import {
  type PrintedUnit,
  type Published,
  type ScoreTableRow,
  type UnitPairRow,
  compareUnits,
  scoreKinds,
} from '@sipas/shared/scoring';
import type * as wire from '@sipas/shared/wire';
import { type FigureReader, toldWave } from './told-wave.ts';
import type { Refusal } from './refusal.ts';
import { chooseInstrument, createStratumOf, reportScores } from './report-scores/index.ts';
import type { OpenWave } from './waves/index.ts';

/** Which two units are asked for; what is left out takes the wave's word. */
export interface AskedUnitPair {
  readonly level: string;
  readonly unit: string;
  /** Another unit of the level; without it the rest is meant. */
  readonly other?: string | undefined;
  /** Level of the whole of which the rest is taken; the province without it. */
  readonly of?: string | undefined;
  readonly scheme?: wire.SchemeName | undefined;
  readonly instrument?: string | undefined;
}

/** Two units beside each other, of rows that passed the gate. */
export interface PublishedUnitPair extends Omit<wire.UnitPair, 'rows'> {
  readonly rows: Published<readonly UnitPairRow[]>;
}

type ScoreNeeds = Parameters<typeof reportScores>[0];

/**
 * Answers: how does a unit stand beside another, or beside the rest of what it lies in, as far as this person may see both?
 * Shape:   person, wave, question → a row a figure, from the tables of scores as this person has them.
 * Errors:  wave.unknown, report.unknown-instrument; report.unknown-level, for villages too; report.unknown-unit naming one
 *          that is not among those shown; report.no-pair for a unit beside itself, or one that has no rest.
 * Source:  decision 93.
 * Rule:    P-90
 */
export async function showUnitPair(
  needs: ScoreNeeds,
  user: FigureReader,
  waveId: string,
  asked: AskedUnitPair,
): Promise<Result<PublishedUnitPair, Refusal>> {
  const told = await toldWave(needs.reader, user, waveId);
  if (!told.ok) return told;
  const wave = told.value;
  const instrument = chooseInstrument(wave, asked.instrument);
  if (instrument === undefined) return refuse({ code: 'report.unknown-instrument' });
  const second = secondPlace(wave, asked);
  if (!second.ok) return second;
  const places = [{ level: asked.level, unit: asked.unit }, second.value] as const;
  const scheme = asked.scheme ?? wave.wave.scheme;
  const found: NamedUnit[] = [];
  for (const place of places) {
    const query = { ...place, scheme, instrument: asked.instrument };
    const printed = await printedUnit(needs, user, { wave, query });
    if (!printed.ok) return printed;
    found.push(printed.value);
  }
  const [one, other] = found as [NamedUnit, NamedUnit];
  const { isRest } = second.value;
  const { id, name, catalogue, minimumBase, edition } = wave.wave;
  return ok({
    wave: { id: id as wire.UnitPair['wave']['id'], name },
    ...{ catalogue, instrument: instrument.id, scheme, level: asked.level, minimumBase },
    ...(edition === undefined ? {} : { edition }),
    first: { unit: one.unit, unitName: one.unitName },
    second: { unit: other.unit, unitName: other.unitName, isRest },
    rows: compareUnits({
      ...{ instrument: instrument.definition, layout: instrument.layout, scheme, minimumBase },
      ...{ first: one, second: other, isRest },
    }),
  });
}

interface Place {
  readonly level: string;
  readonly unit: string;
}

/** The other unit, or the whole in which the unit lies. */
function secondPlace(
  wave: OpenWave,
  { level, unit, other, of = 'province' }: AskedUnitPair,
): Result<Place & { readonly isRest: boolean }, Refusal> {
  const own = levelOf(wave, level);
  if (!own.ok) return own;
  const noPair = refuse({ code: 'report.no-pair' as const, detail: unit });
  if (other !== undefined)
    return other === unit ? noPair : ok({ level, unit: other, isRest: false });
  const outer = levelOf(wave, of);
  if (!outer.ok) return outer;
  const inside = communesWithin(wave, own.value, unit);
  const wholes = new Set(inside.map((commune) => outer.value.unitOf(commune, '').code));
  const [whole] = wholes;
  if (whole === undefined) return refuse({ code: 'report.unknown-unit', detail: unit });
  const isPart = communesWithin(wave, outer.value, whole).length > inside.length;
  return wholes.size === 1 && isPart ? ok({ level: of, unit: whole, isRest: true }) : noPair;
}

function levelOf(wave: OpenWave, asked: string): Result<ReportLevel, Refusal> {
  const level = createReportLevel(wave.catalogue, wave.groupings, asked);
  return level.ok && asked !== 'village'
    ? level
    : refuse({ code: 'report.unknown-level', detail: asked });
}

const communesWithin = ({ catalogue }: OpenWave, level: ReportLevel, unit: string): string[] =>
  communesOf(catalogue)
    .map(({ code }) => code)
    .filter((commune) => level.unitOf(commune, '').code === unit);

interface NamedUnit extends PrintedUnit {
  readonly unit: string;
  readonly unitName: string;
}

async function printedUnit(
  needs: ScoreNeeds,
  user: FigureReader,
  {
    wave,
    query,
  }: {
    readonly wave: OpenWave;
    readonly query: Place & Pick<AskedUnitPair, 'scheme' | 'instrument'>;
  },
): Promise<Result<NamedUnit, Refusal>> {
  const { level, unit, scheme, instrument } = query;
  const rows: ScoreTableRow[] = [];
  for (const by of scoreKinds) {
    const asked = { level, by, scheme, instrument };
    const table = await reportScores(needs, user, wave.wave.id, asked);
    if (!table.ok) return table;
    rows.push(...table.value.rows.filter((row) => row.unit === unit));
  }
  const [row] = rows;
  if (row === undefined) return refuse({ code: 'report.unknown-unit', detail: unit });
  const known = levelOf(wave, level);
  const communes = known.ok ? communesWithin(wave, known.value, unit) : [];
  return ok({
    unit,
    unitName: row.unitName,
    // What has passed the gate stays passed when some of it is left out.
    rows: rows as readonly ScoreTableRow[] as Published<readonly ScoreTableRow[]>,
    strata: new Set(communes.map(createStratumOf(wave))).size,
  });
}

/** Answers: two units beside each other as the wire has them. */
export function printUnitPair({ rows, ...about }: PublishedUnitPair): wire.UnitPair {
  return {
    ...about,
    rows: rows.map(({ pointsHundredths, interval, first, second, ...row }) => ({
      ...row,
      first: printSide(first),
      second: printSide(second),
      points: pointsHundredths === null ? null : printHundredths(pointsHundredths),
      interval: interval && {
        low: printHundredths(interval.lowHundredths),
        high: printHundredths(interval.highHundredths),
        isClear: interval.isClear,
      },
    })),
  };
}

const printSide = ({ hundredths, ...side }: UnitPairRow['first']): wire.UnitPairRow['first'] => ({
  percent: hundredths === null ? null : printHundredths(hundredths),
  ...side,
});
