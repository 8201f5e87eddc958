import type { RedeemRequest } from '@sipas/shared/wire';
import { mount, unmount } from 'svelte';
import { afterEach, expect, it } from 'vitest';
import { page } from 'vitest/browser';
import {
  createMemoryGround,
  createMemoryOutbox,
  nowMs,
} from '../../../../test/field/memory-ground.ts';
import { createMemoryShelf } from '../../../../test/field/memory-shelf.ts';
import FieldApp from '../../../app/field/FieldApp.svelte';
import type { OutboxState } from '../../../ports/outbox.ts';

const settings = { lockAfterMs: 3_600_000 };
const lists = { areas: [], waves: [], instruments: [], assignments: [], publicKeys: [] };
let leave: (() => void) | undefined;
afterEach(() => {
  leave?.();
  leave = undefined;
  location.hash = '';
});

/** A phone whose hello was answered that nobody knows its token. */
async function setupUnknownPhone() {
  const shelf = createMemoryShelf();
  const ground = createMemoryGround(shelf, null);
  const asked: RedeemRequest[] = [];
  const code = { code: 'ABCD-EF23', deviceName: '-', platform: '-' };
  const redeemed = await ground.transport.redeem(code);
  if (redeemed.tag !== 'answer') throw new Error('the memory server knows this code');
  await shelf.enrol(redeemed.value, new Date(nowMs).toISOString());
  await shelf.setPin({ salt: '', iterations: 1, hash: '284910' });
  await shelf.savePackage({ ...lists, settings, surveyor: redeemed.value.surveyor } as never, 'e');
  localStorage.setItem('sipas.last-touch', String(nowMs));
  const outbox = createMemoryOutbox(shelf);
  let hindrance: OutboxState['hindrance'] = {
    tag: 'refused',
    code: 'device.required',
    detail: 'Máy chủ chưa nhận ra máy này.',
  };
  const listeners = new Set<(state: OutboxState) => void>();
  const state = (): OutboxState => ({ ...outbox.state(), hindrance });
  const target = document.createElement('div');
  document.body.append(target);
  const app = mount(FieldApp, {
    target,
    props: {
      ground: {
        ...ground,
        transport: {
          ...ground.transport,
          redeem: (request: RedeemRequest) => {
            asked.push(request);
            const deviceToken = 'token-after-the-restore';
            return Promise.resolve({ ...redeemed, value: { ...redeemed.value, deviceToken } });
          },
        },
        createOutbox: () =>
          Promise.resolve({
            ...outbox,
            state,
            subscribe: (listener: (state: OutboxState) => void) => {
              listeners.add(listener);
              return () => listeners.delete(listener);
            },
            sendNow: () => {
              hindrance = null;
              for (const listener of listeners) listener(state());
              return Promise.resolve();
            },
          }),
      },
    },
  });
  leave = () => {
    void unmount(app);
    target.remove();
  };
  return { shelf, asked };
}

it('says calmly that the server does not know the phone, and goes on by the code of the office', async () => {
  const { shelf, asked } = await setupUnknownPhone();
  const before = await shelf.enrolled();

  const notice = page.getByTestId('unknown-phone');
  await expect.element(notice.getByText(/nhận ra máy này/)).toBeVisible();
  await expect.element(notice.getByText(/giữ nguyên trên máy/)).toBeVisible();
  await expect.element(notice.getByText(new RegExp(before?.deviceId ?? '-'))).toBeVisible();
  await expect.element(page.getByText(/Chưa có mạng/)).not.toBeInTheDocument();

  await notice.getByRole('link', { name: 'Nhập mã bưu điện cấp lại' }).click();
  await page.getByLabelText('Mã cấp lại cho máy này').fill('abcd ef23');
  await page.getByRole('button', { name: 'Nối lại máy' }).click();

  await expect.element(page.getByText(/Máy chủ đã nhận ra máy/)).toBeVisible();
  expect(asked).toMatchObject([{ code: 'ABCD-EF23', renews: [before?.deviceId] }]);
  expect(await shelf.enrolled()).toEqual({ ...before, deviceToken: 'token-after-the-restore' });
  await page.getByRole('link', { name: 'Làm tiếp trên máy này' }).click();
  await expect.element(page.getByTestId('unknown-phone')).not.toBeInTheDocument();
});
