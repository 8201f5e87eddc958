import { printHundredths, type Result, refuse } from '@sipas/shared/kernel';
import type { AnnouncedFigure, ComparedFigure, Published, UnitChange } from '@sipas/shared/scoring';
import type * as wire from '@sipas/shared/wire';
import type { PublicFacts, ReadPublicFacts } from '../ports/index.ts';
import { type FigureReader, toldWave } from './told-wave.ts';
import { visibleWave } from './list-waves.ts';
import type { Refusal } from './refusal.ts';
import { type ChangeTable, defaultOverlapPercent, reportChanges } from './report-changes.ts';
import { type VillageCounter, createIsShown } from './report-scores/index.ts';
import { type WaveReader, scopeOf } from './waves/index.ts';

/** Which comparison a reader asks for; what is left out takes the later wave's word. */
export interface AskedChanges {
  /** The earlier wave. */
  readonly before: string;
  readonly level?: string | undefined;
  readonly by?: wire.ScoreKind | undefined;
  readonly scheme?: wire.SchemeName | undefined;
  readonly instrument?: string | undefined;
  readonly overlap?: number | undefined;
}

/**
 * Answers: what may this person see of a wave beside an earlier one?
 * Shape:   person, later wave, question → the table of changes on the units of the later wave. Ranks and protection are
 *          taken over the whole waves, then the person's units are cut from it.
 * Errors:  wave.unknown and figures.not-frozen for either wave; those of P-60.
 * Rule:    P-82
 */
export async function showChanges(
  needs: {
    readonly reader: WaveReader;
    readonly countVillages: VillageCounter;
    readonly facts: ReadPublicFacts;
  },
  user: FigureReader,
  waveId: string,
  asked: AskedChanges,
): Promise<Result<ChangeTable, Refusal>> {
  const { reader, countVillages } = needs;
  for (const id of [asked.before, waveId])
    if ((await visibleWave(reader, user, id)) === null)
      return refuse({ code: 'wave.unknown', detail: id });
  for (const id of [asked.before, waveId]) {
    const told = await toldWave(reader, user, id);
    if (!told.ok) return told;
  }
  const { history } = await needs.facts();
  return reportChanges({ reader, countVillages, history }, [asked.before, waveId], {
    level: asked.level ?? 'province',
    by: asked.by ?? 'overall',
    scheme: asked.scheme,
    instrument: asked.instrument,
    minimumOverlapPercent: asked.overlap ?? defaultOverlapPercent,
    shown: (after, level) => createIsShown(after, level, scopeOf(user, after)),
  });
}

/** Answers: a table of changes as the wire has it. */
export function printChangeTable(
  table: ChangeTable & { readonly rows: Published<readonly UnitChange[]> },
): wire.ChangeTable {
  const { before, after, rows, ...about } = table;
  return {
    ...about,
    before: printName(before),
    after: printName(after),
    rows: rows.map((row) => ({
      unit: row.unit,
      unitName: row.unitName,
      code: row.code,
      label: row.label,
      before: printSide(row.before),
      after: printSide(row.after),
      points: printOrNull(row.pointsHundredths),
      steps: row.steps,
      interval: row.interval && {
        low: printHundredths(row.interval.lowHundredths),
        high: printHundredths(row.interval.highHundredths),
        isClear: row.interval.isClear,
      },
      standing: row.standing,
    })),
  };
}

const printName = ({ id, name, catalogue, minimumBase, edition }: ChangeTable['before']) => ({
  id: id as wire.ChangeTable['before']['id'],
  name,
  catalogue,
  minimumBase,
  ...(edition === undefined ? {} : { edition }),
});

const printOrNull = (hundredths: number | null): string | null =>
  hundredths === null ? null : printHundredths(hundredths);

const printSide = (side: ComparedFigure): wire.ChangeRow['before'] => ({
  percent: printOrNull(side.hundredths),
  valid: side.validCount,
  low: side.interval?.low ?? null,
  high: side.interval?.high ?? null,
  intervalStatus: side.intervalStatus,
  rank: side.rank,
  overlapPercent: printHundredths(side.overlapHundredths),
  standing: side.standing,
});

/** Answers: an announced figure as the wire has it. */
export const printAnnounced = ({ hundredths, ...rest }: AnnouncedFigure): wire.AnnouncedFigure => ({
  ...rest,
  percent: printHundredths(hundredths),
});

/** Answers: all that others announced, as the wire has it. */
export const printAnnouncedList = (
  facts: Pick<PublicFacts, 'announced' | 'otherIndices'>,
): wire.AnnouncedList => ({
  figures: facts.announced.map(printAnnounced),
  otherIndices: facts.otherIndices.map(({ hundredths, ...rest }) => ({
    ...rest,
    value: printHundredths(hundredths),
  })),
});
