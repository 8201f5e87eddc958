import { expect, test } from 'vitest';
import { readPublishedRows } from '../../test/scoring/admin-files.ts';
import { readAnnouncedFigures } from './announced-figures.ts';

const rows = readPublishedRows('sipas.csv');
const figures = readAnnouncedFigures(rows);
const series = (area: string) =>
  figures
    .filter((one) => one.area === area && one.figure === 'overall' && one.position === 'value')
    .map(({ year, hundredths, rank, regionRank }) => [year, hundredths, rank, regionRank]);

test('has Vĩnh Long and the country as they were announced [S-15]', () => {
  expect(series('86')).toEqual([
    [2022, 7717, 51, 11],
    [2023, 8011, 48, 11],
    [2024, 8175, 53, 11],
  ]);
  expect(series('VN')).toEqual([
    [2019, 8445, null, null],
    [2020, 8548, null, null],
    [2022, 8008, null, null],
    [2023, 8266, null, null],
    [2024, 8394, null, null],
  ]);
});

test('agrees with the spread that was announced for 2022, and every figure lies in its range [S-15]', () => {
  const of = (position: string, year: number, figure = 'overall') =>
    figures.find(
      (one) =>
        one.area === 'VN' &&
        one.year === year &&
        one.position === position &&
        one.figure === figure,
    )?.hundredths;

  // "range 87,59-72,54, spread 15,05"
  expect((of('highest', 2022) ?? 0) - (of('lowest', 2022) ?? 0)).toBe(1505);
  for (const { year, figure, position, hundredths } of figures) {
    if (position !== 'value') continue;
    expect(hundredths).toBeLessThanOrEqual(of('highest', year, figure) ?? 10_000);
    expect(hundredths).toBeGreaterThanOrEqual(of('lowest', year, figure) ?? 0);
  }
});

const row = {
  area: '86',
  area_name: 'Tỉnh Vĩnh Long (cũ)',
  year: '2024',
  series: 'ho-gia-dinh',
  figure: 'overall',
  position: 'value',
  percent: '81.75',
  rank: '53',
  ranked_count: '63',
  region_rank: '',
  region_count: '',
  source: 'báo',
};

test('reads a figure with and without its ranks [S-15]', () => {
  expect(readAnnouncedFigures([row])).toEqual([
    {
      ...{ area: '86', areaName: 'Tỉnh Vĩnh Long (cũ)', year: 2024, series: 'ho-gia-dinh' },
      ...{ figure: 'overall', position: 'value', hundredths: 8175, source: 'báo' },
      ...{ rank: 53, rankedCount: 63, regionRank: null, regionCount: null },
    },
  ]);
});

test.each([
  ['no source', { source: '' }, 'line 3: source is empty'],
  ['a figure with a comma', { percent: '81,75' }, 'line 3: percent is 81,75'],
  ['a figure above 100', { percent: '100.01' }, 'line 3: percent is 100.01'],
  ['a figure of one decimal', { percent: '81.7' }, 'line 3: percent is 81.7'],
  ['a year that is none', { year: '2O24' }, 'line 3: year is 2O24'],
  ['a year before the index', { year: '1999' }, 'line 3: year is 1999'],
  ['an unknown position', { position: 'best' }, 'line 3: position is best'],
  ['a rank beyond its count', { rank: '64' }, 'line 3: rank is 64'],
  ['a rank without a count', { ranked_count: '' }, 'line 3: ranked_count is empty'],
  ['a figure that stands twice', { year: '2023' }, 'line 3: 86 2023 overall value stands twice'],
])('throws on %s [S-15]', (_, changed, message) => {
  const first = { ...row, year: '2023' };

  expect(() => readAnnouncedFigures([first, { ...row, ...changed }])).toThrow(message);
});
