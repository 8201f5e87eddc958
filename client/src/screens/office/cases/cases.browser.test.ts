import { ok, refuse } from '@sipas/shared/kernel';
import { withdrawalCode } from '@sipas/shared/response';
import type { Case, CaseEntryRequest, CaseList, NewCase } from '@sipas/shared/wire';
import { afterEach, expect, it } from 'vitest';
import { page } from 'vitest/browser';
import { showConsole } from '../../../../test/office/show-console.ts';
import type { OfficeApi } from '../../../ports/office-api.ts';

let leave: (() => Promise<void>) | undefined;
afterEach(async () => {
  await leave?.();
  leave = undefined;
});

const at = '2026-11-20T02:00:00.000Z' as Case['history'][number]['at'];
const form = '01999999-0000-7000-8000-000000000042';
const one = (more: Partial<Case> = {}): Case => ({
  id: '01999999-0000-7000-8000-0000000000c1' as Case['id'],
  ...{ revision: 1, kind: 'withdraw', state: 'received', code: withdrawalCode(form) },
  form: { state: 'here', wave: null, commune: null },
  ...{ asked: 'Muốn rút lại', receivedDay: '2026-11-18', answerBy: '2026-11-20' },
  ...{ finishBy: '2026-11-28', extended: false, late: { what: 'answer', days: 5 } },
  history: [{ revision: 1, state: 'received', extended: false, note: '', by: 'Người trực', at }],
  ...more,
});

function open(cases: readonly Case[], answers: Partial<OfficeApi> = {}) {
  const list: CaseList = { today: '2026-11-25', source: 'Luật 91/2025/QH15', cases: [...cases] };
  leave = showConsole({
    ...{ place: '#/yeu-cau', role: 'data-protection' },
    answers: { cases: () => Promise.resolve(ok(list)), ...answers },
  });
}

it('tells what is overdue and by how much, where the days come from, and that nobody asked', async () => {
  open([one()]);
  await expect.element(page.getByText('Trả lời trễ 5 ngày')).toBeVisible();
  await expect.element(page.getByText('Hạn lấy theo: Luật 91/2025/QH15')).toBeVisible();
  await leave?.();

  open([]);
  await expect.element(page.getByText('Chưa có yêu cầu nào.')).toBeVisible();
});

it('sends a request only when its code is one, and says what the server refused', async () => {
  const asked: NewCase[] = [];
  open([], {
    openCase: (request) => {
      asked.push(request);
      return Promise.resolve(refuse({ tag: 'offline' as const }));
    },
  });
  await page.getByRole('button', { name: 'Ghi yêu cầu mới' }).click();
  await page.getByLabelText('Mã phiếu').fill('1234 5678 1234 5678');
  await page.getByLabelText('Họ yêu cầu gì').fill('Muốn rút lại');
  await page.getByRole('button', { name: 'Ghi vào sổ' }).click();
  await expect
    .element(page.getByText('Mã có chữ số sai hoặc thiếu', { exact: false }))
    .toBeVisible();
  expect(asked).toEqual([]);

  await page.getByLabelText('Mã phiếu').fill(withdrawalCode(form));
  await page.getByRole('button', { name: 'Ghi vào sổ' }).click();
  await expect.element(page.getByRole('alert')).toBeVisible();
  expect(asked).toEqual([
    {
      ...{ kind: 'withdraw', code: withdrawalCode(form), receivedDay: '2026-11-25' },
      asked: 'Muốn rút lại',
    },
  ]);
});

it('adds a step after the one that was seen, and nothing to what has ended', async () => {
  const sent: CaseEntryRequest[] = [];
  open([one(), one({ id: '01999999-0000-7000-8000-0000000000c2' as Case['id'], state: 'done' })], {
    addCaseEntry: (_, entry) => {
      sent.push(entry);
      return Promise.resolve(ok(one({ revision: 2, state: 'answered' })));
    },
  });
  const openButtons = page.getByRole('button', { name: /^Mở yêu cầu Rút lại phiếu/ });
  await openButtons.first().click();
  await page.getByLabelText('Tình trạng sau bước này').selectOptions('answered');
  await page.getByLabelText('Đã làm gì, báo gì cho người hỏi').last().fill('Đã gọi lại');
  await page.getByRole('button', { name: 'Ghi thêm bước này' }).click();
  await expect
    .poll(() => sent)
    .toEqual([{ revision: 1, state: 'answered', extended: false, note: 'Đã gọi lại' }]);
  await page.getByRole('button', { name: 'Đóng' }).first().click();

  await openButtons.last().click();
  await expect.element(page.getByText('Yêu cầu đã kết thúc', { exact: false })).toBeVisible();
  await expect
    .element(page.getByRole('button', { name: 'Ghi thêm bước này' }))
    .not.toBeInTheDocument();
});

it('takes a form back only when the officer is sure, and says what stays in a frozen wave and elsewhere', async () => {
  const asked: unknown[] = [];
  const frozen = { id: form as never, name: 'Đợt 2025', frozen: true };
  const here = one({ form: { state: 'here', wave: frozen, commune: '29551' } });
  open([here], {
    withdrawForm: (id, request) => {
      asked.push([id, request]);
      const answer = { case: { ...here, state: 'done' as const }, listedElsewhere: false };
      return Promise.resolve(ok(answer));
    },
  });
  await page.getByRole('button', { name: /^Mở yêu cầu Rút lại phiếu/ }).click();
  await expect.element(page.getByText(/số liệu đã công bố không đổi/)).toBeVisible();
  const section = page.getByRole('region', { name: 'Rút lại phiếu này' });
  await section.getByLabelText('Đã làm gì, báo gì cho người hỏi').fill('Đã báo');
  await section.getByRole('button', { name: 'Rút lại, xóa câu trả lời' }).click();
  expect(asked).toEqual([]);

  await section.getByRole('checkbox').click();
  await section.getByRole('button', { name: 'Rút lại, xóa câu trả lời' }).click();
  await expect.element(page.getByText(/Không còn câu trả lời nào/)).toBeVisible();
  await expect.element(page.getByText(/vẫn còn phiếu cho đến khi bị xóa/)).toBeVisible();
  await expect.element(page.getByText(/Chưa ghi được danh sách/)).toBeVisible();
  expect(asked).toEqual([[here.id, { revision: 1, note: 'Đã báo' }]]);
});
