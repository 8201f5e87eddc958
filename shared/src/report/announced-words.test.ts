import { expect, test } from 'vitest';
import type { AnnouncedFigure } from '../wire/index.ts';
import { announcedBlocks, tellAnnounced } from './announced-words.ts';

const plain = (text: string): string => text.replaceAll('\u00a0', ' ');
const figure = (
  area: string,
  year: number,
  percent: string,
  more: Partial<AnnouncedFigure> = {},
): AnnouncedFigure => ({
  ...{ area, areaName: area === 'VN' ? 'Cả nước' : 'Tỉnh Vĩnh Long (cũ)', year, percent },
  ...{ series: 'ho-gia-dinh', figure: 'overall', position: 'value', source: 'báo' },
  ...{ rank: null, rankedCount: null, regionRank: null, regionCount: null },
  ...more,
});
const of2022 = figure('86', 2022, '77.17', { rank: 51, rankedCount: 63 });
const of2023 = figure('86', 2023, '80.11', { rank: 48, rankedCount: 63 });
const of2024 = figure('86', 2024, '81.75', { rank: 53, rankedCount: 63 });
const all = [
  figure('VN', 2023, '82.66'),
  figure('VN', 2024, '83.94'),
  figure('VN', 2024, '91.10', { position: 'highest' }),
  figure('VN', 2021, '87.16', { series: 'giao-dich' }),
  of2022,
  of2023,
  of2024,
];

test('an announced figure is told beside the year before, the country and the best province [N-08]', () => {
  expect(plain(tellAnnounced(of2024, all))).toBe(
    'Năm 2024, tỉnh Vĩnh Long (cũ) đạt 81,75 %, xếp thứ 53/63; tăng 1,64 điểm % và giảm 5 bậc so với năm 2023; thấp hơn cả nước (83,94 %) 2,19 điểm %; thấp hơn tỉnh cao nhất cả nước (91,10 %) 9,35 điểm %.',
  );
  expect(plain(tellAnnounced(of2023, all))).toContain(
    'tăng 2,94 điểm % và tăng 3 bậc so với năm 2022',
  );
});

test('what was not announced, or in another series, is left out [N-08]', () => {
  expect(plain(tellAnnounced(of2022, all))).toBe(
    'Năm 2022, tỉnh Vĩnh Long (cũ) đạt 77,17 %, xếp thứ 51/63.',
  );
});

test('without a figure of the own province there is nothing to set beside [N-08]', () => {
  expect(announcedBlocks([figure('VN', 2024, '83.94')], 'household-2022')).toEqual([]);
});

test('a form is set beside the series that asks the same, and no other [N-08]', () => {
  const table = announcedBlocks(all, 'household-2022').find(({ kind }) => kind === 'table');

  expect(JSON.stringify(table)).toContain('83,94');
  expect(JSON.stringify(table)).not.toContain('87,16');
  expect(announcedBlocks(all, 'transaction-5-factor')).toEqual([]);
});
