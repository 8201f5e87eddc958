import { ok } from '@sipas/shared/kernel';
import { type Trend, type Wave, waveSchema } from '@sipas/shared/wire';
import * as v from 'valibot';
import { afterEach, expect, it } from 'vitest';
import { page } from 'vitest/browser';
import { showConsole } from '../../../../../test/office/show-console.ts';
import type { TrendQuery } from '../../../../ports/trend-api.ts';

let leave: (() => Promise<void>) | undefined;
afterEach(async () => {
  await leave?.();
  leave = undefined;
});

const version = 'a'.repeat(64);
const wave: Wave = v.parse(waveSchema, {
  ...{ id: '019ab0d4-7b60-7000-8000-000000000002', name: 'Đợt 2026', status: 'open' },
  ...{ catalogue: '2025-07-01', scheme: 'criterion_mean', minimumBase: 30, minimumCell: 10 },
  levels: [
    { level: 'province', label: 'Tỉnh' },
    { level: 'commune', label: 'Xã, phường' },
    { level: 'village', label: 'Ấp, khóm' },
  ],
  instruments: [{ id: 'household-2022', version, title: 'Phiếu hộ', groups: [], topics: [] }],
});

type Point = Trend['points'][number];
const point = (number: string, name: string, more: Partial<Point>): Point => ({
  wave: { id: `019ab0d4-7b60-7000-8000-00000000000${number}` as Wave['id'], name },
  ...{ year: 2026, catalogue: '2025-07-01', unitName: 'Tỉnh Vĩnh Long', valid: 400 },
  ...{ percent: '82.00', low: '80.10', high: '83.90', intervalStatus: 'published' },
  ...{ standing: 'exact', link: 'joined' },
  ...more,
});
const announced = (area: string, year: number, percent: string): Trend['announced'][number] => ({
  ...{ area, areaName: area === 'VN' ? 'Cả nước' : 'Tỉnh Vĩnh Long (cũ)', year, percent },
  ...{ series: 'ho-gia-dinh', figure: 'overall', position: 'value', source: 'báo ngày ấy' },
  ...{ rank: null, rankedCount: null, regionRank: null, regionCount: null },
});
const trend: Trend = {
  wave: { id: wave.id, name: wave.name },
  instrument: { id: 'household-2022', version: version as Trend['instrument']['version'] },
  ...{ catalogue: '2025-07-01', scheme: 'criterion_mean', level: 'province', by: 'overall' },
  ...{ minimumBase: 30, minimumOverlapPercent: 80, reformOn: '2025-07-01' },
  unit: { code: '86', label: 'Tỉnh Vĩnh Long' },
  figure: { code: 'overall', label: 'Chỉ số hài lòng chung' },
  units: [{ code: '86', label: 'Tỉnh Vĩnh Long' }],
  figures: [{ code: 'overall', label: 'Chỉ số hài lòng chung' }],
  points: [
    point('0', 'Đợt cũ', {
      ...{ year: 2024, catalogue: '2024-01-01', unitName: 'Tỉnh Vĩnh Long (cũ)' },
      ...{ percent: '76.00', low: '74.00', high: '78.00', link: 'other-units' },
    }),
    point('1', 'Đợt 2025', { year: 2025, percent: '79.50', low: '77.00', high: '82.00' }),
    point('2', 'Đợt 2026', {}),
  ],
  announced: [announced('VN', 2023, '82.66'), announced('86', 2023, '80.11')],
};

function show(answer: Trend, place = ''): TrendQuery[] {
  const asked: TrendQuery[] = [];
  leave = showConsole({
    place: `#/ket-qua?xem=xu-huong${place}`,
    role: 'analyst',
    answers: {
      waves: () => Promise.resolve(ok([wave])),
      trend: (query) => {
        asked.push(query);
        return Promise.resolve(ok(answer));
      },
    },
  });
  return asked;
}
const countOf = (selector: string): number =>
  document.querySelectorAll(`.frame svg ${selector}`).length;
const rowOf = (name: RegExp) => page.getByRole('row', { name });

it('draws own waves filled with intervals, announced ones hollow, a break, and no line across it [N-33]', async () => {
  const asked = show(trend);

  await expect.element(page.getByRole('img', { name: /Chỉ số hài lòng chung/ })).toBeVisible();
  expect(asked).toEqual([
    {
      ...{ wave: wave.id, instrument: 'household-2022', scheme: 'criterion_mean' },
      ...{ level: 'province', by: 'overall', unit: null, figure: null },
    },
  ]);
  expect(countOf('.dot.own.filled')).toBe(3);
  expect(countOf('.dot:not(.filled)')).toBe(2);
  expect(countOf('.line.break')).toBe(1);
  // Only the two waves on the same units.
  expect(countOf('.line.own')).toBe(1);
  await expect
    .element(page.getByText('Trục đứng bắt đầu từ 70\u00a0%, không phải từ 0.'))
    .toBeVisible();
  await expect.element(rowOf(/Đợt cũ.*không nối: đơn vị khi đó khác/s)).toBeVisible();
  await expect
    .element(rowOf(/2023 Tỉnh Vĩnh Long \(cũ\).*80,11.*công bố.*báo ngày ấy/s))
    .toBeVisible();
});

it('says that one wave is no trend, and still shows what was announced [N-32]', async () => {
  show({ ...trend, points: trend.points.slice(2) });

  await expect.element(page.getByText(/Mới có một đợt.*số đã công bố/)).toBeVisible();
  expect(countOf('.dot.own')).toBe(1);
  expect(countOf('.dot:not(.filled)')).toBe(2);
});

it('asks for what the address names, and for what is chosen instead [N-32]', async () => {
  const asked = show(
    { ...trend, level: 'commune', units: [...trend.units, { code: '2', label: 'Xã Hai' }] },
    '&cap=commune&don-vi=86&theo=factor&noi-dung=F1',
  );

  await expect.element(page.getByLabelText('Đơn vị', { exact: true })).toBeVisible();
  expect(asked[0]).toMatchObject({ level: 'commune', by: 'factor', unit: '86', figure: 'F1' });
  await page.getByLabelText('Đơn vị', { exact: true }).selectOptions('Xã Hai');
  await expect.poll(() => asked.at(-1)?.unit).toBe('2');
  expect(window.location.hash).toMatch(/don-vi=2/);
});
