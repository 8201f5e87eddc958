import { expect, test } from 'vitest';
import * as v from 'valibot';
import {
  changes,
  material,
  priorityRow,
  priorityTable,
  scoreTable,
  withheld,
} from '../../test/report/tables.ts';
import { type ReportDocument, type ReportTable, reportDocumentSchema } from '../wire/index.ts';
import { writeCover } from './cover.ts';
import { unitsChapter } from './units-chapter.ts';
import { writeReport } from './write-report.ts';

const plain = (text: string): string => text.replaceAll('\u00a0', ' ');
const words = (report: ReportDocument): string => plain(JSON.stringify(report));
const tables = (report: ReportDocument): ReportTable[] =>
  report.chapters.flatMap(({ blocks }) => blocks.filter((block) => block.kind === 'table'));
const texts = (table: ReportTable | undefined): string[][] =>
  (table?.rows ?? []).map((row) => row.map(({ text }) => plain(text)));

test('a report has its chapters in order, its tables counted, and fits the wire [N-10]', () => {
  const report = writeReport(material());

  expect(v.parse(reportDocumentSchema, report)).toEqual(report);
  expect(report.chapters.map(({ title }) => title)).toEqual([
    'I. Phương pháp',
    'II. Kết quả chung',
    'III. Kết quả theo đơn vị',
    'IV. Kết quả theo yếu tố và tiêu chí',
    'V. Nhận định, nhu cầu và các câu hỏi ngoài chỉ số',
    'VI. Ý kiến người dân theo chủ đề',
    'VII. Thay đổi so với đợt trước',
    'VIII. Ưu tiên cải thiện',
    'IX. Phụ lục: định nghĩa và cách làm lại báo cáo',
  ]);
  expect(tables(report).map(({ number }) => number)).toEqual(
    Array.from({ length: 12 }, (_, place) => place + 1),
  );
});

test('every table has as many cells in a row as columns [N-10]', () => {
  for (const { columns, rows, caption } of tables(writeReport(material())))
    for (const row of rows) expect([caption, row.length]).toEqual([caption, columns.length]);
});

test('no figure stands in the report that its tables do not have [N-10]', () => {
  const given = material();
  // What may be printed: the figures given, and the differences taken by hand: 92,00 − 78,18; 84,27 − 83,12; 81,75 − 79,40.
  const allowed = new Set(['13,82', '1,15', '2,35', '0,00']);
  for (const [figure] of JSON.stringify(given).matchAll(/\d+\.\d{2}(?!\d)/g))
    allowed.add(figure.replace('.', ','));

  const printed = [...words(writeReport(given)).matchAll(/\d+,\d{2}(?!\d)/g)].map(([one]) => one);

  expect(printed.length).toBeGreaterThan(20);
  expect(printed.filter((one) => !allowed.has(one))).toEqual([]);
});

test('the change is a sentence in its chapter, or why there is none [N-10]', () => {
  expect(words(writeReport(material()))).toContain(
    'Chỉ số hài lòng chung của tỉnh Vĩnh Long tăng 2,35 điểm % so với đợt “Đợt 2025” (từ 79,40 % lên 81,75 %; khoảng tin cậy 95 % của thay đổi: +0,40 đến +4,30 điểm %), tăng có ý nghĩa.',
  );
  expect(words(writeReport(material({ change: { kind: 'no-earlier-wave' } })))).toContain(
    'Chưa có đợt trước dùng cùng bộ phiếu',
  );
  expect(
    words(writeReport(material({ change: { kind: 'series-broken', before: 'Đợt 2019' } }))),
  ).toContain('Không so sánh được với đợt “Đợt 2019”');
});

test('a wave of which all is withheld is a report of words [N-10]', () => {
  const hidden = [withheld('suppressed')];
  const report = writeReport(
    material({
      overall: scoreTable('province', hidden),
      blocks: scoreTable('province', hidden, 'block'),
      factors: scoreTable('province', hidden, 'factor'),
      criteria: scoreTable('province', hidden, 'criterion'),
      ...{ units: null, communes: null, answers: [], change: { kind: 'no-earlier-wave' } },
      comments: [],
      priorities: priorityTable([
        priorityRow({ percent: null, weight: null, gainPoints: null, place: null }),
      ]),
    }),
  );

  expect(report.cover.summary).toBe('Tỉnh Vĩnh Long chưa có chỉ số hài lòng chung: được ẩn.');
  expect(words(report)).toContain('Không tiêu chí nào có chỉ số được công bố.');
  expect(words(report)).toContain('Báo cáo này không chia theo đơn vị dưới tỉnh.');
  expect(words(report)).not.toMatch(/\d,\d{2}/);
});

test('the cover names the issuer, place, day and the first figure [N-07]', () => {
  const cover = writeCover(material());

  expect(cover).toMatchObject({
    issuers: ['ỦY BAN NHÂN DÂN', 'TỈNH VĨNH LONG', 'SỞ NỘI VỤ'],
    country: 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
    motto: 'Độc lập - Tự do - Hạnh phúc',
    placeAndDay: 'Vĩnh Long, ngày 27 tháng 11 năm 2026',
    // Its figures are not frozen.
    title: 'DỰ THẢO BÁO CÁO',
  });
  const overall = { ...material().overall, edition: 1 };
  const titleWith = (change: Parameters<typeof material>[0]) =>
    writeCover(material({ overall, ...change })).title;
  expect(titleWith({ change: { kind: 'no-earlier-wave' } })).toBe('BÁO CÁO');
  // One figure that is not frozen makes a draft of the whole.
  expect(titleWith({ change: { kind: 'tables', tables: [changes] } })).toBe('DỰ THẢO BÁO CÁO');
  const before = { ...changes.before, edition: 1 };
  const frozen = [{ ...changes, before }];
  expect(titleWith({ change: { kind: 'tables', tables: frozen } })).toBe('BÁO CÁO');
  expect(plain(cover.summary)).toBe(
    'Chỉ số hài lòng chung của tỉnh Vĩnh Long là 81,75 % (n = 3.000; khoảng tin cậy 95 %: 80,12–83,30 %).',
  );
});

test('of several provinces none speaks for the others, and who sees none is told so [N-07]', () => {
  const cover = writeCover(
    material({ provinces: ['Tỉnh A', 'Tỉnh B'], overall: scoreTable('province', []) }),
  );

  expect(cover.issuers).toEqual(['CƠ QUAN THỰC HIỆN KHẢO SÁT']);
  expect(cover.placeAndDay).toBe('ngày 27 tháng 11 năm 2026');
  expect(cover.summary).toContain('không gồm trọn một tỉnh');
});

test('units stand in the order of their ranks, withheld ones last and as words [N-09]', () => {
  const { blocks } = unitsChapter(material());
  const [units, , communes] = blocks.filter((block) => block.kind === 'table') as ReportTable[];

  expect(texts(units)).toEqual([
    ['1', 'Khu vực Hai', '92,00', '–', '200'],
    ['2', 'Khu vực Ba', '78,18', '–', '200'],
    ['–', 'Khu vực Bốn', 'được ẩn', '–', '–'],
  ]);
  expect(texts(communes)).toEqual([
    ['1', 'Xã Một', '75,00', '–', '200'],
    ['–', 'Xã Hai', 'không đủ mẫu', '–', '–'],
  ]);
  expect(plain(JSON.stringify(blocks))).toContain('Không nêu chỉ số: 1 đơn vị được ẩn.');
});

test('factors of the chosen level stand beside each other on a wide page, with n [N-09]', () => {
  const wide = unitsChapter(material()).blocks.filter(
    (block) => block.kind === 'table' && block.isWide,
  ) as ReportTable[];

  expect(wide.map(texts)).toEqual([[['Khu vực Hai', '91,11 (200)']]]);
});

test('who sees a part of the units is told that it is one [N-09]', () => {
  expect(JSON.stringify(unitsChapter(material({ isWhole: false })))).toContain(
    'Chỉ nêu các đơn vị thuộc địa bàn của người lập báo cáo.',
  );
});
