import { expect, test } from 'vitest';
import { readPublishedRows } from '../../test/scoring/admin-files.ts';
import { readOtherIndices } from './other-indices.ts';

const figures = readOtherIndices(readPublishedRows('other-indices.csv'));
const series = (area: string, index: string) =>
  figures
    .filter((one) => one.area === area && one.index === index && one.position === 'value')
    .map(({ year, hundredths }) => [year, hundredths]);

test('has PAR INDEX of the region and PAPI of the three provinces as they were announced [S-51]', () => {
  expect(series('dbscl', 'par-index')).toEqual([
    [2022, 8425],
    [2023, 8542],
    [2024, 8737],
  ]);
  expect(series('86', 'papi')).toEqual([
    [2022, 4302],
    [2023, 4082],
    [2024, 4320],
  ]);
  expect(series('83', 'papi')).toHaveLength(3);
  expect(series('84', 'papi')).toHaveLength(3);
});

test('no province lies above the one called highest, nor below the one called lowest [S-51]', () => {
  const extremes = figures.filter(({ position }) => position !== 'value');
  for (const { index, year, position, hundredths } of extremes) {
    const values = figures
      .filter((one) => one.index === index && one.year === year && one.position === 'value')
      .map((one) => one.hundredths);
    if (position === 'highest') expect(Math.max(0, ...values)).toBeLessThan(hundredths);
    else expect(Math.min(10_000, ...values)).toBeGreaterThan(hundredths);
  }
});

const row = {
  area: '86',
  area_name: 'Tỉnh Vĩnh Long (cũ)',
  year: '2024',
  index: 'papi',
  position: 'value',
  value: '43.20',
  source: 'báo',
};

test.each([
  ['an unknown index', { index: 'pci' }, 'line 2: index is pci'],
  ['points below the scale', { value: '7.99' }, 'line 2: value is 7.99'],
  ['points above the scale', { value: '80.01' }, 'line 2: value is 80.01'],
  ['a percentage above 100', { index: 'par-index', value: '100.01' }, 'line 2: value is 100.01'],
  ['a decimal comma', { value: '43,20' }, 'line 2: value is 43,20'],
  ['no source', { source: '' }, 'line 2'],
  ['a year that is none', { year: '24' }, 'line 2: year is 24'],
  ['an unknown position', { position: 'middle' }, 'line 2: position is middle'],
])('throws on %s [S-51]', (_, changed, message) => {
  expect(() => readOtherIndices([{ ...row, ...changed }])).toThrow(message);
});

test('throws on a figure that stands twice [S-51]', () => {
  expect(() => readOtherIndices([row, row])).toThrow('line 3: 86 2024 papi value stands twice');
});
