import { ok } from '@sipas/shared/kernel';
import type { AuditChain, AuditPage } from '@sipas/shared/wire';
import { afterEach, expect, it } from 'vitest';
import { page } from 'vitest/browser';
import { showConsole } from '../../../../test/office/show-console.ts';
import type { JournalQuery } from '../../../ports/journal-api.ts';

let leave: (() => Promise<void>) | undefined;
afterEach(async () => {
  await leave?.();
  leave = undefined;
});

const entry = (seq: number, more: Partial<AuditPage['entries'][number]>) => ({
  ...{ seq, at: '2026-11-27T02:00:00.000Z', objectKind: 'wave', objectId: 'dot-1', details: '{}' },
  actor: { kind: 'account', id: 'a', name: 'sonoivu', role: 'analyst' },
  ...{ act: 'wave.closed', prevHash: '0', hash: '1' },
  ...more,
});
const entries = [
  entry(3, { act: 'export.downloaded', details: '{"file":"workbook.xlsx"}' }),
  entry(2, { actor: { kind: 'operator', id: '', name: '', role: '' }, act: 'backup.made' }),
  entry(1, {}),
];

function open(
  place: string,
  { total = 3, faults = [] as AuditChain['faults'], shown = entries } = {},
) {
  const asked: (JournalQuery & { offset: number })[] = [];
  leave = showConsole({
    ...{ place, role: 'admin' },
    answers: {
      journal: (query) => {
        asked.push(query);
        return Promise.resolve(ok({ entries: shown, total }));
      },
      journalChain: () => Promise.resolve(ok({ entries: total, faults })),
    },
  });
  return asked;
}

it('tells who did what to what, the newest first, and that the chain is whole', async () => {
  open('#/nhat-ky');

  await expect.element(page.getByText('Nhật ký nguyên vẹn: 3 dòng đã được kiểm tra')).toBeVisible();
  const rows = page.getByRole('row');
  await expect.element(rows.nth(1)).toMatchTextContent(/3.*sonoivu.*Tải tệp.*workbook\.xlsx.*đợt/s);
  await expect.element(rows.nth(2)).toMatchTextContent(/Người ngồi tại máy chủ.*Sao lưu/s);
  await expect.element(rows.nth(3)).toMatchTextContent(/27\/11\/2026 09:00.*Đóng đợt/s);
});

it('asks for what the address names, and keeps there what is chosen', async () => {
  const asked = open('#/nhat-ky?viec=export.downloaded&ai=sonoivu&trang=2', { total: 120 });

  await expect.element(page.getByText('Dòng 51–53 trên 120')).toBeVisible();
  expect(asked.at(-1)).toMatchObject({
    ...{ act: 'export.downloaded', actor: 'sonoivu', day: null, offset: 50 },
  });
  await page.getByLabelText('Ngày').fill('2026-11-27');
  await expect.poll(() => location.hash).toContain('ngay=2026-11-27');
  expect(location.hash).not.toContain('trang');
});

it('names the rows at which the chain is broken', async () => {
  open('#/nhat-ky', {
    faults: [
      { seq: 2, fault: 'changed' },
      { seq: 5, fault: 'missing' },
    ],
  });

  const alarm = page.getByRole('alert');
  await expect.element(alarm).toMatchTextContent(/không còn nguyên vẹn: 2 chỗ sai/);
  await expect.element(alarm).toMatchTextContent(/Dòng 2: nội dung đã bị sửa.*Dòng 5: bị mất/s);
});

it('says that nothing fits, and that nothing is there', async () => {
  open('#/nhat-ky?ai=khong-ai', { total: 0, shown: [] });

  await expect
    .element(page.getByText('Không có dòng nào khớp với từ tìm.', { exact: true }))
    .toBeVisible();
});
