import fc from 'fast-check';
import Papa from 'papaparse';
import { expect, test } from 'vitest';
import { CsvFault, createCsvSplitter } from './csv-splitter.ts';

function split(parts: readonly string[]): { rows: string[][]; lines: number[] } {
  const rows: string[][] = [];
  const lines: number[] = [];
  const splitter = createCsvSplitter(
    () => ',',
    (cells, line) => {
      rows.push([...cells]);
      lines.push(line);
    },
  );
  for (const part of parts) splitter.push(part);
  splitter.end();
  return { rows, lines };
}

const cell = fc.string({ unit: fc.constantFrom('a', 'ế', ',', '"', '\n', ' ', ';'), maxLength: 6 });
const table = fc.integer({ min: 2, max: 4 }).chain((width) =>
  fc.array(fc.array(cell, { minLength: width, maxLength: width }), {
    minLength: 1,
    maxLength: 8,
  }),
);

test('a table that Papa Parse wrote is read back, wherever its text is cut', () => {
  const lineEnd = fc.constantFrom('\n', '\r\n', '\r');
  const cuts = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 6 });
  fc.assert(
    fc.property(table, lineEnd, cuts, (rows, newline, places) => {
      const text = Papa.unparse(rows, { newline });
      const ends = [...places.map((at) => Math.floor(at * text.length)), text.length];
      const sorted = [0, ...ends.sort((a, b) => a - b)];
      const parts = ends.map((end, index) => text.slice(sorted[index], end));

      expect(split(parts).rows).toEqual(rows);
    }),
    { numRuns: 500 },
  );
});

test('rows are numbered by the line on which they begin; blank lines are none', () => {
  // Line 1: a,b; lines 2 and 3: one row with a line end inside; line 4 blank; line 5.
  expect(split(['a,b\n"1\n2",3\n\n4,5']).lines).toEqual([1, 2, 5]);
});

test.each([
  ['a quote that is never closed', ['a,b\n1,"2\n3,4\n'], 2],
  ['a quote in the midst of a cell', ['a,b\n1,2\n3"4",5\n'], 3],
  ['text after a closing quote', ['a,b\n"1"2,3\n'], 2],
])('%s is named by its line', (_, parts, line) => {
  expect(() => split(parts)).toThrow(expect.objectContaining({ line }) as CsvFault);
});

test('a quote that is never closed ends the reading after a megabyte, not after the whole file', () => {
  let pushed = 0;
  const splitter = createCsvSplitter(
    () => ',',
    () => undefined,
  );
  splitter.push('a,b\n1,"2\n');
  const part = '3,4\n'.repeat(2 ** 14);

  expect(() => {
    for (; pushed < 1000; pushed++) splitter.push(part);
  }).toThrow(CsvFault);
  expect(pushed * part.length).toBeLessThan(2 ** 21);
});
