import type { Wave } from '@sipas/shared/wire';
import type { AnswerQuery } from '../../../ports/office-api.ts';
import { chooseLevel } from '../level.ts';
import { chooseInstrument, instrumentName } from './score-choices.ts';

/**
 * Answers: the table of answers that the choices in the address ask for; a choice that the wave does not offer is as if
 * not made.
 * Missing: null where the wave carries no instrument, or one without questions outside the index.
 */
export function chooseAnswers(
  wave: Wave,
  choices: Readonly<Record<string, string>>,
): AnswerQuery | null {
  const instrument = chooseInstrument(wave, choices['phieu']);
  const topic =
    instrument?.topics.find(({ code }) => code === choices['cau']) ?? instrument?.topics[0];
  if (instrument === undefined || topic === undefined) return null;
  return {
    wave: wave.id,
    instrument: instrumentName(wave, instrument),
    question: topic.code,
    level: chooseLevel(wave, choices['cap']).level,
    group: topic.groups.find((code) => code === choices['nhom']) ?? null,
  };
}
