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
  const { surveyor, areas } = redeemed.value;
  await shelf.savePackage({ ...lists, settings, surveyor, areas } as never, 'e');
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
  // Eight signs to be read out; all of it is there for whoever wants it.
  const whole = notice.getByText(before?.deviceId ?? '-', { exact: true });
  await expect.element(whole).not.toBeVisible();
  await notice.getByText(/0000 00dd/).click();
  await expect.element(whole).toBeVisible();
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

/** A phone of another surveyor by now; the server knows its enrolment before no more. */
async function setupLostBefore(hasNext: boolean) {
  const shelf = createMemoryShelf();
  const ground = createMemoryGround(shelf, null);
  const redeemed = await ground.transport.redeem({
    code: 'ABCD-EF23',
    deviceName: '-',
    platform: '-',
  });
  if (redeemed.tag !== 'answer') throw new Error('the memory server knows this code');
  const { value } = redeemed;
  const at = new Date(nowMs).toISOString();
  await shelf.enrol(value, at);
  await shelf.leave();
  const next = { ...value, deviceId: '019ab0d4-7b60-7000-8000-0000000000ee' as never };
  if (hasNext) {
    await shelf.enrol(next, at);
    await shelf.setPin({ salt: '', iterations: 1, hash: '284910' });
    await shelf.savePackage({ ...lists, settings, surveyor: value.surveyor } as never, 'e');
    localStorage.setItem('sipas.last-touch', String(nowMs));
  }
  const asked: RedeemRequest[] = [];
  const outbox = createMemoryOutbox(shelf);
  let sends = 0;
  const lostBefore = [{ deviceId: value.deviceId, surveyor: 'Lê Thị Trước' }];
  const target = document.createElement('div');
  document.body.append(target);
  const props = {
    ground: {
      ...ground,
      transport: {
        ...ground.transport,
        redeem: (request: RedeemRequest) => {
          asked.push(request);
          const { renews } = request;
          const problem = { code: 'enrolment.other-phone', recovery: 'needs-person', detail: 'x' };
          return Promise.resolve(
            renews === undefined
              ? { tag: 'problem' as const, problem: problem as never, retryAfterMs: null }
              : { ...redeemed, value: { ...value, deviceToken: 'token-after-the-restore' } },
          );
        },
      },
      createOutbox: () =>
        Promise.resolve({
          ...outbox,
          state: (): OutboxState => ({ ...outbox.state(), lostBefore }),
          subscribe: () => () => undefined,
          sendNow: () => {
            sends++;
            return Promise.resolve();
          },
        }),
    },
  };
  const app = mount(FieldApp, { target, props });
  leave = () => {
    void unmount(app);
    target.remove();
  };
  return { shelf, asked, before: value.deviceId, sends: () => sends };
}

it('takes a code for a surveyor before on the screen of a new phone, sends, and asks for the own code', async () => {
  const { shelf, asked, before, sends } = await setupLostBefore(false);

  await expect.element(page.getByText(/Phiếu của Lê Thị Trước/)).toBeVisible();
  await expect.element(page.getByText(/… 0000 00dd/)).toBeVisible();
  await page.getByRole('textbox').fill('abcd ef23');
  await page.getByRole('button', { name: 'Nhận máy' }).click();

  await expect.element(page.getByText(/Máy chủ đã nhận ra máy/)).toBeVisible();
  expect(asked.map(({ renews }) => renews)).toEqual([undefined, [before]]);
  expect((await shelf.former())[0]?.deviceToken).toBe('token-after-the-restore');
  expect(await shelf.enrolled()).toBeNull();
  expect(sends()).toBe(1);
  await expect.element(page.getByRole('textbox')).toHaveValue('');
});

it('names the surveyor before whom the server knows no more, and takes their code', async () => {
  const { shelf, before, sends } = await setupLostBefore(true);

  const notice = page.getByTestId('unknown-phone');
  await expect.element(notice.getByText(/Lê Thị Trước/)).toBeVisible();
  await expect.element(notice.getByText(/0000 00dd/)).toBeVisible();
  expect(before.endsWith('000000dd')).toBe(true);
  await notice.getByRole('link', { name: 'Nhập mã bưu điện cấp lại' }).click();
  await page.getByLabelText('Mã cấp lại cho máy này').fill('abcd ef23');
  await page.getByRole('button', { name: 'Nối lại máy' }).click();

  await expect.element(page.getByText(/Máy chủ đã nhận ra máy/)).toBeVisible();
  expect((await shelf.former())[0]?.deviceToken).toBe('token-after-the-restore');
  expect(sends()).toBe(1);
});
