import { ok } from '@sipas/shared/kernel';
import { type Closing, type WriteOffRequest, deviceDetailsSchema } from '@sipas/shared/wire';
import { parse } from 'valibot';
import { afterEach, expect, it } from 'vitest';
import { page } from 'vitest/browser';
import { showConsole } from '../../../../test/office/show-console.ts';

let leave: (() => Promise<void>) | undefined;
afterEach(async () => {
  await leave?.();
  leave = undefined;
});

const deviceId = '019ab0d4-7b60-7000-8000-0000000000b1';
const life = '019ab0d4-7b60-7000-8000-0000000000cc';
const silent: Closing['blockers'][number] = {
  deviceId: deviceId as never,
  device: 'Android · SM-A055F',
  surveyor: 'Lê Thị Năm',
  gaps: [],
  forks: [],
  unsent: 0,
  unheard: life,
};
const lacking = {
  ...silent,
  deviceId: '019ab0d4-7b60-7000-8000-0000000000b2' as never,
  gaps: [{ epoch: 'e1', from: 2, to: 4 }],
  unheard: null,
};
const phone = (unheard: string | null) =>
  parse(deviceDetailsSchema, {
    id: deviceId,
    name: 'Android · SM-A055F',
    platform: 'Chrome, Android',
    surveyor: 'Lê Thị Năm',
    enrolledAt: '2026-11-20T03:00:00.000Z',
    lastContactAt: '2026-11-24T03:00:00.000Z',
    appVersion: '0.2.0',
    unsent: 0,
    oldestUnsentAt: null,
    storagePersisted: true,
    received: 12,
    missing: 0,
    forks: 0,
    revokedAt: null,
    outstanding: 0,
    oldestUnsentAgeMs: null,
    clockOffsetMs: 0,
    alarm: { grade: 'calm', reasons: [] },
    storageUsage: 1,
    storageQuota: 2,
    clockMeasuredAt: null,
    forgottenReceipt: null,
    forgottenAt: null,
    epochs: [
      { epoch: 'e1', headSeq: 12, received: 12 },
      { epoch: 'e2', headSeq: 0, received: 0 },
    ],
    gaps: [],
    openForks: [],
    unnumbered: 0,
    unheard,
    brokenLinks: [],
    times: { anchored: 12, offset: 0, claimed: 0, implausible: 0 },
    acts: [],
    ...{ movable: false, releasable: false },
    writeOffs: [],
  });

it('lists phones that were not heard since a restore, and offers no closing over them [A-56]', async () => {
  const closing: Closing = { status: 'open', blockers: [silent, lacking], changes: [] };
  leave = showConsole({
    place: '#/may-va-nguoi?xem=dong',
    role: 'admin',
    answers: { closing: () => Promise.resolve(ok(closing)) },
  });

  await expect
    .element(page.getByText('Chưa đóng được: 1 điện thoại chưa liên lạc từ khi khôi phục'))
    .toBeVisible();
  await expect.element(page.getByText('Chưa đóng được: còn 1 máy có phiếu chưa về')).toBeVisible();
  await expect.element(page.getByText('Chưa liên lạc từ khi khôi phục máy chủ')).toBeVisible();
  await expect
    .element(page.getByRole('button', { name: 'Đóng đợt khảo sát' }))
    .not.toBeInTheDocument();
});

it('writes such a phone off by name, for this restore [A-56]', async () => {
  const asked: WriteOffRequest[] = [];
  leave = showConsole({
    place: `#/may-va-nguoi?xem=may&may=${deviceId}`,
    role: 'office',
    answers: {
      device: () => Promise.resolve(ok(phone(asked.length === 0 ? life : null))),
      writeOff: (_id, request) => {
        asked.push(request);
        return Promise.resolve(ok(phone(null)));
      },
    },
  });

  await page
    .getByRole('button', { name: 'Ghi bỏ qua: Chưa liên lạc từ khi khôi phục máy chủ' })
    .click();
  await page.getByLabelText('Lý do').fill('Máy đã hỏng');
  await page.getByRole('button', { name: 'Ghi bỏ qua, đứng tên tôi' }).click();

  await expect.element(page.getByRole('button', { name: /^Ghi bỏ qua: / })).not.toBeInTheDocument();
  expect(asked).toEqual([{ kind: 'unheard', epoch: life, from: 1, to: 1, reason: 'Máy đã hỏng' }]);
});

it('writes all gaps of a phone off at once, after one reason [P-26]', async () => {
  const asked: WriteOffRequest[] = [];
  const gaps = [
    { epoch: 'e1', from: 2, to: 4 },
    { epoch: 'e1', from: 6, to: 2_000_000_000 },
    { epoch: 'e2', from: 1, to: 1 },
  ];
  leave = showConsole({
    place: `#/may-va-nguoi?xem=may&may=${deviceId}`,
    role: 'office',
    answers: {
      device: () => Promise.resolve(ok({ ...phone(null), gaps: asked.length === 0 ? gaps : [] })),
      writeOff: (_id, request) => {
        asked.push(request);
        return Promise.resolve(ok(phone(null)));
      },
    },
  });

  await page.getByRole('button', { name: 'Ghi bỏ qua cả 3 khoảng số còn thiếu' }).click();
  await page.getByLabelText('Lý do').fill('Máy đã mất');
  await page.getByRole('button', { name: 'Ghi bỏ qua, đứng tên tôi' }).click();

  await expect.element(page.getByRole('button', { name: /^Ghi bỏ qua/ })).not.toBeInTheDocument();
  expect(asked).toEqual([
    { kind: 'gap', all: true, epoch: '', from: 1, to: 2_000_000_000, reason: 'Máy đã mất' },
  ]);
});
