import { canonicalJson } from '../kernel/index.ts';
import type { Instrument } from './instrument.ts';

/**
 * Answers: the one text that stands for an instrument; its SHA-256 is the version that a response names.
 * Shape:   instrument → canonical JSON; the order of members in the file and white space do not matter, the order of
 *          sections, questions and options does.
 * Errors:  throws TypeError on what canonical JSON cannot carry (K-01), which no checked instrument has.
 * Source:  RFC 8785.
 * Rule:    Q-06
 */
export const canonicalInstrument = (instrument: Instrument): string => canonicalJson(instrument);
