import { type JournalRecord, parseRecord } from '../journal/journal-record.ts';

/** Answers: the records among these texts of a journal; what is none is passed over. */
export const recordsIn = (payloads: readonly string[]): JournalRecord[] =>
  payloads.flatMap((payload) => parseRecord(payload) ?? []);
