import type { Battery, Interview } from '@sipas/shared/quality';
import { profileQuestionsOf, questionByCode } from '@sipas/shared/questionnaire';
import { answerPlaces } from '@sipas/shared/scoring';
import type { InterviewRow } from '../../ports/index.ts';
import type { OpenInstrument } from '../waves/index.ts';

/** What an interview is compared with. */
export interface Setting {
  readonly instrument: OpenInstrument;
  readonly district: string;
}

/**
 * Answers: what does a stored interview say of how it was made?
 * Shape:   row with its envelope → interview; the name of its instrument tells versions apart that are not comparable.
 * Missing: a corrected form has the time and hour of its correction, so neither is taken. Protocol 1 carries no position.
 */
export function interviewOf(row: InterviewRow, { instrument, district }: Setting): Interview {
  const { responseId, surveyorId, commune, mode, kind, envelope } = row;
  const isFirst = kind !== 'correction';
  return {
    responseId,
    surveyorId,
    commune,
    district,
    mode,
    instrument: instrumentName(instrument),
    ending: kind === 'partial' ? 'broken-off' : 'complete',
    answers: answerPlaces(instrument.packing, row.packed),
    itemCount: Object.keys(envelope.body.answers).length,
    activeMs: isFirst ? envelope.clock.activeMs : null,
    finishedAt: isFirst ? row.correctedAt : null,
    position: null,
  };
}

const versionDigits = 8;

/** Answers: the name by which an instrument stands in findings. */
export const instrumentName = ({ id, version }: OpenInstrument): string =>
  `${id}@${version.slice(0, versionDigits)}`;

/** Answers: which of the packed answers are criteria, satisfied ones, and about more than who was asked? */
export function batteryOf({ definition, packing }: OpenInstrument): Battery {
  const profile = new Set(profileQuestionsOf(definition).map(({ code }) => code));
  const criteria = packing.fields.filter(
    ({ question }) => questionByCode(definition, question)?.factor !== undefined,
  );
  const options = criteria[0]?.options ?? [];
  return {
    places: criteria.map(({ start }) => start),
    satisfied: definition.satisfiedOptions.map((code) => options.indexOf(code) + 1),
    substantive: packing.fields
      .filter(({ question }) => !profile.has(question))
      .flatMap(({ kind, start, options: own }) =>
        kind === 'single' ? [start] : own.map((_, at) => start + at),
      ),
  };
}
