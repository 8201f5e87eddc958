import { expect, it } from 'vitest';
import { precacheList } from './precache-list.ts';

const files: Record<string, string> = {
  'index.html': '<script src="/assets/index-a1.js"></script><link href="/app.webmanifest">',
  'office.html': '<script src="/assets/office-b2.js"></script>',
  'app.webmanifest': '{"icons":[{"src":"icons/icon-192.png"}]}',
  'icons/icon-192.png': 'PNG',
  'assets/index-a1.js':
    'import"./shared-c3.js";import("./lazy-d4.js");new Worker("/assets/journal-e5.js")',
  'assets/office-b2.js': 'import"./shared-c3.js"',
  'assets/shared-c3.js': '',
  'assets/lazy-d4.js': '"assets/lazy-f6.css"',
  'assets/lazy-f6.css': 'src:url(vietnamese-400-g7.woff2),url(latin-ext-400-h8.woff2)',
  'assets/journal-e5.js': '',
  'assets/vietnamese-400-g7.woff2': '',
  'assets/latin-ext-400-h8.woff2': '',
};

const list = precacheList(
  Object.keys(files),
  (name) => new TextEncoder().encode(files[name]),
  (bytes) => `length ${String(bytes.length)}`,
);

it('keeps all that the field app names, directly or through others, and nothing of the console', () => {
  expect(list.map(({ url }) => url)).toEqual([
    '/app.webmanifest',
    '/assets/index-a1.js',
    '/assets/journal-e5.js',
    '/assets/lazy-d4.js',
    '/assets/lazy-f6.css',
    '/assets/shared-c3.js',
    '/assets/vietnamese-400-g7.woff2',
    '/icons/icon-192.png',
    '/index.html',
  ]);
});

it('gives a revision to the files whose name does not change with their content', () => {
  const revisions = Object.fromEntries(list.map(({ url, revision }) => [url, revision]));

  expect(revisions['/icons/icon-192.png']).toBe('length 3');
  expect(revisions['/assets/index-a1.js']).toBeNull();
});
