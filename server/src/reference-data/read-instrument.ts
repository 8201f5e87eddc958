import { basename } from 'node:path';
import { type Result, ok, refuse } from '@sipas/shared/kernel';
import {
  type Instrument,
  type InstrumentFault,
  checkInstrument,
} from '@sipas/shared/questionnaire';
import { type FileRefusal, readText } from './csv-rows.ts';

/**
 * Answers: the instrument in a file, after its self-check.
 * Errors:  file.unreadable where it is no JSON; instrument.invalid naming file and every fault with its place.
 */
export async function readInstrument(file: string): Promise<Result<Instrument, FileRefusal>> {
  const read = await readText(file);
  if (!read.ok) return read;
  let parsed: unknown;
  try {
    parsed = JSON.parse(read.value);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return refuse({ code: 'file.unreadable', detail: `${basename(file)}: ${why}` });
  }
  const checked = checkInstrument(parsed);
  if (checked.ok) return ok(checked.value);
  const faults = checked.error.map(printFault).join('; ');
  return refuse({ code: 'instrument.invalid', detail: `${basename(file)}: ${faults}` });
}

function printFault({ fault, path, ...about }: InstrumentFault): string {
  const details = Object.values(about).join(' ');
  return `${path === '' ? 'the file' : path}: ${fault}${details === '' ? '' : ` (${details})`}`;
}
