import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { page } from 'vitest/browser';
import { sleep } from '../../../../test/field/memory-ground.ts';
import { showInterview } from '../../../../test/field/show-screen.ts';

let shown: Awaited<ReturnType<typeof showInterview>> | undefined;

const button = (name: string) => page.getByRole('button', { name, exact: true });
const heading = () => page.getByRole('heading', { level: 1 });

/** The phone lies locked in the middle of an interview; its surveyor has forgotten the PIN. */
async function setupForgotten() {
  shown = await showInterview({ position: 'c1_1', answers: { sex: '1' }, isLocked: true });
  await button('Quên mã PIN?').click();
  await expect.element(heading()).toHaveTextContent('Quên mã PIN');
  return shown;
}

async function typeCode(code: string): Promise<void> {
  await page.getByLabelText('Mã đặt lại PIN').fill(code);
  await button('Kiểm tra mã').click();
}

async function choose(pin: string): Promise<void> {
  await page.getByLabelText('Mã PIN (6 chữ số)').fill(pin);
  await page.getByLabelText('Nhập lại mã PIN').fill(pin);
  await button('Đặt mã PIN').click();
}

beforeEach(() => page.viewport(360, 640));
afterEach(() => {
  shown?.close();
  shown = undefined;
  vi.useRealTimers();
  location.hash = '#/';
});

it('says what stays and shows no answer, and leads back to the PIN', async () => {
  await setupForgotten();

  await expect.element(page.getByText('Không mất phiếu nào')).toBeVisible();
  await expect
    .element(page.getByText('1 phiếu đang làm dở được giữ nguyên', { exact: false }))
    .toBeVisible();
  await expect.element(page.getByText(/xin mã đặt lại PIN cho Nguyễn Thị Hồng Hạnh/)).toBeVisible();
  expect(document.body.textContent).not.toContain('007');
  expect(document.querySelector('[data-question]')).toBeNull();

  await button('Quay lại nhập mã PIN').click();
  await expect.element(button('Mở khóa')).toBeVisible();
});

it('leads the reader to the heading of each of its screens, and reads out what is waited for', async () => {
  await setupForgotten();
  await expect.poll(() => document.activeElement?.textContent).toBe('Quên mã PIN');
  expect(document.querySelector('[role="status"]')?.textContent).toMatch(/đang làm dở/);

  await typeCode('abcd ef23');

  await expect.poll(() => document.activeElement?.textContent).toBe('Đặt mã PIN');
});

it('lets the surveyor choose a new PIN once the server has confirmed the code, and go on', async () => {
  const { shelf } = await setupForgotten();

  await typeCode('abcd ef23');
  await expect.element(heading()).toHaveTextContent('Đặt mã PIN');
  expect(await shelf.pin()).toMatchObject({ hash: '284910' });
  await choose('730519');

  await expect.poll(() => document.querySelector('h1[data-question="c1_1"]')).not.toBeNull();
  expect(await shelf.pin()).toMatchObject({ hash: '730519' });
  expect((await shelf.drafts())[0]?.answers).toEqual({ sex: '1' });
});

it.each([
  ['a code that the server refuses', 'ZZZZ-ZZZZ', 'Mã này cấp cho người khác'],
  ['no answer of the server', 'MMMM-NNNN', 'Chưa kết nối được máy chủ'],
  ['what is no code', 'ABC', 'Mã có 8 chữ và số'],
])('keeps the lock and the old PIN after %s', async (_what, code, said) => {
  const { shelf } = await setupForgotten();

  await typeCode(code);

  await expect.element(page.getByRole('alert').getByText(said, { exact: false })).toBeVisible();
  await expect.element(heading()).toHaveTextContent('Quên mã PIN');
  expect(await shelf.pin()).toMatchObject({ hash: '284910' });
});

it('says before anything is typed that a code needs a network', async () => {
  await setupForgotten();

  const online = vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(false);
  dispatchEvent(new Event('offline'));
  await expect.element(page.getByText('Máy đang không có mạng', { exact: false })).toBeVisible();
  online.mockReturnValue(true);
  dispatchEvent(new Event('online'));

  await expect
    .element(page.getByText('Máy đang không có mạng', { exact: false }))
    .not.toBeInTheDocument();
  online.mockRestore();
});

it('locks again when nobody chooses a PIN within five minutes of the code', async () => {
  const { shelf } = await setupForgotten();
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  await typeCode('ABCD-EF23');
  await expect.element(heading()).toHaveTextContent('Đặt mã PIN');

  vi.advanceTimersByTime(5 * 60_000);

  vi.useRealTimers();
  await expect.element(button('Mở khóa')).toBeVisible();
  expect(await shelf.pin()).toMatchObject({ hash: '284910' });
});

it('locks again as soon as a phone wakes that slept through these five minutes', async () => {
  const { shelf } = await setupForgotten();
  await typeCode('ABCD-EF23');
  await expect.element(heading()).toHaveTextContent('Đặt mã PIN');

  sleep(6 * 60_000);
  document.dispatchEvent(new Event('visibilitychange'));

  await expect.element(button('Mở khóa')).toBeVisible();
  expect(await shelf.pin()).toMatchObject({ hash: '284910' });
});

it('takes a code for this very phone where the server has lost it, and opens by it', async () => {
  const { shelf } = await setupForgotten();

  await typeCode('KKKK-NNNN');
  await expect.element(heading()).toHaveTextContent('Đặt mã PIN');
  await choose('730519');

  await expect.poll(() => document.querySelector('h1[data-question="c1_1"]')).not.toBeNull();
  expect(await shelf.enrolled()).toMatchObject({ deviceToken: 'token-after-renewal' });
});

it('asks for a code in the name of whom the phone was moved to, as soon as its package has come', async () => {
  const movedTo = { username: 'lan', name: 'Trần Thị Lan' };
  shown = await showInterview({ position: 'c1_1', movedTo });
  await expect.poll(() => document.querySelector('h1[data-question="c1_1"]')).not.toBeNull();
  location.hash = '#/cai-dat';
  await expect.element(page.getByText('Nguyễn Thị Hồng Hạnh')).toBeVisible();
  // The check of the phone fetches the package.
  location.hash = '#/kiem-tra';
  await expect.element(button('Bắt đầu')).toBeVisible();
  location.hash = '#/cai-dat';
  await expect.element(page.getByText('Trần Thị Lan')).toBeVisible();

  sleep(2 * 3_600_000);
  document.dispatchEvent(new Event('visibilitychange'));

  await expect.element(button('Mở khóa')).toBeVisible();
  await expect.element(page.getByText('Trần Thị Lan')).toBeVisible();
  await button('Quên mã PIN?').click();
  await expect.element(page.getByText(/xin mã đặt lại PIN cho Trần Thị Lan/)).toBeVisible();
});

it('tells a phone that the server has lost which number the office needs', async () => {
  await setupForgotten();

  await typeCode('KKKK-ZZZZ');

  await expect.element(page.getByRole('alert').getByText(/… 0000 00dd/)).toBeVisible();
});

it('takes the code of a link, and does not come back to it', async () => {
  const { shelf } = await setupForgotten();

  location.hash = '#/nhan-may?ma=ABCD-EF23';
  await expect.element(page.getByLabelText('Mã đặt lại PIN')).toHaveValue('ABCD-EF23');
  await button('Kiểm tra mã').click();
  await expect.element(heading()).toHaveTextContent('Đặt mã PIN');
  await choose('730519');

  await expect.element(heading()).toHaveTextContent('Hôm nay');
  expect(location.hash).toBe('#/');
  expect(await shelf.drafts()).toHaveLength(1);
});
