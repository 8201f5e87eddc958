import { createHash } from 'node:crypto';
import { answersSheet } from './workbook-answers.ts';
import { changesSheet } from './workbook-changes.ts';
import { notesSheet } from './workbook-notes.ts';
import { criteriaSheet, figuresSheet, levelSheet, overviewSheet } from './workbook-scores.ts';
import type { WaveTables } from './workbook-tables.ts';
import { xlsxBytes } from './xlsx-file.ts';

/**
 * Answers: the official tables of a wave as one workbook.
 * Shape:   sheets in this order: overview of the whole; for each level a table of units with index, blocks and factors, and
 *          one with the criteria; answers outside the index; changes since the wave before, where there is one; every figure
 *          with its base; method. Only what the gate let through: what is withheld is a word, never a number.
 * Source:  domain notes, 6; decision 82.
 * Rule:    X-71
 */
export const waveWorkbook = (tables: WaveTables): Promise<Uint8Array> =>
  xlsxBytes({ title: `SIPAS – ${tables.wave.name}` }, [
    overviewSheet(tables),
    ...tables.levels.slice(1).map((level) => levelSheet(tables, level)),
    ...tables.levels.slice(1).map((level) => criteriaSheet(tables, level)),
    answersSheet(tables),
    ...(tables.changes === null ? [] : [changesSheet(tables.changes)]),
    figuresSheet(tables),
    notesSheet(tables, tablesHash(tables)),
  ]);

/** Answers: a text that is another one as soon as a figure of these tables is: SHA-256 of their rows. */
export function tablesHash({ wave, instrument, levels, answers, changes }: WaveTables): string {
  const hash = createHash('sha256').update(JSON.stringify([wave, instrument]));
  for (const { level, scores } of levels)
    for (const table of Object.values(scores))
      hash.update(JSON.stringify([level, table.by, table.scheme, table.rows]));
  for (const { table } of answers) hash.update(JSON.stringify(table.rows));
  for (const { table } of changes?.levels ?? []) hash.update(JSON.stringify(table.rows));
  return hash.digest('hex');
}
