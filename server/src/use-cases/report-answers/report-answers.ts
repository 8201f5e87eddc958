import { createReportLevel } from '@sipas/shared/admin-units';
import { type Result, ok, refuse } from '@sipas/shared/kernel';
import { type Instrument, type Question, questionsOf } from '@sipas/shared/questionnaire';
import {
  type AnswerTableRequest,
  answerTopics,
  askQuestion,
  groupsFor,
} from '@sipas/shared/scoring';
import type { AnswerTable, ScoreKind } from '@sipas/shared/wire';
import type { TableMaker } from '../../ports/index.ts';
import { type FigureReader, toldWave } from '../told-wave.ts';
import type { Refusal } from '../refusal.ts';
import {
  type VillageCounter,
  chooseBreakdown,
  chooseInstrument,
  createIsShown,
  editionOf,
  gatherUnits,
  guardingVillages,
  placeVillages,
} from '../report-scores/index.ts';
import { type OpenInstrument, type WaveReader, scopeOf } from '../waves/index.ts';

/** Which table of answers is asked for; what is left out takes the wave's word. */
export interface AnswerQuery {
  /** Code of a question, of a section that is a grid of questions, of a criterion, of a factor, or "overall": its criteria. */
  readonly question: string;
  readonly level?: string | undefined;
  /** Id or version; the wave's first without it. */
  readonly instrument?: string | undefined;
  /** Code of a question that may divide this one; none divides a criterion. */
  readonly group?: string | undefined;
  /** Code of the one unit that is asked for; all of the level without it. */
  readonly unit?: string | undefined;
}

/**
 * Answers: how did people answer the questions outside the index, or its criteria, in the units that this person may see?
 * Shape:   wave and query → the table of the level. Protection is taken over the whole wave and all its levels, then the
 *          person's units are cut from it. Criteria are not divided by groups and are told of no village.
 * Errors:  wave.unknown; report.unknown-level, -question, -group, -instrument; report.sensitive-group (decision D15);
 *          server.busy.
 * Rule:    P-70, G-11
 */
export async function reportAnswers(
  needs: {
    readonly reader: WaveReader;
    readonly countVillages: VillageCounter;
    readonly tables: TableMaker;
    /** Tells that nobody waits for the table any more. */
    readonly gone?: AbortSignal | undefined;
  },
  user: FigureReader,
  waveId: string,
  query: AnswerQuery,
): Promise<Result<AnswerTable, Refusal>> {
  const told = await toldWave(needs.reader, user, waveId);
  if (!told.ok) return told;
  const wave = told.value;
  const instrument = chooseInstrument(wave, query.instrument);
  if (instrument === undefined) return refuse({ code: 'report.unknown-instrument' });
  const asked = query.level ?? 'province';
  const level = createReportLevel(wave.catalogue, wave.groupings, asked);
  if (!level.ok) return refuse({ code: 'report.unknown-level', detail: asked });
  const chosen = chooseQuestions(instrument, query);
  if (!chosen.ok) return chosen;

  const { questions, breakdown, index } = chosen.value;
  const counted = { wave, instrument, breakdown };
  const villages = await needs.countVillages(counted);
  const guarding = await guardingVillages(needs.countVillages, counted, villages);
  const { minimumBase, minimumCell } = wave.wave;
  const groups = breakdown?.groups ?? null;
  const table: AnswerTableRequest = {
    questions,
    index,
    ...placeVillages(wave, level.value.level, guarding),
    units: gatherUnits(
      { wave, instrument, level: level.value, groupCount: groups?.length ?? 1 },
      villages,
    ),
    breakdown: breakdown && {
      divider: askQuestion(instrument.definition, instrument.layout, { code: breakdown.question }),
      groups: breakdown.groups,
    },
    minimumBase,
    minimumCell,
  };
  const rows = await needs.tables.answers(table, needs.gone);
  if (!rows.ok) return rows;
  const isShown = createIsShown(wave, level.value, scopeOf(user, wave));
  return ok({
    wave: { id: wave.wave.id, name: wave.wave.name },
    instrument: { id: instrument.id, version: instrument.version },
    catalogue: wave.wave.catalogue,
    level: asked,
    question: query.question,
    group: query.group ?? null,
    severalAnswers: questions[0]?.kind === 'multiple',
    minimumBase,
    minimumCell,
    ...editionOf(wave, breakdown),
    rows: rows.value.filter(({ unit }) => isShown(unit) && isAsked(query, unit)),
  } as AnswerTable);
}

const isAsked = (query: AnswerQuery, unit: string): boolean =>
  query.unit === undefined || query.unit === unit;

function chooseQuestions(instrument: OpenInstrument, query: AnswerQuery) {
  const { definition, layout } = instrument;
  const topic = answerTopics(definition).find(({ code }) => code === query.question);
  const asked = topic?.questions ?? criteriaOf(definition, query.question);
  if (asked.length === 0)
    return refuse({ code: 'report.unknown-question', detail: query.question } as const);
  if (topic === undefined && query.level === 'village')
    return refuse({ code: 'report.unknown-level', detail: query.level } as const);
  const breakdown = chooseBreakdown(instrument, query.group);
  if (!breakdown.ok) return breakdown;
  const divider = breakdown.value?.question;
  const mayDivide =
    topic !== undefined && groupsFor(definition, asked).some(({ code }) => code === divider);
  if (divider !== undefined && !mayDivide)
    return refuse({ code: 'report.unknown-group', detail: divider } as const);
  const questions = asked.map((question) => askQuestion(definition, layout, question));
  return ok({ questions, breakdown: breakdown.value, index: topic ? undefined : layout });
}

const allCriteria: ScoreKind = 'overall';

/** Answers: the criteria that a code stands for: its own, those of a factor, or all. */
const criteriaOf = (definition: Instrument, asked: string): readonly Question[] =>
  questionsOf(definition).filter(
    ({ code, factor }) => factor !== undefined && [code, factor, allCriteria].includes(asked),
  );
