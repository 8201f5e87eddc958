import { expect, test } from 'vitest';
import type { ImpactDocument } from '@sipas/shared/wire';
import { impactHtml } from '../../src/exports/index.ts';

const hostile = `<img src=x onerror="alert('1')">&`;
const file: ImpactDocument = {
  day: '2026-11-28',
  title: hostile,
  subject: hostile,
  chapters: [
    {
      id: 'a"b',
      title: hostile,
      blocks: [
        { kind: 'heading', text: hostile },
        { kind: 'paragraph', text: hostile },
        { kind: 'note', text: hostile },
        { kind: 'command', text: hostile },
        { kind: 'list', items: [hostile] },
        {
          ...{ kind: 'table', number: 7, caption: hostile, isWide: false },
          columns: [{ title: hostile, kind: 'text' }],
          rows: [[{ kind: 'text', text: hostile }], [{ kind: 'figure', text: '12' }]],
        },
      ],
    },
  ],
};

test('every word of the document is text on the page, whatever signs are in it [Y-11]', () => {
  const html = impactHtml(file);

  expect(html).not.toContain('<img');
  expect(html).not.toContain(`alert('`);
  // Twice in the head and the title above all, once in each block and the parts of the table.
  expect(html.split('&lt;img src=x onerror=&quot;alert(&#39;1&#39;)&quot;&gt;&amp;')).toHaveLength(
    13,
  );
  expect(html).toContain('<section id="a&quot;b">');
  expect(html).toContain('<caption>Bảng 7. ');
  expect(html).toContain('<td class="figure">12</td>');
});

test('the page names its language and asks nothing of any network [Y-11]', () => {
  const html = impactHtml({ ...file, title: 'Hồ sơ', subject: '', chapters: [] });

  expect(html).toMatch(/^<!doctype html>\n<html lang="vi">/);
  expect(html).toContain(`default-src 'none'`);
  expect(html).toContain('@page { size: A4');
  expect(html).not.toMatch(/https?:|\/\/|url\(|@import|\ssrc=|\shref=|<script|<link/);
});
