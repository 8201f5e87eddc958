import { inflateRawSync } from 'node:zlib';
import { expect, test } from 'vitest';
import type { ReportDocument } from '@sipas/shared/wire';
import { printDocx } from './report-docx.ts';
import { stampZip } from './zip-stamp.ts';

const cell = (text: string, kind: 'text' | 'figure' | 'word' = 'text') => ({ kind, text });
const report: ReportDocument = {
  wave: {
    id: '019ab0d4-7b60-7000-8000-000000000001' as ReportDocument['wave']['id'],
    name: 'Đợt <1> & 2',
  },
  day: '2026-11-27',
  cover: {
    ...{ issuers: ['ỦY BAN NHÂN DÂN', 'SỞ NỘI VỤ'], country: 'CỘNG HÒA', motto: 'Độc lập' },
    ...{ reference: 'Số:', placeAndDay: 'Vĩnh Long, ngày 27', title: 'BÁO CÁO' },
    ...{ subject: 'Kết quả – Đợt <1> & 2', summary: 'Chỉ số là 81,75\u00a0%.' },
  },
  chapters: [
    {
      id: 'a',
      title: 'I. Kết quả',
      blocks: [
        { kind: 'heading', text: 'Xã, phường' },
        { kind: 'paragraph', text: 'Có ký tự\u0007lạ.' },
        {
          ...{ kind: 'table', number: 1, caption: 'Chỉ số', isWide: false },
          columns: [
            { title: 'Đơn vị', kind: 'text' },
            { title: 'Chỉ số (%)', kind: 'figure' },
          ],
          rows: [
            [cell('Xã Một'), cell('81,75', 'figure')],
            [cell('Xã Hai'), cell('không đủ mẫu', 'word')],
          ],
        },
        {
          ...{ kind: 'table', number: 2, caption: 'Yếu tố', isWide: true },
          columns: Array.from({ length: 30 }, (_, place) => ({
            title: place === 0 ? 'Đơn vị' : `Yếu tố ${String(place)} có tên rất dài`,
            kind: place === 0 ? 'text' : 'figure',
          })),
          rows: [Array.from({ length: 30 }, (_, place) => cell(`84,27 (${String(place)})`))],
        },
        { kind: 'list', items: ['một', 'hai'] },
      ],
    },
    { id: 'b', title: 'II. Phụ lục', blocks: [{ kind: 'command', text: 'npm run -s sipas' }] },
  ],
};

/** The files of an archive by their names, read from its directory as PKWARE's APPNOTE has it. */
function unzip(bytes: Uint8Array): Map<string, { text: string; stamp: number }> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const files = new Map<string, { text: string; stamp: number }>();
  let at = view.getUint32(bytes.length - 6, true);
  for (let count = view.getUint16(bytes.length - 12, true); count > 0; count -= 1) {
    const [method, size] = [view.getUint16(at + 10, true), view.getUint32(at + 20, true)];
    const [nameLength, extraLength] = [
      view.getUint16(at + 28, true),
      view.getUint16(at + 30, true),
    ];
    const name = new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameLength));
    const local = view.getUint32(at + 42, true);
    const start = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true);
    const packed = bytes.subarray(start, start + size);
    const text = new TextDecoder().decode(method === 0 ? packed : inflateRawSync(packed));
    files.set(name, { text, stamp: view.getUint32(local + 10, true) });
    at += 46 + nameLength + extraLength + view.getUint16(at + 32, true);
  }
  return files;
}

/** Each paragraph as its style and words. */
const paragraphs = (xml: string): [string, string][] =>
  [...xml.matchAll(/<w:p>(.*?)<\/w:p>|<w:p .*?>(.*?)<\/w:p>/gs)].map(([whole]) => [
    /<w:pStyle w:val="(.*?)"/.exec(whole)?.[1] ?? '',
    [...whole.matchAll(/<w:t(?: [^>]*)?>(.*?)<\/w:t>/gs)].map(([, text]) => text).join(''),
  ]);

test('the document of Word has the headings, tables and figures of the report [N-12]', async () => {
  const files = unzip(await printDocx(report));
  const xml = files.get('word/document.xml')?.text ?? '';
  const found = paragraphs(xml);

  expect(found).toContainEqual(['Title', 'BÁO CÁO']);
  expect(found).toContainEqual(['Heading1', 'I. Kết quả']);
  expect(found).toContainEqual(['Heading2', 'Xã, phường']);
  expect(found).toContainEqual(['Heading1', 'II. Phụ lục']);
  expect(found).toContainEqual(['', 'Bảng 1. Chỉ số']);
  expect(found).toContainEqual(['', 'Kết quả – Đợt &lt;1&gt; &amp; 2']);
  // The letterhead and two tables; heads return on each page.
  expect(xml.match(/<w:tbl>/g)).toHaveLength(3);
  expect(xml.match(/<w:tblHeader\/>/g)).toHaveLength(2);
  const texts = found.map(([, text]) => text);
  const first = texts.indexOf('Xã Một');
  expect(texts.slice(first, first + 4)).toEqual(['Xã Một', '81,75', 'Xã Hai', 'không đủ mẫu']);
});

test('a wide table lies on its side, all else upright, in Vietnamese [N-12]', async () => {
  const files = unzip(await printDocx(report));
  const xml = files.get('word/document.xml')?.text ?? '';

  expect([...xml.matchAll(/<w:pgSz w:w="(\d+)" w:h="(\d+)"/g)].map(([, w, h]) => [w, h])).toEqual([
    ['11906', '16838'],
    ['16838', '11906'],
    ['11906', '16838'],
  ]);
  expect(files.get('word/styles.xml')?.text).toMatch(/<w:lang [^>]*w:val="vi-VN"/);
  expect(files.get('word/styles.xml')?.text).toContain('Times New Roman');
});

/** The document with one table of so many rows in its second chapter. */
async function tableXml(rows: number, columns: readonly string[]): Promise<string> {
  const [first] = report.chapters;
  if (first === undefined) throw new Error('the report has no chapter');
  const table = {
    ...{ kind: 'table' as const, number: 1, caption: 'Việc', isWide: false },
    columns: columns.map((title) => ({ title, kind: 'text' as const })),
    rows: Array.from({ length: rows }, () => columns.map((title) => cell(title))),
  };
  const chapters = [
    { ...first, blocks: [] },
    { id: 'b', title: 'II', blocks: [table] },
  ];
  return unzip(await printDocx({ ...report, chapters })).get('word/document.xml')?.text ?? '';
}
/** The rows of the last table. */
const rowsOf = (xml: string): string[] =>
  (xml.split('<w:tbl>').at(-1) ?? '').split('<w:tr>').slice(1);

test('chapters follow each other after the cover; a short table is not broken, and a head stands on no page alone [N-12]', async () => {
  const kept = (xml: string) => rowsOf(xml).map((row) => row.includes('<w:keepNext/>'));
  const [short, long] = [await tableXml(2, ['A']), await tableXml(17, ['A'])];

  expect(short.match(/<w:pageBreakBefore\/>/g)).toHaveLength(1);
  expect(kept(short)).toEqual([true, true, false]);
  expect(kept(long)).toEqual([true, ...Array.from({ length: 17 }, () => false)]);
});

test('a column of words is no narrower than its longest word [N-12]', async () => {
  const titles = ['25/11/2026', 'a', 'việc '.repeat(30).trim(), 'b '.repeat(60).trim()];
  const widths = [
    ...(rowsOf(await tableXml(1, titles))[0] ?? '').matchAll(/<w:tcW [^>]*w:w="(\d+)"/g),
  ];

  // Ten signs of 11 points take less than 5,75 points each: 1150 twentieths of a point.
  expect(Number(widths[0]?.[1])).toBeGreaterThanOrEqual(1150);
  expect(
    widths.map(([, width]) => Number(width)).reduce((all, one) => all + one),
  ).toBeLessThanOrEqual(11906 - 1701 - 1134);
});

test('what XML has no place for is left out [N-12]', async () => {
  const xml = unzip(await printDocx(report)).get('word/document.xml')?.text ?? '';

  expect(xml).toContain('Có ký tựlạ.');
  // eslint-disable-next-line no-control-regex
  expect(xml).not.toMatch(/[\u0000-\u0008]/);
});

test('the same report gives the same bytes, dated by its day [N-12]', async () => {
  const [once, again] = [await printDocx(report), await printDocx(report)];
  const files = unzip(once);

  expect(Buffer.from(once).equals(Buffer.from(again))).toBe(true);
  // 27 November 2026, noon: ((2026 − 1980) << 9 | 11 << 5 | 27) << 16 | 12 << 11.
  expect(new Set([...files.values()].map(({ stamp }) => stamp))).toEqual(
    new Set([1_568_342_016 + 12 * 2048]),
  );
  expect(files.get('docProps/core.xml')?.text).toContain('2026-11-27T00:00:00Z');
});

test('what is no archive is not stamped', () => {
  expect(() => stampZip(new Uint8Array(22), '2026-11-27')).toThrow(RangeError);
});
