import { readFileSync } from 'node:fs';
import { type Instrument, checkInstrument } from '../../src/questionnaire/index.ts';

const folder = new URL('../../../data/questionnaires/', import.meta.url);

/** What a file of data/questionnaires says, not yet checked. */
export const readQuestionnaireFile = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(name, folder), 'utf8'));

/** A shipped instrument that passed its self-check. */
export function shippedInstrument(id: 'household-2022' | 'transaction-5-factor'): Instrument {
  const checked = checkInstrument(readQuestionnaireFile(`${id}.json`));
  if (!checked.ok) throw new Error(`${id}: ${JSON.stringify(checked.error)}`);
  return checked.value;
}
