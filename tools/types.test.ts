import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { type ModelTree, createModelTree } from './model-tree.ts';
import { projectRoot } from './project.mjs';
import { runCommand } from './run-command.mjs';

const trees: ModelTree[] = [];
afterEach(() => {
  for (const tree of trees.splice(0)) tree.remove();
});

/** A tree with one file, checked as a workspace of ours is, with our packages. */
function setupTree(path: string, text: string, types: readonly string[]): ModelTree {
  const tree = createModelTree({
    [path]: text,
    'tsconfig.json': JSON.stringify({
      extends: join(projectRoot, 'tsconfig.base.json'),
      compilerOptions: { types, ...(types.length > 0 ? { lib: ['es2023', 'dom'] } : {}) },
      include: ['src'],
    }),
  });
  tree.link('node_modules', join(projectRoot, 'node_modules'));
  trees.push(tree);
  return tree;
}

const run = (tree: ModelTree, ...args: readonly string[]) =>
  runCommand(process.execPath, args, { cwd: tree.root });
const checkComponents = (tree: ModelTree) =>
  run(
    tree,
    join(projectRoot, 'node_modules', 'svelte-check', 'bin', 'svelte-check'),
    ...['--workspace', tree.root, '--tsconfig', './tsconfig.json', '--fail-on-warnings'],
  );
const checkRules = (tree: ModelTree) =>
  run(tree, join(projectRoot, 'node_modules', 'typescript', 'bin', 'tsc'), '-p', 'tsconfig.json');

test('a wrong type in a component is seen', async () => {
  const component = (value: string) =>
    `<script lang="ts">const count: number = ${value};</script><p>{count}</p>`;

  const wrong = await checkComponents(setupTree('src/A.svelte', component(`'one'`), ['svelte']));
  const right = await checkComponents(setupTree('src/A.svelte', component('1'), ['svelte']));

  expect(wrong.output).toContain("Type 'string' is not assignable to type 'number'");
  expect(wrong.code).not.toBe(0);
  expect(right).toMatchObject({ code: 0 });
});

test.each(['fetch', 'process', 'document', 'console', 'setTimeout', 'crypto'])(
  'shared does not compile where it reaches for %s',
  async (name) => {
    const outcome = await checkRules(setupTree('src/a.ts', `export const a = ${name};`, []));

    expect(outcome.output).toContain(`Cannot find name '${name}'`);
    expect(outcome.code).not.toBe(0);
  },
);
