import type { AnnouncedFigure, TrendPoint } from '@sipas/shared/wire';
import { expect, it } from 'vitest';
import { type TrendShape, trendShapes } from './trend-shapes.ts';
import type { TrendSlot } from './trend-slots.ts';

const own = (percent: string | null, more: Partial<TrendPoint> = {}): TrendSlot => ({
  ...{ key: percent ?? '', year: 2026, announced: [], isOld: false },
  point: {
    ...{ wave: { id: 'a' as never, name: 'Đợt' }, year: 2026, catalogue: '2025-07-01' },
    ...{ unitName: 'Tỉnh', percent, valid: 40, low: null, high: null },
    ...{ intervalStatus: 'published', standing: 'exact', link: 'joined' },
    ...more,
  },
});
const year = (percent: string): TrendSlot => ({
  ...{ key: '2024', year: 2024, point: null, isOld: true },
  announced: [{ area: '86', percent } as AnnouncedFigure],
});
const draw = (...slots: TrendSlot[]) =>
  trendShapes(slots, {
    ...{ figureOf: (percent) => percent, announced: 'công bố', reform: 'mới' },
    withheld: () => 'được ẩn',
  });
const joints = (shapes: readonly TrendShape[]) =>
  shapes.filter((shape) => shape.kind === 'line' && shape.tone === 'own');
const breaks = (shapes: readonly TrendShape[]) =>
  shapes.filter((shape) => shape.kind === 'line' && shape.tone === 'break');

it('the axis begins at the ten below all that is drawn, intervals too [N-33]', () => {
  expect(draw(own('72.00', { low: '69.50', high: '74.50' })).startPercent).toBe(60);
  expect(draw(own('4.00')).startPercent).toBe(0);
  expect(draw(own('100.00')).startPercent).toBe(90);
  expect(draw(own(null)).startPercent).toBe(0);
});

it('a height is the share of the axis from its start to its end [N-33]', () => {
  // From 70 to 80 over 240 pixels that end at 274: 75 lies in the middle.
  const dot = draw(own('75.00')).shapes.find(({ kind }) => kind === 'dot');

  expect(dot).toMatchObject({ at: [expect.any(Number) as number, 154], isFilled: true });
});

it('joins waves that can be compared, dashed where one is approximate, and nothing else [N-33]', () => {
  expect(joints(draw(own('70.00'), own('75.00')).shapes)).toMatchObject([{ isDashed: false }]);
  expect(
    joints(draw(own('70.00', { standing: 'approximate' }), own('75.00')).shapes),
  ).toMatchObject([{ isDashed: true }]);
  for (const link of ['other-form', 'other-units'] as const)
    expect(joints(draw(own('70.00', { link }), own('75.00')).shapes)).toEqual([]);
  // A withheld wave between two is no reason to draw past it.
  expect(joints(draw(own('70.00'), own(null), own('75.00')).shapes)).toEqual([]);
  expect(joints(draw(year('70.00'), own('75.00')).shapes)).toEqual([]);
});

it('announced figures are hollow, and a break stands between old and new units [N-33]', () => {
  const { shapes } = draw(year('70.00'), own('75.00'));

  expect(shapes.filter(({ kind }) => kind === 'dot')).toMatchObject([
    { isFilled: false },
    { isFilled: true },
  ]);
  expect(breaks(shapes)).toHaveLength(1);
  expect(breaks(draw(own('70.00'), own('75.00')).shapes)).toEqual([]);
});
