import { createRawSnippet, flushSync, mount, unmount } from 'svelte';
import { afterEach, expect, it } from 'vitest';
import { page } from 'vitest/browser';
import Table from './Table.svelte';
import type { Column } from './table.ts';

let leave: (() => Promise<void>) | undefined;
afterEach(async () => {
  await leave?.();
  leave = undefined;
});

interface Row {
  readonly name: string;
}

function show(rowCount: number, columnCount: number): HTMLElement {
  const columns: readonly Column<Row>[] = Array.from({ length: columnCount }, (_, place) => ({
    id: `c${String(place)}`,
    title: `Cột ${String(place)}`,
    ...(place === 0 ? { sortBy: ({ name }: Row) => name } : {}),
  }));
  const rows = Array.from({ length: rowCount }, (_, place) => ({
    name: `Xã ${String(place).padStart(3, '0')}`,
  }));
  const shown = mount(Table, {
    target: document.body,
    props: {
      caption: 'Bảng thử',
      columns,
      rows,
      rowKey: ({ name }: Row) => name,
      pageRows: 100,
      words: {
        shown: (some: number, all: number) => `${String(some)} trên ${String(all)}`,
        showMore: (count: number) => `Thêm ${String(count)}`,
        moreColumns: 'Thêm cột',
        firstColumns: 'Cột đầu',
      },
      cell: createRawSnippet((row: () => Row, column: () => Column<Row>) => ({
        render: () => `<span>${column().id === 'c0' ? row().name : 'x'}</span>`,
      })),
    },
  });
  leave = () => unmount(shown);
  return document.body;
}
const bodyRows = () => document.querySelectorAll('tbody tr').length;

it('draws the first rows of many cells at once, and the others of the page without being asked', async () => {
  show(120, 35);

  // 400 cells a frame: 12 rows of 35; what the callbacks of a frame add is painted with it.
  expect(bodyRows()).toBe(12);
  flushSync();
  await new Promise(requestAnimationFrame);
  expect(bodyRows()).toBe(12);
  await expect.poll(bodyRows).toBe(100);
  await expect.element(page.getByText('100 trên 120')).toBeVisible();
  await page.getByRole('button', { name: 'Thêm 20' }).click();
  await expect.poll(bodyRows).toBe(120);
});

it('keeps all rows drawn when they are sorted, and prints all', async () => {
  show(120, 35);
  await expect.poll(bodyRows).toBe(100);

  await page.getByRole('button', { name: 'Cột 0' }).click();
  expect(bodyRows()).toBe(100);
  window.dispatchEvent(new Event('beforeprint'));
  expect(bodyRows()).toBe(120);
});

it('draws a small table whole', () => {
  show(60, 5);

  expect(bodyRows()).toBe(60);
});
