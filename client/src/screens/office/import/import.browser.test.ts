import { ok, refuse } from '@sipas/shared/kernel';
import type { ImportAnswer } from '@sipas/shared/wire';
import { afterEach, expect, it } from 'vitest';
import { page } from 'vitest/browser';
import { showConsole } from '../../../../test/office/show-console.ts';
import type { ApiFailure, OfficeApi } from '../../../ports/office-api.ts';

let leave: (() => Promise<void>) | undefined;
afterEach(async () => {
  await leave?.();
  leave = undefined;
});

const answer = (more: Partial<ImportAnswer> = {}): ImportAnswer => ({
  protocol: 1,
  batchId: 'goi-1',
  serverTime: '2026-11-23T08:00:00.000Z' as ImportAnswer['serverTime'],
  incarnation: 'i',
  safeReceipt: 0,
  receipts: (['stored', 'stored', 'already-stored'] as const).map((outcome, index) => ({
    line: index + 1,
    outcome,
    receipt: index + 10,
    receivedAt: '2026-11-23T08:00:00.000Z' as ImportAnswer['serverTime'],
  })),
  ...more,
});
const problem = (code: string, recovery = 'needs-person'): ApiFailure => ({
  tag: 'problem',
  problem: {
    type: '',
    title: '',
    status: 400,
    code,
    recovery: recovery as 'later',
    detail: 'Lời của máy chủ.',
    requestId: 'r',
  },
});

/** A server that answers each file when the test lets it; without a gate at once. */
function setup(answers: (name: string) => ImportAnswer | ApiFailure, gate?: Promise<void>) {
  const sent: string[] = [];
  const answersOf: Partial<OfficeApi> = {
    importFile: async (file: Blob) => {
      const text = await file.text();
      sent.push(text);
      await gate;
      const given = answers(text);
      return 'tag' in given ? refuse(given) : ok(given);
    },
  };
  leave = showConsole({ place: '#/nhap-tep', role: 'office', answers: answersOf });
  return { sent };
}

/** Lets files fall on the page, as a hand with a mouse does. */
async function drop(...names: readonly string[]): Promise<void> {
  await expect.element(page.getByRole('heading', { name: 'Nhập tệp', level: 1 })).toBeVisible();
  const dataTransfer = new DataTransfer();
  for (const name of names)
    dataTransfer.items.add(new File(name === 'trong.ndjson' ? [] : [name], name));
  window.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
}
const card = (name: string) => page.getByRole('article', { name });

it('explains the way of a file before there is one, and offers to choose it by hand', async () => {
  setup(() => answer());

  await expect.element(page.getByRole('heading', { name: 'Làm theo ba bước' })).toBeVisible();
  await expect.element(page.getByRole('button', { name: 'Chọn tệp' })).toBeVisible();
});

it('sends each file that is dropped, and says of each how many forms came in', async () => {
  const { sent } = setup((name) => (name === 'a.ndjson' ? answer() : answer({ receipts: [] })));

  await drop('a.ndjson', 'b.ndjson');

  await expect.element(page.getByText('Đã xong 2 trên 2 tệp')).toBeVisible();
  expect(sent).toEqual(['a.ndjson', 'b.ndjson']);
  await expect.element(card('a.ndjson')).toMatchTextContent(/Nhận đủ/);
  await expect.element(card('a.ndjson')).toMatchTextContent(/Mới nhận\s*2.*Đã có từ trước\s*1/);
  await expect.element(card('b.ndjson')).toMatchTextContent(/không có phiếu nào/);
});

it('names the lines that wait and those that did not arrive, by number and reason', async () => {
  const [first] = answer().receipts;
  if (!first) throw new Error('the answer has receipts');
  setup(() =>
    answer({
      receipts: [
        first,
        { ...first, line: 2, outcome: 'quarantined', code: 'envelope.hash-mismatch' },
      ],
      missingLines: [2, 4, 5].map((line) => ({
        batchId: 'goi-1',
        deviceId: '0190f5a8-6c1e-7b3a-9d42-5f1c0a2b3c4d' as never,
        line,
        reason: line === 2 ? 'altered' : 'cut',
      })),
      damage: 'altered',
    }),
  );

  await drop('a.ndjson');

  await expect.element(card('a.ndjson')).toMatchTextContent(/Thiếu hoặc hỏng/);
  await expect.element(card('a.ndjson')).toMatchTextContent(/Dòng 2:\s*Nội dung phiếu không khớp/);
  await expect.element(card('a.ndjson')).toMatchTextContent(/Dòng 2:\s*nội dung đã bị thay đổi/);
  await expect
    .element(card('a.ndjson'))
    .toMatchTextContent(/Dòng 4–5:\s*tệp bị cắt ngang.*máy …2b3c4d/);
});

it('does not call a file received whose forms all wait for a person', async () => {
  const [first] = answer().receipts;
  if (!first) throw new Error('the answer has receipts');
  setup(() => answer({ receipts: [{ ...first, outcome: 'quarantined', code: 'wave.closed' }] }));

  await drop('a.ndjson');

  await expect.element(card('a.ndjson')).toMatchTextContent(/Đến đủ, có phiếu chờ xem lại/);
  expect(card('a.ndjson').element().textContent).not.toContain('Nhận đủ');
});

it('tells of each file by itself why it did not come in, and tries again when asked', async () => {
  let busy = true;
  setup((name) => {
    if (name === 'anh.png') return problem('batch.unreadable');
    if (name === 'lon.gz') return problem('batch.too-large');
    return busy ? problem('server.busy', 'later') : answer();
  });

  await drop('anh.png', 'trong.ndjson', 'lon.gz', 'tot.ndjson');

  await expect.element(card('anh.png')).toMatchTextContent(/không phải tệp phiếu/);
  await expect.element(card('trong.ndjson')).toMatchTextContent(/Tệp trống/);
  await expect.element(card('lon.gz')).toMatchTextContent(/quá lớn để nhập ở đây/);
  await expect.element(card('tot.ndjson')).toMatchTextContent(/Lời của máy chủ.*server\.busy/);

  busy = false;
  await page.getByRole('button', { name: 'Thử lại tot.ndjson' }).click();
  await expect.element(card('tot.ndjson')).toMatchTextContent(/Nhận đủ/);
});

it('stops between two files when asked, goes on when asked, and keeps the list on another screen', async () => {
  let open = () => {};
  const { sent } = setup(
    () => answer(),
    new Promise<void>((resolve) => {
      open = resolve;
    }),
  );
  await drop('a.ndjson', 'b.ndjson', 'c.ndjson');
  await expect.element(card('a.ndjson')).toMatchTextContent(/Đang gửi/);

  await page.getByRole('button', { name: 'Dừng sau tệp này' }).click();
  open();

  await expect.element(card('b.ndjson')).toMatchTextContent(/Chưa gửi/);
  expect(sent).toEqual(['a.ndjson']);

  await page.getByRole('button', { name: 'Menu' }).click();
  await page.getByRole('link', { name: 'Tiến độ' }).click();
  await page.getByRole('button', { name: 'Menu' }).click();
  await page.getByRole('link', { name: 'Nhập tệp' }).click();
  await page.getByRole('button', { name: 'Nhập tiếp' }).click();
  await expect.element(page.getByText('Đã xong 3 trên 3 tệp')).toBeVisible();
  expect(sent).toEqual(['a.ndjson', 'b.ndjson', 'c.ndjson']);

  await page.getByRole('button', { name: 'Xóa danh sách' }).click();
  await expect.element(page.getByRole('heading', { name: 'Làm theo ba bước' })).toBeVisible();
});

it('saves the receipts of one file, and of all of them numbered on', async () => {
  setup(() => answer());
  await drop('a.ndjson.gz', 'b.ndjson.gz');
  await expect.element(page.getByText('Đã xong 2 trên 2 tệp')).toBeVisible();
  const saved = watchDownloads();

  await page.getByRole('button', { name: 'Lưu tệp biên nhận của a.ndjson.gz' }).click();
  await page.getByRole('button', { name: 'Lưu biên nhận của tất cả' }).click();

  expect(saved.map(({ name }) => name)).toEqual([
    'a.receipts.json',
    expect.stringMatching(/^sipas-\d{8}-\d{4}\.receipts\.json$/),
  ]);
  const [one, all] = await Promise.all(
    saved.map(async ({ href }) => (await (await fetch(href)).json()) as ImportAnswer),
  );
  expect(one).toEqual(answer());
  expect(all?.receipts.map(({ line }) => line)).toEqual([1, 2, 3, 4, 5, 6]);
});

/** A test must not open the browser's own download: what a click would save is noted instead. */
function watchDownloads(): { name: string; href: string }[] {
  const saved: { name: string; href: string }[] = [];
  const { click } = HTMLAnchorElement.prototype;
  HTMLAnchorElement.prototype.click = function (this: HTMLAnchorElement) {
    saved.push({ name: this.download, href: this.href });
  };
  const before = leave;
  leave = async () => {
    HTMLAnchorElement.prototype.click = click;
    await before?.();
  };
  return saved;
}
