import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Papa from 'papaparse';

/** What a check found: a complaint, or how much it compared. */
export interface Told {
  readonly isComplaint: boolean;
  readonly text: string;
}
export const compared = (text: string): Told => ({ isComplaint: false, text });
export const complaint = (text: string): Told => ({ isComplaint: true, text });

const command = join(import.meta.dirname, '..', '..', 'src', 'cli.ts');

/** Answers: what a command of the operator prints, on the store of a folder. Throws where it fails. */
export const sipas = (folder: string, words: readonly string[]): string =>
  run(process.execPath, [command, ...words, '--data', join(folder, 'var')]);

/** Answers: what a program prints. Throws where it is not there or fails: what was not opened was not checked. */
export const run = (program: string, words: readonly string[]): string =>
  execFileSync(program, words, {
    encoding: 'utf8',
    maxBuffer: 1e9,
    stdio: ['ignore', 'pipe', 'inherit'],
  });

/** Answers: the rows of a CSV file, or of CSV that was printed, each by the names of its head. */
export const rowsOf = (csv: string): readonly Readonly<Record<string, string>>[] =>
  Papa.parse<Record<string, string>>(csv.replace(/^\uFEFF/, ''), {
    header: true,
    skipEmptyLines: true,
  }).data;

export const readText = (file: string): string => readFileSync(file, 'utf8');
