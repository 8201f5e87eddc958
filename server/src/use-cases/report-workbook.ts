import { type Result, ok, refuse } from '@sipas/shared/kernel';
import type { AnswerTable, PublishedScoreTable, SchemeName, ScoreKind } from '@sipas/shared/wire';
import type { ReadPublicFacts, TableMaker } from '../ports/index.ts';
import { earlierWave } from './earlier-wave.ts';
import { type WaveSummary, showWave } from './list-waves.ts';
import type { Refusal } from './refusal.ts';
import { reportAnswers } from './report-answers/index.ts';
import type { ChangeTable } from './report-changes.ts';
import { type VillageCounter, reportScores } from './report-scores/index.ts';
import { showChanges } from './show-changes.ts';
import type { OpenWave, WaveReader } from './waves/index.ts';
import { type FigureReader, toldWave } from './told-wave.ts';

/** Which tables of a wave are asked for; what is left out takes the wave's word. */
export interface WorkbookQuery {
  /** Id or version; the wave's first without it. */
  readonly instrument?: string | undefined;
  readonly scheme?: SchemeName | undefined;
  /** The level between the whole and its communes; the district without it. */
  readonly area?: string | undefined;
}

interface Needs {
  readonly reader: WaveReader;
  readonly countVillages: VillageCounter;
  readonly tables: TableMaker;
  readonly gone?: AbortSignal | undefined;
  readonly facts: ReadPublicFacts;
}

interface LevelReport {
  readonly level: string;
  readonly label: string;
  readonly shortLabel: string;
  readonly scores: Readonly<Record<ScoreKind, PublishedScoreTable>>;
}

/** The published tables of a wave that make its workbook. */
export interface WorkbookReport {
  readonly wave: Pick<
    OpenWave['wave'],
    'id' | 'name' | 'status' | 'catalogue' | 'minimumBase' | 'minimumCell' | 'edition'
  >;
  readonly instrument: { readonly id: string; readonly version: string; readonly title: string };
  readonly scheme: SchemeName;
  /** The asked level between the whole and its communes. */
  readonly area: string;
  readonly levels: readonly [LevelReport, ...LevelReport[]];
  readonly answers: readonly { readonly label: string; readonly table: AnswerTable }[];
  readonly changes: {
    readonly levels: readonly { readonly label: string; readonly table: ChangeTable }[];
  } | null;
}

/**
 * Answers: all official tables of a wave, as this person may see them.
 * Shape:   whole, area, commune × index, block, factor, criterion; answers outside the index of the whole; changes of the
 *          index since the wave before that has the same instrument. Every table is one that the screen can show.
 * Errors:  those of reportScores.
 */
export async function reportWorkbook(
  needs: Needs,
  user: FigureReader,
  waveId: string,
  query: WorkbookQuery,
): Promise<Result<WorkbookReport, Refusal>> {
  const told = await toldWave(needs.reader, user, waveId);
  if (!told.ok) return told;
  const open = told.value;
  const summary = await showWave(needs.reader, user, waveId);
  if (summary === null) return refuse({ code: 'wave.unknown' });
  const area = query.area ?? 'district';
  const levels: LevelReport[] = [];
  for (const level of [...new Set(['province', area, 'commune'])]) {
    const report = await reportLevel({ needs, user, summary, query }, level);
    if (!report.ok) return report;
    levels.push(report.value);
  }
  const [whole, ...below] = levels;
  if (whole === undefined) return refuse({ code: 'report.unknown-level' });
  const { scheme, instrument } = whole.scores.overall;
  const answers = await reportTopics(needs, user, summary, instrument.version);
  if (!answers.ok) return answers;
  const { id, name, status, catalogue, minimumBase, minimumCell, edition } = open.wave;
  const title = summary.instruments.find((one) => one.id === instrument.id)?.title ?? '';
  return ok({
    wave: { id, name, status, catalogue, minimumBase, minimumCell, edition },
    instrument: { ...instrument, title },
    scheme,
    area,
    levels: [whole, ...below],
    answers: answers.value,
    changes: await reportSinceBefore({ needs, user, open, scheme, instrument: instrument.id }, [
      whole,
      ...below,
    ]),
  });
}

const shortLabels: Readonly<Record<string, string>> = {
  province: 'tỉnh',
  district: 'huyện',
  commune: 'xã',
  village: 'ấp',
};

async function reportLevel(
  {
    needs,
    user,
    summary,
    query,
  }: {
    readonly needs: Needs;
    readonly user: FigureReader;
    readonly summary: WaveSummary;
    readonly query: WorkbookQuery;
  },
  level: string,
): Promise<Result<LevelReport, Refusal>> {
  const { instrument, scheme } = query;
  const tableOf = (by: ScoreKind) =>
    reportScores(needs, user, summary.id, { level, by, instrument, scheme });
  const overall = await tableOf('overall');
  if (!overall.ok) return overall;
  const block = await tableOf('block');
  if (!block.ok) return block;
  const factor = await tableOf('factor');
  if (!factor.ok) return factor;
  const criterion = await tableOf('criterion');
  if (!criterion.ok) return criterion;
  return ok({
    level,
    label: summary.levels.find((one) => one.level === level)?.label ?? level,
    shortLabel: shortLabels[level] ?? 'khu vực',
    scores: {
      overall: overall.value,
      block: block.value,
      factor: factor.value,
      criterion: criterion.value,
    },
  });
}

async function reportTopics(
  needs: Needs,
  user: FigureReader,
  { id, instruments }: WaveSummary,
  version: string,
): Promise<Result<WorkbookReport['answers'], Refusal>> {
  const topics = instruments.find((one) => one.version === version)?.topics ?? [];
  const answers: WorkbookReport['answers'][number][] = [];
  for (const { code, label } of topics) {
    const table = await reportAnswers(needs, user, id, { question: code, instrument: version });
    if (!table.ok) return table;
    answers.push({ label, table: table.value });
  }
  return ok(answers);
}

async function reportSinceBefore(
  {
    needs,
    user,
    open,
    scheme,
    instrument,
  }: {
    readonly needs: Needs;
    readonly user: FigureReader;
    readonly open: OpenWave;
    readonly scheme: SchemeName;
    readonly instrument: string;
  },
  levels: readonly LevelReport[],
): Promise<WorkbookReport['changes']> {
  const before = await earlierWave(needs.reader, user, open, instrument);
  if (before === null) return null;
  const compared: NonNullable<WorkbookReport['changes']>['levels'][number][] = [];
  for (const { level, label } of levels) {
    const asked = { before: before.id, level, scheme, instrument };
    const table = await showChanges(needs, user, open.wave.id, asked);
    if (table.ok) compared.push({ label, table: table.value });
  }
  return compared.length === 0 ? null : { levels: compared };
}
