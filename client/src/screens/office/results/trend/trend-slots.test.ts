import type { Trend } from '@sipas/shared/wire';
import { expect, it } from 'vitest';
import { trendSlots } from './trend-slots.ts';

const point = (id: string, year: number, catalogue: string) =>
  ({ wave: { id, name: id }, year, catalogue }) as unknown as Trend['points'][number];
const announced = (area: string, year: number) =>
  ({ area, year }) as unknown as Trend['announced'][number];

it('old units come first, then years, an announced year before the waves of that year [N-32]', () => {
  const slots = trendSlots({
    reformOn: '2025-07-01',
    points: [point('a', 2025, '2025-07-01'), point('b', 2026, '2020-01-01')],
    announced: [announced('VN', 2024), announced('86', 2024), announced('VN', 2025)],
  });

  expect(slots.map(({ key, isOld, announced: two }) => [key, isOld, two.length])).toEqual([
    ['2024', true, 2],
    ['b', true, 0],
    ['2025', false, 1],
    ['a', false, 0],
  ]);
});
