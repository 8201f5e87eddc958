import { ok, refuse } from '@sipas/shared/kernel';
import {
  type NewWaveRequest,
  type WaveChoices,
  waveChoicesSchema,
  waveRecordsSchema,
} from '@sipas/shared/wire';
import { parse } from 'valibot';
import { afterEach, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { showConsole } from '../../../../test/office/show-console.ts';
import type { ApiFailure, OfficeApi } from '../../../ports/office-api.ts';

let leave: (() => Promise<void>) | undefined;
afterEach(async () => {
  await leave?.();
  leave = undefined;
});

const waveId = '019ab0d4-7b60-7000-8000-0000000000aa' as never;
const choices: WaveChoices = parse(waveChoicesSchema, {
  instruments: [
    { id: 'household-2022', version: 'a'.repeat(64), title: 'Phiếu hộ gia đình' },
    { id: 'transaction-5-factor', version: 'b'.repeat(64), title: 'Phiếu năm yếu tố' },
  ],
  catalogue: '2025-07-01',
  minimumBase: 30,
  minimumCell: 10,
});
const problem = (code: string, detail: string): ApiFailure =>
  ({ tag: 'problem', problem: { code, detail, title: detail, requestId: 'r' } }) as ApiFailure;

/** The screen of waves; each wave that is asked for is answered by the next of these. */
function showWaves(
  refusals: ApiFailure[],
  answers: Partial<OfficeApi> = {},
): readonly NewWaveRequest[] {
  const asked: NewWaveRequest[] = [];
  leave = showConsole({
    place: '#/dot-khao-sat',
    role: 'admin',
    answers: {
      waveChoices: () => Promise.resolve(ok(choices)),
      makeWave: (request) => {
        asked.push(request);
        const refusal = refusals.shift();
        return Promise.resolve(refusal === undefined ? ok({ waveId }) : refuse(refusal));
      },
      ...answers,
    },
  });
  return asked;
}

const dialog = () => page.getByRole('dialog');
const openForm = () => page.getByRole('button', { name: 'Tạo đợt khảo sát' }).click();
const save = () => dialog().getByRole('button', { name: 'Tạo đợt', exact: true }).click();
const name = () => dialog().getByLabelText('Tên đợt khảo sát');
const form = (title: string) => dialog().getByRole('checkbox', { name: new RegExp(`^${title}`) });
const chooseFile = (content: string) =>
  userEvent.upload(
    dialog().getByLabelText('Kế hoạch ấp, khóm (tệp CSV)'),
    new File([content], 'ke-hoach.csv', { type: 'text/csv' }),
  );

it('tells each fault beside its field before anything is sent, and goes to the first [W-34]', async () => {
  const asked = showWaves([]);
  await openForm();
  await dialog().getByLabelText('Phiếu ít nhất để công bố một đơn vị').fill('9');
  await dialog().getByLabelText('Tiền bồi dưỡng mỗi hộ (đồng)').fill('50k');
  await chooseFile('x'.repeat(5_000_000));

  await save();

  await expect.element(name()).toHaveAccessibleDescription(/Hãy đặt tên cho đợt\./);
  await expect.element(name()).toHaveFocus();
  await expect
    .element(dialog().getByRole('group', { name: /^Phiếu hỏi/ }))
    .toHaveAccessibleDescription('Hãy chọn ít nhất một phiếu hỏi.');
  await expect
    .element(dialog().getByLabelText('Phiếu ít nhất để công bố một đơn vị'))
    .toHaveAccessibleDescription(/Không được thấp hơn số người ít nhất trong một ô\./);
  await expect
    .element(dialog().getByLabelText('Tiền bồi dưỡng mỗi hộ (đồng)'))
    .toHaveAccessibleDescription(/Hãy ghi một số đồng nguyên/);
  await expect
    .element(dialog().getByLabelText('Kế hoạch ấp, khóm (tệp CSV)'))
    .toHaveAccessibleDescription(/Tệp quá lớn: tối đa 1 MB\./);
  expect(asked).toEqual([]);
});

it('is filled and sent by keyboard alone, with the text of the plan [W-34]', async () => {
  const asked = showWaves([]);
  await openForm();
  await expect.element(name()).toBeVisible();
  await chooseFile('\uFEFFcommune,code,name,target\n29551,01,Khóm 1,25\n');

  await name().fill('SIPAS 2027');
  await userEvent.keyboard('{Tab}');
  await expect.element(dialog().getByLabelText(/^Danh mục đơn vị/)).toHaveValue('2025-07-01');
  form('Phiếu hộ gia đình').element().focus();
  await userEvent.keyboard(' {Tab} ');
  await expect.element(form('Phiếu năm yếu tố')).toBeChecked();
  await dialog()
    .getByRole('radio', { name: /^Để đó, mở sau/ })
    .click();
  await dialog().getByLabelText('Người ít nhất trong một ô').fill('12');
  await userEvent.keyboard('{Enter}');

  await expect.element(page.getByText('Đã tạo đợt “SIPAS 2027”.')).toBeVisible();
  expect(asked).toEqual([
    {
      name: 'SIPAS 2027',
      catalogue: '2025-07-01',
      instruments: ['household-2022', 'transaction-5-factor'],
      scheme: 'criterion_mean',
      minimumBase: 30,
      minimumCell: 12,
      allowanceVnd: null,
      villages: 'commune,code,name,target\n29551,01,Khóm 1,25\n',
      open: false,
    },
  ]);
  expect(window.location.hash).toContain(`dot=${String(waveId)}`);
});

it('puts a refusal of the server beside the field that it is about, what was typed stays [W-34]', async () => {
  showWaves([
    problem('wave.exists', 'Đã có một đợt mang tên này.'),
    problem('plan.bad-cell', 'Có ô không hợp lệ (2, target: "x")'),
    problem('permission.denied', 'Tài khoản không được làm việc này.'),
  ]);
  await openForm();
  await name().fill('SIPAS 2026');
  await form('Phiếu hộ gia đình').click();
  await chooseFile('commune');

  await save();
  await expect.element(name()).toHaveAccessibleDescription(/Đã có một đợt mang tên này\./);
  await name().fill('SIPAS 2027');
  await expect.element(page.getByText('Đã có một đợt mang tên này.')).not.toBeInTheDocument();
  await save();
  await expect
    .element(dialog().getByLabelText('Kế hoạch ấp, khóm (tệp CSV)'))
    .toHaveAccessibleDescription(/\(2, target: "x"\)/);
  await save();
  await expect
    .element(dialog().getByRole('alert').getByText('Tài khoản không được làm việc này.'))
    .toBeVisible();
  await expect.element(name()).toHaveValue('SIPAS 2027');
});

it('asks before what was typed is dropped [W-34]', async () => {
  showWaves([]);
  await openForm();
  await name().fill('SIPAS 2027');

  await userEvent.keyboard('{Escape}');
  await dialog().getByRole('button', { name: 'Nhập tiếp' }).click();
  await expect.element(name()).toHaveValue('SIPAS 2027');
  await userEvent.keyboard('{Escape}');
  await dialog().getByRole('button', { name: 'Bỏ', exact: true }).click();

  await expect.element(dialog()).not.toBeInTheDocument();
});

it('lists what became of a wave, and offers making one to administrators alone [W-33]', async () => {
  const records = parse(waveRecordsSchema, {
    waves: [
      {
        id: waveId,
        createdAt: '2026-11-20T03:00:00.000Z',
        openedAt: null,
        closedAt: '2026-11-24T03:00:00.000Z',
        firstDay: '2026-11-21',
        lastDay: '2026-11-23',
        responses: 1234,
        villages: 12,
        target: 1500,
      },
    ],
  }).waves;
  leave = showConsole({
    place: '#/dot-khao-sat',
    role: 'analyst',
    answers: { waveRecords: () => Promise.resolve(ok(records)) },
  });

  const row = page.getByRole('row', { name: /SIPAS 2026/ });
  await expect.element(row.getByText('đang mở')).toBeVisible();
  await expect.element(row.getByText('1.234')).toBeVisible();
  await expect.element(row.getByText('kế hoạch 1.500 hộ, 12 ấp, khóm')).toBeVisible();
  // Moments in Vietnam, seven hours ahead.
  await expect.element(row.getByText('Tạo: 20/11/2026 10:00')).toBeVisible();
  await expect.element(row.getByText('Phỏng vấn: 21/11/2026 – 23/11/2026')).toBeVisible();
  await expect.element(row.getByText('Đóng: 24/11/2026 10:00')).toBeVisible();
  await expect.element(row.getByText('30 phiếu một đơn vị')).toBeVisible();
  await expect
    .element(page.getByRole('button', { name: 'Tạo đợt khảo sát' }))
    .not.toBeInTheDocument();
});

it('offers an administrator the first wave of an empty server, and others the words alone [W-34]', async () => {
  showWaves([], { waves: () => Promise.resolve(ok([])) });

  await expect.element(page.getByText('Chưa có đợt khảo sát nào')).toBeVisible();
  await openForm();

  await expect.element(name()).toBeVisible();
});
