import { stringify } from 'csv-stringify/sync';
import fc from 'fast-check';
import Papa from 'papaparse';
import { expect, it } from 'vitest';
import { type CsvFormat, csvBytes, decimal, text } from './csv-format.ts';

async function written(rows: readonly (readonly string[])[], format: CsvFormat): Promise<string> {
  const parts: Uint8Array[] = [];
  const cells = rows.map((row) => row.map((cell) => text(cell)));
  for await (const part of csvBytes(['a', 'b'], cells, format)) parts.push(part);
  return Buffer.concat(parts).toString('utf8');
}

// Texts that begin no formula: those get an apostrophe.
const cell = fc
  .array(fc.constantFrom('a', 'Ấp 1', ',', ';', '"', '\n', '\r\n', ' ', '=', '1'), { maxLength: 6 })
  .map((parts) => parts.join(''))
  .filter((value) => !/^\s*=|^[\r\n]/.test(value));

it('writes what csv-stringify 6.9.0 writes of the same cells, whatever they hold [X-02]', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(cell, cell), { maxLength: 5 }),
      fc.constantFrom<CsvFormat['separator']>('comma', 'semicolon'),
      async (rows, separator) => {
        const delimiter = separator === 'comma' ? ',' : ';';
        expect(await written(rows, { decimal: 'point', separator, bom: false })).toBe(
          stringify([['a', 'b'], ...rows], { delimiter }),
        );
      },
    ),
  );
});

it('writes the same in pieces as in one [X-02]', async () => {
  const rows = Array.from({ length: 1_201 }, (_, place) => [String(place), 'x']);
  const text = await written(rows, { decimal: 'point', separator: 'comma', bom: true });

  expect(text.startsWith('\uFEFFa,b\n0,x\n')).toBe(true);
  expect(text.endsWith('\n1200,x\n')).toBe(true);
  expect(text.split('\n')).toHaveLength(1_203);
});

it('quotes a carriage return that stands alone, which RFC 4180 wants [X-02]', async () => {
  const format = { decimal: 'point', separator: 'comma', bom: false } as const;

  expect(await written([['a\rb', 'c']], format)).toBe('a,b\n"a\rb",c\n');
});

it('quotes a decimal comma between commas [X-02]', async () => {
  const parts: Uint8Array[] = [];
  const format = { decimal: 'comma', separator: 'comma', bom: false } as const;
  for await (const part of csvBytes(['a'], [[decimal('79.40')]], format)) parts.push(part);

  expect(Buffer.concat(parts).toString('utf8')).toBe('a\n"79,40"\n');
});

/** What spreadsheets drop before they look, beside what begins a formula. */
const lead = fc.constantFrom(
  '',
  ' ',
  '\t',
  '\r',
  '\n',
  '\u0000',
  '\uFEFF',
  '\u200B',
  '\u00A0',
  '"',
  "'",
);
const hostile = fc.oneof(
  fc
    .tuple(
      fc.array(lead, { maxLength: 3 }),
      fc.constantFrom('=', '+', '-', '@', '＝', '＋', '－', '＠'),
      fc.string(),
    )
    .map(([leads, sign, rest]) => `${leads.join('')}${sign}${rest}`),
  fc.string({ unit: 'binary' }).map((made) => Buffer.from(made).toString()),
);

it('begins no cell as a formula, and alters nothing else, whatever the texts and headings [X-01, X-02]', async () => {
  const separators = fc.constantFrom<CsvFormat['separator']>('comma', 'semicolon');
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(hostile, hostile), { minLength: 1, maxLength: 5 }),
      separators,
      async (rows, separator) => {
        const parts: Uint8Array[] = [];
        const cells = rows.map((row) => row.map((one) => text(one)));
        // The reader drops one mark at the beginning: ours, before one that a text may bring.
        const format = { decimal: 'point', separator, bom: true } as const;
        for await (const part of csvBytes(rows[0] ?? [], cells, format)) parts.push(part);
        const delimiter = separator === 'comma' ? ',' : ';';
        const csv = Buffer.concat(parts).toString('utf8');
        const { data } = Papa.parse<string[]>(csv, { delimiter, newline: '\n' });
        const read = data.slice(0, -1);

        const seen = read.flat().map((one) => one.replace(/^[\s\p{Cc}\p{Cf}]+/u, ''));
        expect(seen.filter((one) => /^[=+\-@＝＋－＠]/.test(one))).toEqual([]);
        const meant = [rows[0], ...rows].map((row) => row?.map((one) => [one, `'${one}`]));
        expect(read.map((row) => row.length)).toEqual(meant.map((row) => row?.length));
        for (const [at, row] of read.entries())
          for (const [column, one] of row.entries()) expect(meant[at]?.[column]).toContain(one);
      },
    ),
    { numRuns: 500 },
  );
});
