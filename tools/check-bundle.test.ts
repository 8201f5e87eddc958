import { afterEach, expect, test } from 'vitest';
import { checkBundle } from './check-bundle.mjs';
import { type ModelTree, createModelTree } from './model-tree.ts';

const trees: ModelTree[] = [];
afterEach(() => {
  for (const tree of trees.splice(0)) tree.remove();
});

function complaintsWith(files: Readonly<Record<string, string>>): string[] {
  const tree = createModelTree(files);
  trees.push(tree);
  return checkBundle(tree.root).complaints;
}

test('lets pass names of XML languages, explanations of errors and paths of our own', () => {
  const complaints = complaintsWith({
    'assets/app.js': `e("http://www.w3.org/2000/svg");throw Error("https://svelte.dev/e/x");f("/api/v1")`,
    'index.html': `<script src="/assets/app.js"></script>`,
  });

  expect(complaints).toEqual([]);
});

test('lets pass the explanations that libraries name, and nothing else of their hosts', () => {
  const complaints = complaintsWith({
    'sw.js': `warn("Learn more at https://bit.ly/wb-precache")`,
    'assets/app.js': `fetch("https://bit.ly/wb-precache/more");fetch("https://tinyurl.com/other")`,
  });

  expect(complaints).toEqual(['assets/app.js: bit.ly', 'assets/app.js: tinyurl.com']);
});

test('finds hosts in scripts, styles, pages and the manifest', () => {
  const complaints = complaintsWith({
    'assets/app.js': `fetch("https://cdn.example.com/x.js");new WebSocket("wss://live.example.org")`,
    'assets/app.css': `@import url(//fonts.example.com/css);`,
    'index.html': `<script src="//cdn.example.net/x.js"></script>`,
    'app.webmanifest': `{"scope":"https:\\/\\/example.com\\/"}`,
  });

  expect(complaints).toEqual([
    'app.webmanifest: example.com',
    'assets/app.css: fonts.example.com',
    'assets/app.js: cdn.example.com',
    'assets/app.js: live.example.org',
    'index.html: cdn.example.net',
  ]);
});
