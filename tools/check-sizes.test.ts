import { afterEach, expect, test } from 'vitest';
import { checkSizes, countLines } from './check-sizes.mjs';
import { type ModelTree, createModelTree } from './model-tree.ts';

const trees: ModelTree[] = [];
afterEach(() => {
  for (const tree of trees.splice(0)) tree.remove();
});

function complaintsWith(files: Readonly<Record<string, string>>): string[] {
  const tree = createModelTree(files);
  trees.push(tree);
  return checkSizes(tree.root).complaints;
}

const lines = (count: number): string => 'export {};\n'.repeat(count);

test('lets pass what is at the limits', () => {
  const complaints = complaintsWith({
    'shared/src/kernel/a.ts': lines(400),
    'shared/src/kernel/a.test.ts': lines(600),
    'client/src/ui/A.svelte': lines(400),
    'data/a.json': 'x'.repeat(1024 * 1024),
    'package-lock.json': 'x'.repeat(2 * 1024 * 1024),
  });

  expect(complaints).toEqual([]);
});

test('finds a source over 400 lines, a test over 600 and a file over one megabyte', () => {
  const complaints = complaintsWith({
    'shared/src/kernel/a.ts': lines(401),
    'shared/src/kernel/a.test.ts': lines(601),
    'client/src/ui/A.svelte': lines(401),
    'data/a.json': 'x'.repeat(1024 * 1024 + 1),
  });

  expect(complaints).toEqual([
    'client/src/ui/A.svelte: 401 lines, at most 400',
    'data/a.json: 1048577 bytes, at most 1048576',
    'shared/src/kernel/a.test.ts: 601 lines, at most 600',
    'shared/src/kernel/a.ts: 401 lines, at most 400',
  ]);
});

test('does not count blank lines and comments', () => {
  const text = [
    '/** A docstring', // not counted
    ' * of two lines. */', // not counted
    "import x from 'x';", // 1
    '', // not counted
    '// why', // not counted
    "const glob = 'src/**';", // 2: a glob opens no comment
    '/* short */ const y = 1;', // 3
    '<!-- markup', // not counted
    '-->', // not counted
    'export { glob, x, y };', // 4
  ].join('\n');

  expect(countLines(text)).toBe(4);
});

test('lets pass a long table that says what it is', () => {
  expect(complaintsWith({ 'server/src/a.ts': `/** Size: data table */\n${lines(500)}` })).toEqual(
    [],
  );
});
