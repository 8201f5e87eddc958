import { ok, refuse } from '@sipas/shared/kernel';
import {
  type ActionOutcome,
  actionDetailsSchema,
  actionListSchema,
  actionOutcomeSchema,
} from '@sipas/shared/wire';
import { parse } from 'valibot';
import { afterEach, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { showConsole } from '../../../../test/office/show-console.ts';

let leave: (() => Promise<void>) | undefined;
afterEach(async () => {
  await leave?.();
  leave = undefined;
});

const id = '019ab0d4-7b60-7000-8000-0000000000d1';
const [next, last] = [
  '019ab0d4-7b60-7000-8000-0000000000e1',
  '019ab0d4-7b60-7000-8000-0000000000e2',
];
const action = parse(actionDetailsSchema, {
  id,
  revision: 1,
  wave: { id: '019ab0d4-7b60-7000-8000-0000000000aa', name: 'SIPAS 2025' },
  instrument: { id: 'household-2022', title: 'Phiếu hộ' },
  level: { code: 'commune', label: 'Xã, phường' },
  units: [{ code: '29551', label: 'Phường Long Châu' }],
  otherUnits: 0,
  criteria: [{ code: 'c9_33', label: 'Thông báo kết quả kịp thời' }],
  ...{ what: 'Đăng kết quả', responsible: 'UBND phường', dueDay: '2026-12-31', status: 'done' },
  ...{ evidence: '', daysLate: 0, editable: true },
  createdAt: '2026-11-20T03:00:00.000Z',
  changedAt: '2026-11-20T03:00:00.000Z',
  changedBy: 'Chuyên viên',
  history: [{ revision: 1, at: '2026-11-20T03:00:00.000Z', by: 'Chuyên viên', changes: [] }],
});
const withheld = { percent: null, low: null, high: null, valid: 12 };
const row = (changes: object) => ({
  unit: '29551',
  unitName: 'Phường Long Châu',
  code: 'c9_33',
  label: 'Thông báo kết quả kịp thời',
  before: { percent: '62.40', low: '58.00', high: '66.61', valid: 125 },
  after: { percent: '71.20', low: '67.02', high: '75.05', valid: 130 },
  points: '8.80',
  interval: { low: '2.81', high: '14.79' },
  approximate: false,
  verdict: 'risen',
  ...changes,
});
const outcome = (wave: string | null, rows: readonly object[]): ActionOutcome =>
  parse(actionOutcomeSchema, {
    waves:
      wave === null
        ? []
        : [
            { id: next, name: 'SIPAS 2026', status: 'closed' },
            { id: last, name: 'SIPAS 2027', status: 'open' },
          ],
    wave,
    rows,
  });

it('says before and after with intervals, and what they are worth in words', async () => {
  const asked: (string | null)[] = [];
  leave = showConsole({
    place: `#/hanh-dong?hd=${id}`,
    role: 'analyst',
    answers: {
      action: () => Promise.resolve(ok(action)),
      actionOutcome: (_id, wave) => {
        asked.push(wave);
        const rows = [
          row({}),
          row({
            ...{ code: 'c9_32', label: 'Xử lý đúng quy định', verdict: 'fallen' },
            ...{ points: '-3.10', interval: { low: '-5.00', high: '-1.20' }, approximate: true },
          }),
          row({ code: 'c9_31', verdict: 'unclear', interval: { low: '-2.00', high: '9.00' } }),
          row({ code: 'c9_30', verdict: 'no-interval', interval: null }),
          row({
            code: 'c9_29',
            verdict: 'suppressed',
            after: withheld,
            points: null,
            interval: null,
          }),
          row({
            code: 'c9_28',
            verdict: 'not-enough-base',
            after: withheld,
            points: null,
            interval: null,
          }),
          row({
            code: 'c9_27',
            verdict: 'not-comparable',
            after: withheld,
            points: null,
            interval: null,
          }),
        ];
        return Promise.resolve(ok(outcome(wave ?? next, rows)));
      },
    },
  });

  const rows = page.getByRole('table').getByRole('row');
  await expect.element(rows.nth(1)).toMatchTextContent(/62,40\s%\s\(n\s=\s125\)/);
  await expect.element(rows.nth(1)).toMatchTextContent(/58,00–66,61\s%/);
  await expect.element(rows.nth(1)).toMatchTextContent('+8,80 điểm (+2,81 … +14,79)');
  await expect.element(rows.nth(1)).toMatchTextContent('tăng có ý nghĩa');
  await expect.element(rows.nth(2)).toMatchTextContent('−3,10 điểm (−5,00 … −1,20)');
  await expect.element(rows.nth(2)).toMatchTextContent('giảm có ý nghĩa');
  await expect.element(rows.nth(2)).toMatchTextContent('gần đúng');
  await expect.element(rows.nth(3)).toMatchTextContent('chưa rõ');
  await expect.element(rows.nth(4)).toMatchTextContent('chưa rõ');
  await expect.element(rows.nth(5)).toMatchTextContent('được ẩn');
  await expect.element(rows.nth(6)).toMatchTextContent('không đủ mẫu');
  await expect.element(rows.nth(7)).toMatchTextContent('không so sánh được');

  await page.getByRole('combobox', { name: 'Đợt khảo sát' }).selectOptions('SIPAS 2027');
  await expect.poll(() => asked).toEqual([null, last]);
});

it('asks before Esc takes away what was typed, and gives the place back to who goes on', async () => {
  leave = showConsole({
    place: `#/hanh-dong?hd=${id}`,
    role: 'admin',
    answers: {
      action: () => Promise.resolve(ok({ ...action, editable: true })),
      actionOutcome: () => Promise.resolve(ok(outcome(null, []))),
    },
  });
  const dialog = page.getByRole('dialog');
  const opener = page.getByRole('button', { name: /^Sửa/ });
  const what = dialog.getByRole('textbox', { name: /^Việc làm/ });

  await opener.click();
  await userEvent.keyboard('{Escape}');
  await expect.element(dialog).not.toBeInTheDocument();

  await opener.click();
  await what.fill('Thêm bàn viết');
  await userEvent.keyboard('{Escape}');
  await expect.element(dialog.getByText(/chưa được lưu/)).toBeVisible();
  await expect.element(dialog.getByRole('button', { name: 'Viết tiếp' })).toHaveFocus();
  await userEvent.keyboard('{Enter}');
  await expect.element(what).toHaveFocus();
  await expect.element(what).toHaveValue('Thêm bàn viết');

  await dialog.getByRole('button', { name: 'Đóng', exact: true }).click();
  await dialog.getByRole('button', { name: /bỏ những gì vừa nhập/ }).click();
  await expect.element(dialog).not.toBeInTheDocument();
  await expect.element(opener).toHaveFocus();
});

it('says that no later wave speaks of it yet, and tells a refusal in its words', async () => {
  leave = showConsole({
    place: `#/hanh-dong?hd=${id}`,
    role: 'admin',
    answers: {
      action: () => Promise.resolve(ok(action)),
      actionOutcome: () => Promise.resolve(ok(outcome(null, []))),
    },
  });
  await expect.element(page.getByText(/Chưa có đợt khảo sát nào sau đợt này/)).toBeVisible();
  await leave();

  leave = showConsole({
    place: `#/hanh-dong?hd=${id}`,
    role: 'admin',
    answers: { action: () => Promise.resolve(refuse({ tag: 'timeout' })) },
  });
  await expect.element(page.getByRole('alert')).toBeVisible();
});

it('an empty register says where actions begin', async () => {
  leave = showConsole({
    place: '#/hanh-dong',
    role: 'analyst',
    answers: {
      actions: () =>
        Promise.resolve(
          ok(parse(actionListSchema, { today: '2026-11-20', total: 0, actions: [] })),
        ),
    },
  });

  await expect.element(page.getByText('Chưa có hành động nào.')).toBeVisible();
  await expect.element(page.getByText(/mục Ưu tiên/)).toBeVisible();
});
