import { ok, refuse } from '@sipas/shared/kernel';
import type { AllowanceList, AllowanceRow } from '@sipas/shared/wire';
import { afterEach, expect, it } from 'vitest';
import { page } from 'vitest/browser';
import { showConsole } from '../../../../test/office/show-console.ts';
import type { ApiFailure, OfficeApi } from '../../../ports/office-api.ts';

let leave: (() => Promise<void>) | undefined;
afterEach(async () => {
  await leave?.();
  leave = undefined;
});

const row = (number: number, change: Partial<AllowanceRow> = {}): AllowanceRow => ({
  number,
  commune: '29551',
  communeName: 'Phường Long Châu',
  village: 'Khóm 1',
  household: `H${String(number)}`,
  name: `Người số ${String(number)}`,
  amountVnd: 50_000,
  signedAt: '2026-11-23T02:05:00.000Z' as never,
  receivedAt: '2026-11-23T03:00:00.000Z' as never,
  surveyor: 'Điều tra viên A',
  strokes: [
    [
      [0, 0],
      [10, 20],
    ],
    [[5, 6]],
  ],
  code: null,
  title: null,
  ...change,
});
const someRows = [
  row(1, { name: 'Đỗ Thị Ất' }),
  row(2, { name: 'Lê Văn Bình', strokes: [], household: null }),
  row(3, { name: 'Trần Chờ', code: 'wave.closed', title: 'Đợt khảo sát đã đóng' }),
];
const listOf = (rows: AllowanceRow[], change: Partial<AllowanceList> = {}): AllowanceList => ({
  allowanceVnd: 50_000,
  communes: [
    { code: '29551', name: 'Phường Long Châu', signatures: 2, amountVnd: 100_000, waiting: 1 },
    { code: '29557', name: 'Xã An Bình', signatures: 1200, amountVnd: 60_000_000, waiting: 0 },
  ],
  total: rows.length,
  rows,
  ...change,
});

function setup(
  answer: (asked: { commune: string; offset: number }) => AllowanceList | ApiFailure,
  role: 'office' | 'analyst' = 'office',
): { asked: { commune: string; offset: number }[]; files: string[] } {
  const asked: { commune: string; offset: number }[] = [];
  const files: string[] = [];
  const answers: Partial<OfficeApi> = {
    allowances: (_wave: string, given: { commune: string; offset: number }) => {
      asked.push(given);
      const list = answer(given);
      return Promise.resolve('tag' in list ? refuse(list) : ok(list));
    },
    allowancesCsv: (_wave: string, commune: string) => {
      files.push(commune);
      return Promise.resolve(refuse({ tag: 'timeout' }));
    },
  };
  leave = showConsole({ place: '#/ky-nhan', role, answers });
  return { asked, files };
}

const heading = () => page.getByRole('heading', { level: 1 });
const lineOf = (name: string) => page.getByRole('row').filter({ hasText: name });

it('lists who signed with place, amount, time and the signature that was drawn', async () => {
  setup(() => listOf(someRows));

  await expect.element(heading()).toHaveTextContent('Danh sách ký nhận bồi dưỡng');
  await expect
    .element(lineOf('Đỗ Thị Ất'))
    .toMatchTextContent(
      /1\.\s*Đỗ Thị Ất.*H1.*Khóm 1.*Phường Long Châu.*50\.000.*23\/11\/2026 09:05/s,
    );
  const drawing = page.getByRole('img', { name: 'Chữ ký của Đỗ Thị Ất' });
  expect(drawing.element().querySelector('path')?.getAttribute('d')).toBe('M0 0L10 20M5 6h0');
  await expect.element(lineOf('Lê Văn Bình')).toMatchTextContent(/ghi tên thay chữ ký/);
});

it('adds up what counts, and says what waits and why', async () => {
  setup(() => listOf(someRows));

  // 2 + 1.200 signatures, 100.000 + 60.000.000 đồng.
  await expect
    .element(page.getByTestId('allowance-sum'))
    .toMatchTextContent(/1\.202 người ký nhận, cộng 60\.100\.000 đồng\..*1 phiếu chờ xem lại/s);
  await expect.element(lineOf('Trần Chờ')).toMatchTextContent(/Chờ xem lại.*đã đóng/s);
});

it('asks for one commune when it is chosen, and adds up that one', async () => {
  const { asked } = setup(() => listOf(someRows));
  await expect.element(lineOf('Đỗ Thị Ất')).toBeVisible();

  await page.getByLabelText('Xã, phường').selectOptions('Xã An Bình (1.200)');

  await expect.poll(() => asked.at(-1)).toEqual({ commune: '29557', limit: 500, offset: 0 });
  await expect
    .element(page.getByTestId('allowance-sum'))
    .toMatchTextContent(/1\.200 người ký nhận, cộng 60\.000\.000 đồng/);
});

it('finds a name typed without accents and keeps its place in the list', async () => {
  setup(() => listOf(someRows));

  await page.getByLabelText(/Tìm theo tên/).fill('binh');

  await expect.element(lineOf('Lê Văn Bình')).toMatchTextContent(/2\.\s*Lê Văn Bình/);
  await expect.element(lineOf('Đỗ Thị Ất')).not.toBeInTheDocument();
});

it('turns the pages of a long list', async () => {
  const { asked } = setup(({ offset }) =>
    listOf([row(offset + 1, { name: `Dòng ${String(offset + 1)}` })], { total: 501 }),
  );

  await page.getByRole('link', { name: 'Trang sau' }).click();

  await expect.element(lineOf('Dòng 501')).toMatchTextContent(/501\.\s*Dòng 501/);
  expect(asked.at(-1)).toMatchObject({ offset: 500 });
});

it.each([
  ['nobody has signed', 50_000, 'Chưa có ai ký nhận'],
  ['the wave pays nothing', null, 'Đợt này không có khoản bồi dưỡng'],
])('says so when %s', async (_, allowanceVnd, words) => {
  setup(() => listOf([], { allowanceVnd, communes: [] }));

  await expect.element(page.getByText(words)).toBeVisible();
});

it('says what is wrong when the server is not reached, and asks again', async () => {
  let isReachable = false;
  setup(() => (isReachable ? listOf(someRows) : { tag: 'offline' }));
  await expect.element(page.getByText('Không kết nối được máy chủ')).toBeVisible();

  isReachable = true;
  await page.getByRole('button', { name: 'Thử lại' }).click();

  await expect.element(lineOf('Đỗ Thị Ất')).toBeVisible();
});

it('tells that a file did not come, and the list stays', async () => {
  const { files } = setup(() => listOf(someRows));

  await page.getByRole('button', { name: 'Tải CSV cho Excel' }).click();

  await expect.element(page.getByText('Máy chủ trả lời quá lâu')).toBeVisible();
  await expect.element(lineOf('Đỗ Thị Ất')).toBeVisible();
  expect(files).toEqual(['']);
});

it('is not offered to an analyst, who reads figures and no names', async () => {
  const { asked } = setup(() => listOf(someRows), 'analyst');

  await expect.element(heading()).toHaveTextContent('Tiến độ');
  expect(asked).toEqual([]);
});
