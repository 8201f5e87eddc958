import { ok } from '@sipas/shared/kernel';
import type { ImpactDocument } from '@sipas/shared/wire';
import { afterEach, expect, it } from 'vitest';
import { page } from 'vitest/browser';
import { showConsole } from '../../../../test/office/show-console.ts';

let leave: (() => Promise<void>) | undefined;
afterEach(async () => {
  await leave?.();
  leave = undefined;
});

const file: ImpactDocument = {
  day: '2026-11-28',
  title: 'Hồ sơ đánh giá tác động xử lý dữ liệu cá nhân',
  subject: 'lập ngày 28/11/2026',
  chapters: [
    {
      id: 'keys',
      title: 'I. Khóa',
      blocks: [
        { kind: 'paragraph', text: 'Nửa riêng nằm trong một tệp riêng.' },
        { kind: 'list', items: ['Bên kiểm soát: ……'] },
        {
          ...{ kind: 'table', number: 1, caption: 'Khóa niêm phong', isWide: false },
          columns: [
            { title: 'Mã khóa', kind: 'text' },
            { title: 'Phiếu đang chờ', kind: 'figure' },
          ],
          rows: [
            [
              { kind: 'text', text: '<b>abcd</b>' },
              { kind: 'figure', text: '3' },
            ],
          ],
        },
      ],
    },
  ],
};

const open = (role: 'admin' | 'data-protection' | 'office') => {
  leave = showConsole({
    ...{ place: '#/ho-so-tac-dong', role },
    answers: { impact: () => Promise.resolve(ok(file)) },
  });
};

it.each(['admin', 'data-protection'] as const)(
  'shows %s the file as it was written',
  async (role) => {
    open(role);

    const paper = page.getByRole('article', { name: 'Hồ sơ đánh giá tác động' });
    await expect.element(paper.getByRole('heading', { name: 'I. Khóa' })).toBeVisible();
    await expect.element(paper.getByText('Bên kiểm soát: ……')).toBeVisible();
    await expect
      .element(paper.getByRole('table', { name: 'Bảng 1. Khóa niêm phong' }))
      .toMatchTextContent(/<b>abcd<\/b>.*3/s);
    await expect.element(page.getByRole('button', { name: 'In hoặc lưu PDF' })).toBeEnabled();
  },
);

it('offers it to nobody else', async () => {
  await page.viewport(1280, 800);
  open('office');

  await expect.element(page.getByRole('link', { name: 'Tài khoản của tôi' })).toBeVisible();
  await expect.element(page.getByRole('link', { name: 'Hồ sơ tác động' })).not.toBeInTheDocument();
});
