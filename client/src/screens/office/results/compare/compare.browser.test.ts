import { ok, refuse } from '@sipas/shared/kernel';
import { type ChangeRow, type ChangeTable, type Wave, waveSchema } from '@sipas/shared/wire';
import * as v from 'valibot';
import { afterEach, expect, it } from 'vitest';
import { page } from 'vitest/browser';
import { showConsole } from '../../../../../test/office/show-console.ts';
import type { ChangeQuery } from '../../../../ports/comparison-api.ts';
import type { OfficeApi } from '../../../../ports/office-api.ts';

let leave: (() => Promise<void>) | undefined;
afterEach(async () => {
  await leave?.();
  leave = undefined;
});

const wave = (place: number, name: string): Wave =>
  v.parse(waveSchema, {
    id: `019ab0d4-7b60-7000-8000-00000000000${String(place)}`,
    ...{ name, status: place === 2 ? 'open' : 'closed', catalogue: '2025-07-01' },
    ...{ scheme: 'criterion_mean', minimumBase: 30, minimumCell: 10 },
    levels: [
      { level: 'province', label: 'Tỉnh' },
      { level: 'commune', label: 'Xã, phường' },
      { level: 'village', label: 'Ấp, khóm' },
    ],
    instruments: [
      { id: 'household-2022', version: 'a'.repeat(64), title: 'Phiếu hộ', groups: [], topics: [] },
    ],
  });
const [earlier, later] = [wave(1, 'Đợt 2025'), wave(2, 'Đợt 2026')];

const side = (percent: string | null, standing: ChangeRow['standing'] = 'exact') => ({
  ...{ percent, valid: 200, low: null, high: null, rank: percent === null ? null : 3 },
  intervalStatus: 'published' as const,
  ...{ overlapPercent: '100.00', standing },
});
const row = (unitName: string, more: Partial<ChangeRow>): ChangeRow => ({
  ...{ unit: unitName, unitName, code: 'overall', label: 'Chỉ số hài lòng chung' },
  ...{ before: side('79.40'), after: side('81.75'), points: '2.35', steps: 2, interval: null },
  standing: 'exact',
  ...more,
});
const table: ChangeTable = {
  before: { id: earlier.id, name: earlier.name, catalogue: '2025-07-01', minimumBase: 30 },
  after: { id: later.id, name: later.name, catalogue: '2025-07-01', minimumBase: 30 },
  ...{ on: '2025-07-01', level: 'commune', by: 'overall', scheme: 'criterion_mean' },
  ...{ instrument: 'household-2022', minimumOverlapPercent: 80 },
  unplaced: { before: 3, after: 0 },
  rows: [
    row('Xã Một', {
      before: { ...side('79.40'), low: '76.00', high: '82.50', intervalStatus: 'borrowed' },
      interval: { low: '0.40', high: '4.30', isClear: true },
    }),
    row('Xã Hai', {
      ...{ points: '-1.20', steps: -1 },
      interval: { low: '-3.10', high: '0.70', isClear: false },
    }),
    row('Xã Ba', { standing: 'approximate', steps: 0 }),
    row('Xã Bốn', {
      ...{ after: side(null, 'suppressed'), points: null, steps: null },
      standing: 'suppressed',
    }),
    row('Xã Năm', {
      ...{ before: side(null, 'not-comparable'), points: null, steps: null },
      standing: 'not-comparable',
    }),
  ],
};

function show(answers: Partial<OfficeApi>, waves: readonly Wave[] = [later, earlier]): void {
  leave = showConsole({
    place: '#/ket-qua?xem=so-sanh&cap=commune',
    role: 'analyst',
    answers: { waves: () => Promise.resolve(ok(waves)), ...answers },
  });
}
const rowOf = (name: string) => page.getByRole('row', { name: new RegExp(name) });

it('tells each change with its interval, what may be said of it, and why another lacks', async () => {
  const asked: ChangeQuery[] = [];
  show({
    changes: (query) => {
      asked.push(query);
      return Promise.resolve(ok(table));
    },
  });

  await expect.element(rowOf('Xã Một')).toBeVisible();
  const textOf = (name: string) => rowOf(name).element().textContent;
  expect(textOf('Xã Một')).toMatch(/\+2,35 điểm\s%.*\+0,40 đến \+4,30.*tăng có ý nghĩa/s);
  expect(textOf('Xã Một')).toMatch(/76,00–82,50\s%\s*\(ước theo cả đợt\)/);
  expect(textOf('Xã Hai')).not.toMatch(/ước theo/);
  await expect.element(page.getByText(/“Ước theo cả đợt”: mức khác nhau/)).toBeVisible();
  expect(textOf('Xã Hai')).toMatch(/\u22121,20 điểm.*chưa rõ tăng hay giảm.*giảm 1 bậc/s);
  expect(textOf('Xã Ba')).toMatch(/gần đúng.*giữ hạng/s);
  expect(textOf('Xã Bốn')).toMatch(/được ẩn.*không xếp hạng/s);
  expect(textOf('Xã Năm')).toMatch(/không so sánh được/);
  await expect.element(page.getByText(/3 phiếu không rõ thuộc đơn vị nào/)).toBeVisible();
  expect(asked).toEqual([
    {
      ...{ wave: later.id, before: earlier.id, instrument: 'household-2022', level: 'commune' },
      ...{ by: 'overall', scheme: 'criterion_mean' },
    },
  ]);
});

it('says that there is nothing to compare with while there is one wave', async () => {
  show({}, [later]);

  await expect.element(page.getByText(/Chưa có đợt nào khác/)).toBeVisible();
  await expect.element(page.getByRole('button', { name: 'Tải CSV' })).toBeDisabled();
});

it('says in the words of the server why two waves cannot be compared', async () => {
  const title = 'Hai đợt dùng hai phiên bản phiếu hỏi không so sánh được.';
  show({
    changes: () =>
      Promise.resolve(
        refuse({
          tag: 'problem',
          problem: {
            ...{ type: '', title, status: 409, code: 'report.series-broken' },
            ...{ recovery: 'needs-person', detail: title, requestId: 'r' },
          },
        }),
      ),
  });

  await expect.element(page.getByText(title).first()).toBeVisible();
});
