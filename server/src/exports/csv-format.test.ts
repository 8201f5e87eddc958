import { stringify } from 'csv-stringify/sync';
import fc from 'fast-check';
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
  .filter((value) => !/^[=\r\n]/.test(value));

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
