import { type ReportUnit, createReportLevel } from '@sipas/shared/admin-units';
import { type Result, ok, refuse } from '@sipas/shared/kernel';
import { type ReportMaterial, writeReport } from '@sipas/shared/report';
import type { ReportDocument, ScoreKind } from '@sipas/shared/wire';
import type { Clock, ReadPublicFacts, TableMaker } from '../ports/index.ts';
import { earlierWave } from './earlier-wave.ts';
import { type WaveSummary, listWaves } from './list-waves.ts';
import type { Refusal } from './refusal.ts';
import { reportAnswers } from './report-answers/index.ts';
import { readFollowUp } from './report-follow-up.ts';
import {
  type VillageCounter,
  type WaveWeights,
  chooseInstrument,
  reportScores,
} from './report-scores/index.ts';
import { printAnnounced, printChangeTable, showChanges } from './show-changes.ts';
import { type OpenWave, scopeOf } from './waves/index.ts';
import { type FigureReader, toldWave } from './told-wave.ts';

/** Which report is asked for; what is left out takes the wave's word. */
export interface AskedReport {
  /** The level that is told of in full beside the communes: the districts, or what stands in for them, without it. */
  readonly level?: string | undefined;
  readonly instrument?: string | undefined;
  /** The earlier wave: the latest made before this one that asks the same, without it. */
  readonly before?: string | undefined;
  /** Day that stands on it, YYYY-MM-DD: today in Việt Nam without it. */
  readonly day?: string | undefined;
}

type FollowUpNeeds = Parameters<typeof readFollowUp>[0];
/** What a report is made of. */
export interface ReportNeeds extends FollowUpNeeds {
  readonly countVillages: VillageCounter;
  readonly tables: TableMaker;
  readonly facts: ReadPublicFacts;
  readonly weights: WaveWeights;
  readonly gone?: AbortSignal | undefined;
}

/**
 * Answers: the report of a wave, of what this person may see.
 * Shape:   wave and question → the document, from tables that have passed the gate, asked for one after another so that a
 *          report takes one place among those who wait for tables.
 * Errors:  wave.unknown for either wave outside the person's areas; report.unknown-instrument; report.unknown-level, also
 *          for villages, which would fill a book; server.busy.
 * Rule:    N-11
 */
export async function writeWaveReport(
  needs: ReportNeeds,
  user: FigureReader,
  waveId: string,
  asked: AskedReport,
): Promise<Result<ReportDocument, Refusal>> {
  const found = await findSubject(needs, user, waveId, asked);
  if (!found.ok) return found;
  const subject = found.value;
  const { wave, instrument, level } = subject;
  const question: Question = { waveId, instrument: instrument.id, level: level.level };
  const tables = await readTables(needs, user, question);
  if (!tables.ok) return tables;
  const answers = await readAnswers(needs, user, question, instrument.topics);
  if (!answers.ok) return answers;
  const change = await readChanges(needs, user, question, subject.before);
  if (!change.ok) return change;
  const followUp = await readFollowUp(needs, user, question);
  if (!followUp.ok) return followUp;

  const { overall, units, communes } = tables.value;
  const day = asked.day ?? todayInVietnam(needs.clock);
  const provinces = provincesOf(subject.open);
  const { announced } = await needs.facts();
  const areas = new Set(['VN', ...provinces.map(({ code }) => code)]);
  return ok(
    writeReport({
      ...tables.value,
      ...followUp.value,
      wave: {
        ...wave,
        id: waveId as ReportMaterial['wave']['id'],
        isClosed: wave.status === 'closed',
      },
      instrument,
      scheme: overall.scheme,
      day,
      provinces: provinces.map(({ name }) => name),
      isWhole: scopeOf(user, subject.open) === 'all',
      units: units && { label: level.label, ...units },
      communes: { label: communeLabel(wave), overall: communes },
      answers: answers.value,
      change: change.value,
      announced: announced.filter(({ area }) => areas.has(area)).map(printAnnounced),
      command: commandOf({ ...question, day, before: subject.before?.id }),
    }),
  );
}

/** What a report is of, with everything that was left out filled in. */
async function findSubject(
  { reader }: Pick<ReportNeeds, 'reader'>,
  user: FigureReader,
  waveId: string,
  asked: AskedReport,
) {
  const told = await toldWave(reader, user, waveId);
  if (!told.ok) return told;
  const open = told.value;
  const waves = await listWaves(reader, user);
  const wave = waves.find(({ id }) => id === waveId);
  if (!wave) return refuse({ code: 'wave.unknown' } as const);
  const chosen = chooseInstrument(open, asked.instrument)?.id;
  const instrument = wave.instruments.find(({ id }) => id === chosen);
  if (!instrument) return refuse({ code: 'report.unknown-instrument' } as const);
  const name = asked.level ?? firstLevel(wave);
  const level = wave.levels.find((one) => one.level === name);
  if (level === undefined || name === 'village')
    return refuse({ code: 'report.unknown-level', detail: name } as const);
  const before =
    asked.before === undefined
      ? await earlierWave(reader, user, open, instrument.id)
      : { id: asked.before, name: waves.find(({ id }) => id === asked.before)?.name ?? '' };
  return ok({ open, wave, instrument, level, before });
}

interface Question {
  readonly waveId: string;
  readonly instrument: string;
  readonly level: string;
}

const communeLevel = 'commune';

/** The districts, else the grouping that stands in for them, else what the wave has at the top. */
const firstLevel = ({ levels }: WaveSummary): string =>
  levels.find(({ level }) => level === 'district')?.level ??
  levels.find(({ level }) => level.startsWith('grouping:'))?.level ??
  levels[0]?.level ??
  communeLevel;

const communeLabel = ({ levels }: WaveSummary): string =>
  levels.find(({ level }) => level === communeLevel)?.label ?? communeLevel;

const vietnamOffsetMs = 7 * 3_600_000;

/** Answers: the day on the wall calendar of Việt Nam, which knows no summer time. */
export const todayInVietnam = (clock: Pick<Clock, 'now'>): string =>
  new Date(Date.parse(clock.now()) + vietnamOffsetMs).toISOString().slice(0, 10);

/** The provinces that the plan of the wave reaches; without a plan those of its catalogue. */
function provincesOf({ catalogue, groupings, villages }: OpenWave): readonly ReportUnit[] {
  const level = createReportLevel(catalogue, groupings, 'province');
  if (!level.ok) return [];
  if (villages.length === 0) return level.value.units;
  const units = villages.map(({ commune }) => level.value.unitOf(commune, ''));
  return [...new Map(units.map((unit) => [unit.code, unit])).values()];
}

async function readTables(
  needs: ReportNeeds,
  user: FigureReader,
  { waveId, instrument, level }: Question,
) {
  const read = (at: string, by: ScoreKind) =>
    reportScores(needs, user, waveId, { level: at, by, instrument });
  const readLevel = async (at: string) => {
    const overall = await read(at, 'overall');
    if (!overall.ok) return overall;
    const factors = await read(at, 'factor');
    return factors.ok ? ok({ overall: overall.value, factors: factors.value }) : factors;
  };
  const overall = await read('province', 'overall');
  if (!overall.ok) return overall;
  const blocks = await read('province', 'block');
  if (!blocks.ok) return blocks;
  const factors = await read('province', 'factor');
  if (!factors.ok) return factors;
  const criteria = await read('province', 'criterion');
  if (!criteria.ok) return criteria;
  const isOther = level !== 'province' && level !== communeLevel;
  const units = isOther ? await readLevel(level) : ok(null);
  if (!units.ok) return units;
  const communes = await read(communeLevel, 'overall');
  if (!communes.ok) return communes;
  return ok({
    overall: overall.value,
    blocks: blocks.value,
    factors: factors.value,
    criteria: criteria.value,
    units: units.value,
    communes: communes.value,
  });
}

async function readAnswers(
  needs: ReportNeeds,
  user: FigureReader,
  { waveId, instrument }: Question,
  topics: readonly { readonly code: string; readonly label: string }[],
): Promise<Result<ReportMaterial['answers'], Refusal>> {
  const answers: ReportMaterial['answers'][number][] = [];
  for (const { code, label } of topics) {
    const table = await reportAnswers(needs, user, waveId, { question: code, instrument });
    if (!table.ok) return table;
    answers.push({ label, table: table.value });
  }
  return ok(answers);
}

/** What keeps two waves apart is a sentence of the report; a wave that is not there is a refusal. */
async function readChanges(
  needs: ReportNeeds,
  user: FigureReader,
  { waveId, instrument, level }: Question,
  before: { readonly id: string; readonly name: string } | null,
): Promise<Result<ReportMaterial['change'], Refusal>> {
  if (before === null) return ok({ kind: 'no-earlier-wave' });
  const tables = [];
  for (const at of new Set(['province', level])) {
    const table = await showChanges(needs, user, waveId, {
      before: before.id,
      level: at,
      instrument,
    });
    if (table.ok) tables.push(printChangeTable(table.value));
    else if (table.error.code !== 'report.series-broken') return table;
    else return ok({ kind: 'series-broken', before: before.name });
  }
  return ok({ kind: 'tables', tables });
}

const commandOf = ({
  waveId,
  instrument,
  level,
  day,
  before,
}: Question & { readonly day: string; readonly before: string | undefined }): string =>
  [
    `npm run -s sipas -- report --wave ${waveId} --instrument ${instrument} --level ${level}`,
    ...(before === undefined ? [] : [`--before ${before}`]),
    `--day ${day} --out bao-cao.docx`,
  ].join(' ');
