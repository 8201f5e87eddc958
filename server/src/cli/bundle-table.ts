import { writeFile } from 'node:fs/promises';
import { type Result, ok } from '@sipas/shared/kernel';
import type { SchemeName, ScoreKind } from '@sipas/shared/wire';
import { answersFileName, scoresFileName, tableBytes } from '../exports/index.ts';
import { tablesHere } from '../use-cases/make-tables.ts';
import type { Refusal } from '../use-cases/refusal.ts';
import { type BundleTable, createBundleTables } from '../use-cases/score-bundle/index.ts';
import type { CommandAnswer } from './command.ts';
import { readArchive } from './read-archive.ts';
import { readBundle } from './read-bundle.ts';

/** Which table is wanted; with a question it is one of answers outside the index. */
export interface WantedTable {
  readonly level: string;
  readonly by: ScoreKind;
  readonly group: string | undefined;
  readonly scheme: SchemeName | undefined;
  readonly question: string | undefined;
}

/**
 * Answers: a published table of a wave, computed anew from the data of its bundle.
 * Shape:   bundle, table → the CSV that `sipas export scores` or `answers` and the console write, byte for byte: any level but
 *          villages, any kind, group and scheme, any question whose answers are in the data; into a file or printed.
 * Errors:  file.unreadable; those of readBundle; those of the reports.
 * Source:  decision 92.
 * Rule:    X-86
 */
export async function bundleTable(
  file: string,
  wanted: WantedTable,
  out: string | undefined,
): Promise<Result<CommandAnswer, Refusal>> {
  const archive = await readArchive(file);
  if (!archive.ok) return archive;
  const bundle = readBundle(archive.value);
  if (!bundle.ok) return bundle;
  const { question, group, level, ...scores } = wanted;
  const made = await createBundleTables(bundle.value.data, { tables: tablesHere }).make(
    question === undefined
      ? { table: 'scores', level, group, ...scores }
      : { table: 'answers', level, group, question },
  );
  if (!made.ok) return made;
  const csv = await tableBytes(made.value);
  if (out === undefined) return ok({ csv, name: fileNameOf(made.value) });
  await writeFile(out, csv);
  return ok({ json: { file: out, bytes: csv.byteLength }, text: out });
}

const fileNameOf = (made: BundleTable): string =>
  made.kind === 'scores' ? scoresFileName(made.table, 'long') : answersFileName(made.table);
