import { createReportLevel } from '@sipas/shared/admin-units';
import { type Result, ok, refuse } from '@sipas/shared/kernel';
import { answerTable, answerTopics, askQuestion, groupsFor } from '@sipas/shared/scoring';
import type { AnswerTable } from '@sipas/shared/wire';
import type { ResponseStore, User } from '../../ports/index.ts';
import { visibleWave } from '../list-waves.ts';
import type { Refusal } from '../refusal.ts';
import {
  chooseBreakdown,
  chooseInstrument,
  countVillages,
  createIsShown,
  gatherUnits,
  placeVillages,
} from '../report-scores/index.ts';
import { type OpenInstrument, type WaveReader, scopeOf } from '../waves/index.ts';

/** Which table of answers is asked for; what is left out takes the wave's word. */
export interface AnswerQuery {
  /** Code of a question, or of a section that is a grid of questions. */
  readonly question: string;
  readonly level?: string | undefined;
  /** Id or version; the wave's first without it. */
  readonly instrument?: string | undefined;
  /** Code of a question that may divide this one. */
  readonly group?: string | undefined;
}

/**
 * Answers: how did people answer the questions outside the index, in the units that this person may see?
 * Shape:   wave and query → the table of the level. Protection is taken over the whole wave and all its levels, then the
 *          person's units are cut from it.
 * Errors:  wave.unknown; report.unknown-level, -question, -group, -instrument; report.sensitive-group (decision D15).
 * Rule:    P-70
 */
export async function reportAnswers(
  needs: { readonly reader: WaveReader; readonly responses: ResponseStore },
  user: Pick<User, 'areas'>,
  waveId: string,
  query: AnswerQuery,
): Promise<Result<AnswerTable, Refusal>> {
  const wave = await visibleWave(needs.reader, user, waveId);
  if (wave === null) return refuse({ code: 'wave.unknown' });
  const instrument = chooseInstrument(wave, query.instrument);
  if (instrument === undefined) return refuse({ code: 'report.unknown-instrument' });
  const asked = query.level ?? 'province';
  const level = createReportLevel(wave.catalogue, wave.groupings, asked);
  if (!level.ok) return refuse({ code: 'report.unknown-level', detail: asked });
  const chosen = chooseQuestions(instrument, query);
  if (!chosen.ok) return chosen;

  const { questions, breakdown } = chosen.value;
  const villages = await countVillages(needs.responses, { wave, instrument, breakdown });
  const { minimumBase, minimumCell } = wave.wave;
  const groups = breakdown?.groups ?? null;
  const rows = answerTable({
    questions,
    ...placeVillages(wave, level.value.level, villages),
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
  });
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
    rows: rows.filter((row) => isShown(row.unit)),
  } as AnswerTable);
}

function chooseQuestions(instrument: OpenInstrument, query: AnswerQuery) {
  const { definition, layout } = instrument;
  const topic = answerTopics(definition).find(({ code }) => code === query.question);
  if (!topic) return refuse({ code: 'report.unknown-question', detail: query.question } as const);
  const breakdown = chooseBreakdown(instrument, query.group);
  if (!breakdown.ok) return breakdown;
  const divider = breakdown.value?.question;
  const mayDivide = groupsFor(definition, topic.questions).some(({ code }) => code === divider);
  if (divider !== undefined && !mayDivide)
    return refuse({ code: 'report.unknown-group', detail: divider } as const);
  const questions = topic.questions.map((question) => askQuestion(definition, layout, question));
  return ok({ questions, breakdown: breakdown.value });
}
