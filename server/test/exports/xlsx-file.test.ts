import fc from 'fast-check';
import { expect, test } from 'vitest';
import { count, decimal, text } from '../../src/exports/csv-format.ts';
import { xlsxBytes } from '../../src/exports/xlsx-file.ts';
import { readWorkbook } from './read-workbook.ts';

const sheet = {
  name: 'Theo xã',
  lead: ['Chỉ số – Đợt thử', 'Ghi chú <&> "một"'],
  columns: Array.from({ length: 28 }, (_, index) => ({
    heading: `Cột ${String(index + 1)}`,
    width: 12,
  })),
  rows: [
    [text('=HYPERLINK("http://x")'), decimal('81.00'), count(1200), text(null)],
    [text('@SUM(1)'), decimal('0.05'), count(0), text('không đủ mẫu')],
    [text('-5'), decimal('100.00'), text('+1'), text('Phường Đức\u0001')],
  ],
};

const bytes = () => xlsxBytes({ title: 'Đợt thử' }, [sheet, { ...sheet, name: "Xã 'A' b" }]);

test('keeps text as text, also where it begins like a formula [X-72]', async () => {
  const [first] = readWorkbook(await bytes()).sheets;

  expect(first?.cells.get('A4')).toMatchObject({ value: '=HYPERLINK("http://x")' });
  expect(first?.cells.get('A5')).toMatchObject({ value: '@SUM(1)' });
  expect(first?.cells.get('A6')).toMatchObject({ value: '-5' });
  expect(first?.cells.get('C6')).toMatchObject({ value: '+1' });
  expect([...(first?.cells.values() ?? [])].some(({ hasFormula }) => hasFormula)).toBe(false);
});

test('writes figures as numbers with two decimals and counts as whole numbers [X-72]', async () => {
  const [first] = readWorkbook(await bytes()).sheets;

  expect(first?.cells.get('B4')).toEqual({ value: 81, format: '0.00', hasFormula: false });
  expect(first?.cells.get('B5')).toEqual({ value: 0.05, format: '0.00', hasFormula: false });
  expect(first?.cells.get('C4')).toEqual({ value: 1200, format: '#,##0', hasFormula: false });
  expect(first?.cells.get('C5')).toEqual({ value: 0, format: '#,##0', hasFormula: false });
  expect(first?.cells.get('A2')?.value).toBe('Ghi chú <&> "một"');
});

test('prints on A4 lying down with the headings on each page, and keeps them on screen [X-72]', async () => {
  const { sheets, definedNames } = readWorkbook(await bytes());

  // Three lines of heading, three rows, 28 columns: A to AB.
  expect(definedNames).toContain(`>'Theo xã'!$A$1:$AB$6<`);
  expect(definedNames).toContain(`>'Theo xã'!$3:$3<`);
  expect(definedNames).toContain(`>'Xã ''A'' b'!$3:$3<`);
  expect(sheets[0]?.xml).toMatch(/<pageSetup paperSize="9" orientation="landscape"/);
  expect(sheets[0]?.xml).toMatch(/<pane ySplit="3" topLeftCell="A4" state="frozen"/);
});

test('gives the same bytes for the same sheets, whenever it is written [X-72]', async () => {
  const first = await bytes();
  await new Promise((resolve) => setTimeout(resolve, 2100));

  expect(Buffer.from(await bytes()).equals(Buffer.from(first))).toBe(true);
});

test('has a string in the cell of every text, and no formula, whatever the texts [X-72]', async () => {
  const hostile = fc
    .tuple(
      fc.constantFrom('', ' ', '\t', "'"),
      fc.constantFrom('=', '+', '-', '@', '＝', '＋'),
      fc.string(),
    )
    .map((parts) => parts.join(''));
  await fc.assert(
    fc.asyncProperty(fc.array(hostile, { minLength: 1, maxLength: 20 }), async (texts) => {
      const columns = [{ heading: texts[0] ?? '', width: 10 }];
      const rows = texts.map((one) => [text(one)]);
      const made = await xlsxBytes({ title: texts[0] ?? '' }, [
        { name: 'Bảng', lead: texts, columns, rows },
      ]);
      const [only] = readWorkbook(made).sheets;
      const cells = [...(only?.cells.values() ?? [])];

      expect(cells.filter(({ hasFormula }) => hasFormula)).toEqual([]);
      expect(new Set(cells.map(({ value }) => typeof value))).toEqual(new Set(['string']));
      expect(only?.xml).not.toMatch(/<f[ >]/);
    }),
    { numRuns: 200 },
  );
});
