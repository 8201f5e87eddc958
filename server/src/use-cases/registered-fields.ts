import type { FieldRegistry } from '@sipas/shared/privacy';
import { unregisteredQuestions } from '@sipas/shared/privacy';
import type { Instrument } from '@sipas/shared/questionnaire';
import type { Refusal } from './refusal.ts';

/**
 * Answers: may this questionnaire be asked in a wave?
 * Shape:   null, or the refusal that names the questionnaire and the questions nobody gave a purpose, a class and a retention.
 * Errors:  instrument.unregistered-fields.
 * Source:  decision 106.
 * Rule:    Y-03
 */
export function fieldsFault(fields: FieldRegistry, instrument: Instrument): Refusal | null {
  const lacking = unregisteredQuestions(fields, instrument);
  return lacking.length === 0
    ? null
    : {
        code: 'instrument.unregistered-fields',
        detail: `${instrument.id}: ${lacking.join(', ')}`,
      };
}
