import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { methodPage } from './method-page.ts';

const page = methodPage(
  readFileSync(new URL('../../docs/method.md', import.meta.url), 'utf8'),
  '/method.css',
);

test('has both languages, the interval and its worked example under headings that can be linked to', () => {
  for (const id of ['tieng-viet', 'english', 'khoang-tin-cay-95', 'the-95-interval'])
    expect(page).toContain(`id="${id}"`);
  expect(page).toContain('<strong>75,00 %</strong>');
  expect(page.match(/<h1/g)).toHaveLength(1);
});

test('leads nowhere outside of itself, and shows markup of the source as text', () => {
  expect([...page.matchAll(/(?:href|src)="([^"]*)"/g)].map(([, to]) => to)).toEqual([
    '/method.css',
    '#tieng-viet',
    '#english',
  ]);
  const hostile = methodPage(
    '# a\n\n<img src=x onerror=alert(1)>\n\n[x](javascript:alert(1)) ![y](http://z/y.png)\n\n# a\n',
    '/method.css',
  );
  expect(hostile).not.toMatch(/<img|javascript:|http:/);
  expect(hostile).toContain('id="a-2"');
});
