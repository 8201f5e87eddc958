import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { jsonOf, runHere, setupFolder } from './run-sipas.ts';

let place: Awaited<ReturnType<typeof setupFolder>>;
beforeAll(async () => {
  place = await setupFolder();
});
afterAll(() => place.remove());

async function score(text: string | Uint8Array, ...args: readonly string[]) {
  await writeFile(join(place.folder, 'answers.csv'), text);
  const command = ['score', 'answers.csv', '--instrument', 'transaction-5-factor', '--json'];
  return runHere(place.folder, ...command, ...args);
}

const lacking = ['--missing-columns', 'allow'];

interface Figure {
  readonly unit: string;
  readonly code: string;
  readonly numerator: number;
  readonly denominator: number;
}

describe('a table of answers is read as it was saved', () => {
  test.each([
    ['with commas', 't1_1\n4\n3\n'],
    ['with other columns beside', 'ghi chú,t1_1,q\n"a, ""b""\nc",4,x\nd,3,\n'],
    ['with a byte order mark and line ends of Windows', '\uFEFFt1_1;x\r\n4;1,5\r\n3;2,5\r\n'],
    ['with tabs and spaces', 'x\t t1_1\n1\t4 \n1\t 3\n'],
    ['with missing answers of every kind', 't1_1\n4\n3\n\nrefused\ndont-know\nnot-asked\n'],
  ])('%s [S-11]', async (_, text) => {
    const ran = await score(text, ...lacking);

    const found = (jsonOf(ran) as Figure[]).find(({ code }) => code === 't1_1');
    expect(found).toMatchObject({ unit: 'all', numerator: 1, denominator: 2 });
  });
});

describe('what does not fit is named by code, line and column', () => {
  test.each([
    [
      'no text',
      new Uint8Array([0xff, 0xfe, 121, 0]),
      'file.unreadable',
      'answers.csv: line 1, byte 1',
    ],
    ['an empty file', '', 'design.empty', 'answers.csv'],
    ['no rows', 't1_1,xa\n', 'design.empty', 'answers.csv: no row below line 1'],
    ['no criterion', 'xa,tuổi\n1,40\n', 'file.bad-row', 'line 1, no column is a criterion'],
    ['no column of units', 't1_1\n4\n', 'table.no-column', 'line 1: xa'],
    ['a column twice', 'xa,t1_1,t1_1\n1,4,3\n', 'table.repeated-column', 'line 1: t1_1'],
    ['mixed separators', 't1_1;xa\n4;1\n3,2\n', 'table.uneven-row', 'line 3: 1 ≠ 2'],
    ['a quote that is not closed', 't1_1,xa\n4,"a\n3,b\n', 'table.bad-quotes', 'line 2'],
    ['an option that is none', 'xa,t1_1\n1,4\n1,6\n', 'file.bad-row', 'line 3, t1_1: "6"'],
    ['a text', 'xa,t1_1\n1,Hài lòng\n', 'file.bad-row', 'line 2, t1_1: "Hài lòng"'],
    ['a decimal comma', 'xa;t1_1\n1;4,0\n', 'file.bad-row', 'line 2, t1_1: "4,0"'],
    ['a number below 0', 'xa;t1_1\n\n1;-4\n', 'file.bad-row', 'line 3, t1_1: "-4"'],
  ])('%s [S-11]', async (_, text, code, detail) => {
    const ran = await score(text, '--unit-column', 'xa', ...lacking);

    expect(ran.exit).toBe(1);
    const { error } = jsonOf(ran) as { error: Record<string, string> };
    expect(error['code']).toBe(code);
    expect(error['detail']).toContain(detail);
    expect(error['vi']).not.toBe('');
  });
});

describe('what a table lacks is told beside its figures', () => {
  test('a table without the column of a criterion has no figures unless that is said [S-11]', async () => {
    const ran = await score('xa,t1_1,t1_3\nA,4,3\n', '--unit-column', 'xa');

    expect(ran.exit).toBe(1);
    const { error } = jsonOf(ran) as { error: Record<string, string> };
    expect(error['code']).toBe('score.missing-columns');
    expect(error['detail']).toMatch(/^answers\.csv: line 1, 20 of 22: t1_2, t1_4, /);
    expect((await score('t1_1\n4\n', '--missing-columns', 'perhaps')).exit).toBe(2);
  });

  test('criteria without a column, rows without an answer or a unit [S-11]', async () => {
    const rows = 'xa,t1_1\nA,4\nA,3\nB,\n,4\n';
    const ran = await score(rows, '--unit-column', 'xa', ...lacking);

    expect(ran.exit).toBe(0);
    expect(ran.err).toMatch(/thiếu cột của 21 trong 22 tiêu chí \(t1_2, /);
    expect(ran.err).toContain('1 dòng không có câu trả lời hợp lệ');
    expect(ran.err).toContain('xa: 1 dòng để trống đơn vị');
    const units = new Set((jsonOf(ran) as Figure[]).map(({ unit }) => unit));
    expect([...units]).toEqual(['A']);
  });

  test('a table without any valid answer has no figures, and says so [S-11]', async () => {
    const ran = await score('t1_1\n\nrefused\n', ...lacking);
    expect(ran.exit).toBe(1);
    expect(ran.out).toContain('score.no-answers');
  });
});
