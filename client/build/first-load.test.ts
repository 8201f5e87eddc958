import { expect, it } from 'vitest';
import { firstLoad } from './first-load.ts';

const files: Record<string, string> = {
  'index.html':
    '<link rel="modulepreload" href="/assets/core-a1.js"><link rel="stylesheet" href="/assets/index-b2.css"><script type="module" src="/assets/index-c3.js"></script>',
  'assets/index-c3.js':
    'import{a}from"./core-a1.js";import"./side-d4.js";const later=()=>import("./later-e5.js");new Worker(new URL(`/assets/journal-f6.js`,``+import.meta.url),{type:`module`})',
  'assets/core-a1.js': 'export{a}',
  'assets/side-d4.js': '',
  'assets/later-e5.js': 'a library that nobody waits for',
  'assets/journal-f6.js': 'worker',
  'assets/index-b2.css': 'body{}',
};

it('adds up what the page names, what that imports at once and the workers it starts, each once', () => {
  const load = firstLoad(
    'index.html',
    (name) => files[name] ?? '',
    (text) => text.length,
  );

  expect([...load.files].sort()).toEqual([
    'assets/core-a1.js',
    'assets/index-b2.css',
    'assets/index-c3.js',
    'assets/journal-f6.js',
    'assets/side-d4.js',
  ]);
  // "export{a}" 9, "body{}" 6, "worker" 6, "" 0, and the entry itself.
  expect(load.bytes).toBe(9 + 6 + 6 + (files['assets/index-c3.js'] ?? '').length);
});
