import { type Result, ok, refuse } from '../kernel/index.ts';
import { reportRepeatedCodes } from './instrument-codes.ts';
import type { InstrumentFault } from './instrument-fault.ts';
import type { Instrument } from './instrument.ts';
import { reportReferences } from './instrument-references.ts';
import { instrumentStructure } from './instrument-structure.ts';
import { reportTexts } from './instrument-texts.ts';

/**
 * Answers: may people be interviewed with this instrument?
 * Shape:   any value → the instrument, or every fault that was found with its place; faults of shape alone while there
 *          are any, because the rest cannot be read before.
 * Errors:  wrong-shape, repeated-code (question, option of a list, section, factor, block, language), unknown-reference
 *          (choice list, factor, block, question or option in a condition, satisfied option), choices-mismatch,
 *          factor-mismatch (every criterion in exactly one factor), nothing-belongs, looks-ahead, text-missing
 *          (Vietnamese everywhere; English for title, consent, sections, factors, blocks and answers), text-blank,
 *          text-not-nfc. Throws never.
 * Source:  errors of earlier survey systems (a repeated option code, a stray option, an item never saved).
 * Rule:    Q-08
 */
export function checkInstrument(input: unknown): Result<Instrument, readonly InstrumentFault[]> {
  const faults: InstrumentFault[] = [];
  const report = (fault: InstrumentFault): void => {
    faults.push(fault);
  };
  instrumentStructure(input, '', report);
  if (faults.length > 0) return refuse(faults);

  const instrument = input as Instrument;
  reportRepeatedCodes(instrument, report);
  reportReferences(instrument, report);
  reportTexts(instrument, report);
  return faults.length === 0 ? ok(instrument) : refuse(faults);
}
