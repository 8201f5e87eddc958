import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readCsvLines } from './csv-rows.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sipas-csv-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));
const read = async (text: string) => {
  await writeFile(join(folder, 'a.csv'), text);
  return readCsvLines(join(folder, 'a.csv'));
};

test.each([
  ['blank lines between and before', '\n\na,b\n1,2\n\n\n3,4\n', [4, 7]],
  ['lines within quotes', 'a,"b\nc"\n"1\n\n1",2\n3,4\n', [3, 6]],
  ['the ends of lines of other machines', '\uFEFFa;b\r\n1;2\r\n\r\n3;4', [2, 4]],
])('counts lines as an editor does, with %s', async (_, text, lines) => {
  const rows = await read(text);

  expect(rows.ok && rows.value.map(({ line }) => line)).toEqual(lines);
});

test.each([
  ['a row with a cell too few', 'a,b\n\n1,2\n\n3\n', 'a.csv: line 5: '],
  ['a column that stands there twice', '\na,b,a\n1,2,3\n', 'a.csv: line 2: two columns a'],
])('names the line of %s', async (_, text, detail) => {
  const rows = await read(text);

  expect(rows).toMatchObject({
    ok: false,
    error: { code: 'file.bad-row', detail: expect.stringContaining(detail) as string },
  });
});
