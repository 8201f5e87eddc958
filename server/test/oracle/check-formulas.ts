import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createDice } from '../../src/demo/dice.ts';
import { type CsvFormat, csvBytes, text } from '../../src/exports/csv-format.ts';
import { xlsxBytes } from '../../src/exports/xlsx-file.ts';
import { formulaPayloads } from './formula-payloads.ts';
import { type Told, compared, complaint, readText, run } from './tools.ts';

const payloads = 10_000;
const columns = 4;

/**
 * Answers: does LibreOffice find a formula in a CSV file or a workbook that is full of texts which try to be one?
 * Shape:   each file is opened as a reader would, formulas allowed; the same texts without our guard must be found.
 */
export async function checkFormulas(folder: string): Promise<readonly Told[]> {
  const at = join(folder, 'formulas');
  mkdirSync(at);
  const texts = formulaPayloads(payloads, createDice('formulas'));
  const rows = Array.from({ length: payloads / columns }, (_, row) =>
    texts.slice(row * columns, (row + 1) * columns),
  );
  const head = texts.slice(0, columns);
  const told: Told[] = [];
  for (const [separator, code] of [
    ['comma', 44],
    ['semicolon', 59],
  ] as const) {
    const file = join(at, `${separator}.csv`);
    writeFileSync(file, await csvOf(head, rows, { decimal: 'point', separator, bom: true }));
    told.push(judge(`CSV, ${separator}`, formulasIn(folder, file, code)));
  }
  const book = join(at, 'book.xlsx');
  const sheet = {
    ...{ name: 'Bảng', lead: head, columns: head.map((heading) => ({ heading, width: 20 })) },
    rows: rows.map((row) => row.map(text)),
  };
  writeFileSync(book, await xlsxBytes({ title: '=1+1' }, [sheet]));
  told.push(judge('workbook', formulasIn(folder, book, null)));

  const bare = join(at, 'bare.csv');
  writeFileSync(bare, texts.map((one) => `"${one.replaceAll('"', '""')}"\n`).join(''));
  const found = formulasIn(folder, bare, 44).length;
  told.push(
    found > payloads / 20
      ? compared(`without the guard: ${String(found)} formulas found`)
      : complaint(`without the guard only ${String(found)} formulas are found: this shows nothing`),
  );
  return told;
}

const judge = (name: string, formulas: readonly string[]): Told =>
  formulas.length === 0
    ? compared(`${name}: ${String(payloads)} texts, no formula`)
    : complaint(`${name}: ${String(formulas.length)} formulas, ${formulas.slice(0, 5).join(' ')}`);

async function csvOf(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  format: CsvFormat,
): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const part of csvBytes(
    head,
    rows.map((row) => row.map(text)),
    format,
  ))
    parts.push(part);
  return Buffer.concat(parts);
}

/** Answers: the formulas that LibreOffice sees in a file, which it writes out as flat XML. A separator: the file is CSV. */
function formulasIn(folder: string, file: string, separator: number | null): readonly string[] {
  const out = `${file}-seen`;
  const profile = `-env:UserInstallation=file://${join(folder, 'profile')}`;
  // UTF-8, from the first line, special numbers told apart, formulas evaluated.
  const options = `${String(separator)},34,76,1,,0,false,true,false,false,false,-1,true,false,true`;
  const reading = separator === null ? [] : [`--infilter=Text - txt - csv (StarCalc):${options}`];
  run('soffice', [
    '--headless',
    profile,
    ...reading,
    '--convert-to',
    'fods',
    '--outdir',
    out,
    file,
  ]);
  const name =
    file
      .split('/')
      .at(-1)
      ?.replace(/\.\w+$/, '.fods') ?? '';
  return readText(join(out, name)).match(/table:formula="[^"]*"/g) ?? [];
}
