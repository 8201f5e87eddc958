import { ok, refuse } from '@sipas/shared/kernel';
import { type ScoreTable, type UnitPair, type Wave, waveSchema } from '@sipas/shared/wire';
import * as v from 'valibot';
import { afterEach, expect, it } from 'vitest';
import { page } from 'vitest/browser';
import { showConsole } from '../../../../../test/office/show-console.ts';
import type { UnitPairQuery } from '../../../../ports/comparison-api.ts';
import type { OfficeApi } from '../../../../ports/office-api.ts';

let leave: (() => Promise<void>) | undefined;
afterEach(async () => {
  await leave?.();
  leave = undefined;
});

const wave: Wave = v.parse(waveSchema, {
  ...{ id: '019ab0d4-7b60-7000-8000-000000000001', name: 'Đợt 2026', status: 'open' },
  ...{ catalogue: '2025-07-01', scheme: 'criterion_mean', minimumBase: 30, minimumCell: 10 },
  levels: [
    { level: 'province', label: 'Tỉnh' },
    { level: 'grouping:buu-dien', label: 'Bưu điện khu vực' },
    { level: 'commune', label: 'Xã, phường' },
    { level: 'village', label: 'Ấp, khóm' },
  ],
  instruments: [
    { id: 'household-2022', version: 'a'.repeat(64), title: 'Phiếu hộ', groups: [], topics: [] },
  ],
});
const units = {
  level: 'commune',
  rows: [
    { unit: '1', unitName: 'Xã Một', percent: '82.00' },
    { unit: '2', unitName: 'Xã Hai', percent: '80.00' },
  ],
} as unknown as ScoreTable;

type Side = UnitPair['rows'][number]['first'];
const side = (percent: string | null, more: Partial<Side> = {}): Side => ({
  ...{ percent, valid: 200, low: '70.00', high: '90.00' },
  ...{ status: percent === null ? 'suppressed' : 'published', intervalStatus: 'published' },
  ...more,
});
const row = (kind: UnitPair['rows'][number]['kind'], label: string, more: object) => ({
  ...{ kind, code: label, label, first: side('82.00'), second: side('80.00'), points: '2.00' },
  interval: null,
  ...more,
});
const pair: UnitPair = {
  wave: { id: wave.id, name: wave.name },
  ...{ catalogue: '2025-07-01', instrument: 'household-2022', scheme: 'criterion_mean' },
  ...{ level: 'commune', minimumBase: 30, first: { unit: '1', unitName: 'Xã Một' } },
  second: { unit: '86', unitName: 'Tỉnh Vĩnh Long', isRest: true },
  rows: [
    row('overall', 'Chỉ số hài lòng chung', {
      interval: { low: '0.40', high: '3.60', isClear: true },
    }),
    row('factor', 'Tiếp cận', {
      ...{ points: '-1.00', interval: { low: '-3.00', high: '1.00', isClear: false } },
      second: side('83.00', { intervalStatus: 'borrowed' }),
    }),
    row('criterion', 'Nơi ngồi chờ', { second: side(null), points: null }),
  ],
};

function show(place: string, answers: Partial<OfficeApi>): void {
  leave = showConsole({
    place: `#/ket-qua?xem=so-sanh&cap=commune&${place}`,
    role: 'analyst',
    answers: {
      waves: () => Promise.resolve(ok([wave])),
      scores: () => Promise.resolve(ok(units)),
      ...answers,
    },
  });
}
const rowOf = (name: RegExp) => page.getByRole('row', { name });

it('sets a unit beside the rest: a sentence, each figure, and why another lacks', async () => {
  const asked: UnitPairQuery[] = [];
  show('kieu=con-lai', {
    unitPair: (query) => {
      asked.push(query);
      return Promise.resolve(ok(pair));
    },
  });

  await expect
    .element(
      page.getByText(/Chỉ số chung của Xã Một so với phần còn lại của Tỉnh Vĩnh Long: cao hơn rõ/),
    )
    .toBeVisible();
  const textOf = (name: RegExp) => rowOf(name).element().textContent;
  expect(textOf(/Chỉ số hài lòng/)).toMatch(/\+2,00 điểm\s%.*\+0,40 đến \+3,60.*cao hơn rõ/s);
  expect(textOf(/Tiếp cận/)).toMatch(/ước theo cả đợt.*\u22121,00 điểm.*chưa thấy khác/s);
  expect(textOf(/Nơi ngồi chờ/)).toMatch(/được ẩn.*không so sánh được/s);
  expect(asked).toEqual([
    {
      ...{ wave: wave.id, instrument: 'household-2022', scheme: 'criterion_mean' },
      ...{ level: 'commune', unit: '1', beside: { of: 'province' } },
    },
  ]);
});

it('asks for another unit from the address, and for what is chosen instead', async () => {
  const asked: UnitPairQuery[] = [];
  show('kieu=don-vi&don-vi=2', {
    unitPair: (query) => {
      asked.push(query);
      return Promise.resolve(
        ok({ ...pair, second: { unit: '1', unitName: 'Xã Một', isRest: false } }),
      );
    },
  });

  await expect.element(rowOf(/Chỉ số hài lòng/)).toBeVisible();
  await page.getByLabelText(/^So sánh$/).selectOptions('Một đơn vị và phần còn lại');
  await page.getByLabelText(/Phần còn lại của/).selectOptions('Bưu điện khu vực');
  await expect.poll(() => asked.at(-1)?.beside).toEqual({ of: 'grouping:buu-dien' });
  expect(asked[0]).toMatchObject({ unit: '2', beside: { other: '1' } });
  expect(window.location.hash).toMatch(/kieu=con-lai/);
});

it('says that a unit of the address is not there, and what the server refuses', async () => {
  show('kieu=don-vi&don-vi=nowhere', {});
  await expect.element(page.getByText(/Không có đơn vị “nowhere”/)).toBeVisible();
  await expect.element(page.getByRole('button', { name: 'Tải CSV' })).toBeDisabled();
  await leave?.();

  const title = 'Cần hai đơn vị khác nhau';
  show('kieu=con-lai', {
    unitPair: () =>
      Promise.resolve(
        refuse({
          tag: 'problem',
          problem: {
            ...{ type: '', title, status: 422, code: 'report.no-pair' },
            ...{ recovery: 'needs-person', detail: title, requestId: 'r' },
          },
        }),
      ),
  });
  await expect.element(page.getByText(title).first()).toBeVisible();
});
