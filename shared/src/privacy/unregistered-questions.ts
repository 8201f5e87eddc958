import { type Instrument, questionsOf } from '../questionnaire/index.ts';
import type { FieldRegistry } from './field-registry.ts';

/**
 * Answers: which questions of a questionnaire may not be asked, because nobody said why, how near and how long?
 * Shape:   registry and instrument → codes in the order of the form: those without an entry in the record of this
 *          questionnaire, and those that the questionnaire calls sensitive and the registry does not.
 * Errors:  throws never.
 * Source:  Law 91/2025/QH15; Decree 356/2025/NĐ-CP, 4; decisions D15 and 106.
 * Rule:    Y-02
 */
export function unregisteredQuestions(registry: FieldRegistry, instrument: Instrument): string[] {
  const record = registry.records.find((one) => one.instrument === instrument.id);
  const classes = new Map(
    (record?.entries ?? []).flatMap((entry) =>
      entry.fields.map((field) => [field, entry.class] as const),
    ),
  );
  return questionsOf(instrument)
    .filter(({ code, sensitive }) =>
      sensitive === true ? classes.get(code) !== 'sensitive' : !classes.has(code),
    )
    .map(({ code }) => code);
}
