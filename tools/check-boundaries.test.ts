import { copyFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { findForbiddenImports, forbidden } from './check-boundaries.mjs';
import { type ModelTree, createModelTree } from './model-tree.ts';
import { projectRoot } from './project.mjs';

const trees: ModelTree[] = [];
afterEach(() => {
  for (const tree of trees.splice(0)) tree.remove();
});

/** A tree with one module per folder, all imports as they should be. */
function setupModel(): ModelTree {
  const manifest = readFileSync(join(projectRoot, 'shared', 'package.json'), 'utf8');
  const tree = createModelTree({
    'shared/package.json': manifest,
    'shared/src/kernel/index.ts': `export { a } from './a.ts';`,
    'shared/src/kernel/a.ts': `export const a = 1;`,
    'shared/src/problems/index.ts': `import { a } from '../kernel/index.ts'; export const p = a;`,
    'shared/src/admin-units/index.ts': `export { a } from '../kernel/index.ts';`,
    'shared/src/questionnaire/index.ts': `export { a } from '../kernel/index.ts';`,
    'shared/src/response/index.ts': `export { a } from '../questionnaire/index.ts';`,
    'shared/src/scoring/index.ts': `export { a } from '../response/index.ts';`,
    'shared/src/wire/index.ts': `import 'valibot'; export { a } from '../response/index.ts';`,
    'shared/src/report/index.ts': `export { a } from '../wire/index.ts';`,
    'shared/test/wire/sample.ts': `export { a } from '../../src/wire/index.ts';`,
    'client/src/ports/shelf.ts': `export type { a } from '@sipas/shared/kernel';`,
    'client/src/text/vi.ts': `export { p } from '@sipas/shared/problems';`,
    'client/src/ui/Button.svelte': `<script lang="ts">import '../text/vi.ts';</script>`,
    'client/src/capture/finish.ts': `import type { a } from '../ports/shelf.ts'; export type B = typeof a;`,
    'client/src/outbox/next-step.ts': `export type { a } from '../ports/shelf.ts';`,
    'client/src/storage/shelf.ts': `import 'dexie'; export const shelf = 1;`,
    'client/src/net/fetch.ts': `export type { a } from '../ports/shelf.ts';`,
    'client/src/screens/field/Home.svelte': `<script lang="ts">import Button from '../../ui/Button.svelte'; import '../../capture/finish.ts';</script><Button/>`,
    'client/src/app/field.ts': `import Home from '../screens/field/Home.svelte'; import '../storage/shelf.ts'; import '../net/fetch.ts'; export { Home };`,
    'client/src/service-worker/sw.ts': `export const sw = 1;`,
    'server/src/ports/store.ts': `export type { a } from '@sipas/shared/kernel';`,
    'server/src/use-cases/accept.ts': `export type { a } from '../ports/store.ts';`,
    'server/src/exports/csv.ts': `import type { a } from '@sipas/shared/scoring'; export const csv = (figure: typeof a) => figure;`,
    'server/src/http/routes.ts': `import 'node:fs'; import '../use-cases/accept.ts'; export { csv } from '../exports/csv.ts';`,
    'server/src/storage-sqlite/store.ts': `import 'drizzle-orm'; import 'better-sqlite3'; export type { a } from '../ports/store.ts';`,
    'server/src/main.ts': `import './http/routes.ts'; import './storage-sqlite/store.ts'; export const main = 1;`,
    'server/src/cli.ts': `import './main.ts';`,
    'e2e/journeys/home.ts': `import 'node:fs'; export const home = 1;`,
    'bench/src/push.ts': `import '@duckdb/node-api'; import 'better-sqlite3'; import '../../server/src/main.ts'; export { a } from '@sipas/shared/kernel';`,
    'tools/check.mjs': `import 'node:fs';`,
  });
  for (const name of [
    'valibot',
    'dexie',
    'drizzle-orm',
    'better-sqlite3',
    '@duckdb/node-api',
    'hono',
  ]) {
    tree.write(`node_modules/${name}/package.json`, JSON.stringify({ name, main: 'index.js' }));
    tree.write(`node_modules/${name}/index.js`, '');
  }
  tree.link('node_modules/@sipas/shared', join(tree.root, 'shared'));
  tree.link('node_modules/svelte', join(projectRoot, 'node_modules', 'svelte'));
  copyFileSync(join(projectRoot, 'tsconfig.base.json'), join(tree.root, 'tsconfig.base.json'));
  trees.push(tree);
  return tree;
}

interface Plant {
  readonly rule: string;
  readonly file: string;
  readonly text: string;
}

/** Rules of one row of the table: a file in that folder that reaches for a folder outside the row. */
const rowPlants: readonly Plant[] = [
  ['shared/kernel', 'shared/src/kernel/x.ts', `import '../problems/index.ts';`],
  ['shared/problems', 'shared/src/problems/x.ts', `import '../response/index.ts';`],
  ['shared/audit', 'shared/src/audit/x.ts', `import '../response/index.ts';`],
  ['shared/comments', 'shared/src/comments/x.ts', `import '../response/index.ts';`],
  ['shared/admin-units', 'shared/src/admin-units/x.ts', `import '../questionnaire/index.ts';`],
  ['shared/statistics', 'shared/src/statistics/x.ts', `import '../admin-units/index.ts';`],
  ['shared/sampling', 'shared/src/sampling/x.ts', `import '../questionnaire/index.ts';`],
  [
    'shared/questionnaire',
    'shared/src/questionnaire/x.ts',
    `import type { a } from '../response/index.ts'; export type X = typeof a;`,
  ],
  ['shared/response', 'shared/src/response/x.ts', `import '../wire/index.ts';`],
  ['shared/scoring', 'shared/src/scoring/x.ts', `import '../wire/index.ts';`],
  ['shared/fixes', 'shared/src/fixes/x.ts', `import '../response/index.ts';`],
  ['shared/report', 'shared/src/report/x.ts', `import '../response/index.ts';`],
  ['shared/privacy', 'shared/src/privacy/x.ts', `import '../wire/index.ts';`],
  ['shared/impact', 'shared/src/impact/x.ts', `import '../scoring/index.ts';`],
  ['shared/cases', 'shared/src/cases/x.ts', `import '../response/index.ts';`],
  ['shared/incidents', 'shared/src/incidents/x.ts', `import '../wire/index.ts';`],
  ['shared/quality', 'shared/src/quality/x.ts', `import '../wire/index.ts';`],
  ['client/ports', 'client/src/ports/x.ts', `import '../net/fetch.ts';`],
  ['client/text', 'client/src/text/x.ts', `import '@sipas/shared/scoring';`],
  [
    'client/ui',
    'client/src/ui/X.svelte',
    `<script lang="ts">import '../capture/finish.ts';</script>`,
  ],
  ['client/capture', 'client/src/capture/x.ts', `import '../outbox/next-step.ts';`],
  [
    'client/outbox',
    'client/src/outbox/x.ts',
    `import type { a } from '../net/fetch.ts'; export type X = typeof a;`,
  ],
  ['client/storage', 'client/src/storage/x.ts', `import '../capture/finish.ts';`],
  ['client/vault', 'client/src/vault/x.ts', `import '../storage/shelf.ts';`],
  ['client/net', 'client/src/net/x.ts', `import '../storage/shelf.ts';`],
  [
    'client/screens',
    'client/src/screens/office/X.svelte',
    `<script lang="ts">import { shelf } from '../../storage/shelf.ts'; shelf;</script>`,
  ],
  ['client/service-worker', 'client/src/service-worker/x.ts', `import '../ports/shelf.ts';`],
  ['server/ports', 'server/src/ports/x.ts', `import '../use-cases/accept.ts';`],
  ['server/use-cases', 'server/src/use-cases/x.ts', `import '../http/routes.ts';`],
  ['server/exports', 'server/src/exports/x.ts', `import '../ports/store.ts';`],
  ['server/http', 'server/src/http/x.ts', `import '../storage-sqlite/store.ts';`],
  ['server/reference-data', 'server/src/reference-data/x.ts', `import '../exports/csv.ts';`],
  ['server/demo', 'server/src/demo/x.ts', `import '../http/routes.ts';`],
  ['server/storage-sqlite', 'server/src/storage-sqlite/x.ts', `import '../use-cases/accept.ts';`],
  ['server/storage-rules', 'server/src/storage-rules/x.ts', `import '../storage-sqlite/store.ts';`],
  [
    'server/storage-postgres',
    'server/src/storage-postgres/x.ts',
    `import '../storage-sqlite/store.ts';`,
  ],
  ['server/metrics', 'server/src/metrics/x.ts', `import '../use-cases/accept.ts';`],
  ['server/care', 'server/src/care/x.ts', `import '../use-cases/accept.ts';`],
  ['server/table-thread', 'server/src/table-thread/x.ts', `import '../http/routes.ts';`],
].map(([row = '', file = '', text = '']) => ({ rule: `${row}-imports-only-its-row`, file, text }));

const plants: readonly Plant[] = [
  ...rowPlants,
  {
    rule: 'client/screens-imports-only-its-row',
    file: 'client/src/screens/office/TypeOnly.svelte',
    text: `<script lang="ts">import type { a } from '../../net/fetch.ts'; let x: typeof a = 1;</script>{x}`,
  },
  {
    rule: 'folder-has-a-row',
    file: 'server/src/helpers/x.ts',
    text: `import '../ports/store.ts';`,
  },
  { rule: 'module-by-its-door', file: 'shared/src/scoring/d.ts', text: `import '../kernel/a.ts';` },
  {
    rule: 'module-by-its-door',
    file: 'server/src/http/d.ts',
    text: `import '../../../shared/src/kernel/a.ts';`,
  },
  {
    rule: 'no-cycle',
    file: 'server/src/exports/cycle-back.ts',
    text: `import type { X } from './cycle.ts'; export type Y = X;`,
  },
  { rule: 'import-resolves', file: 'server/src/http/lost.ts', text: `import './nowhere.ts';` },
  {
    rule: 'shared-imports-nothing-foreign',
    file: 'shared/src/kernel/fs.ts',
    text: `import 'node:fs';`,
  },
  {
    rule: 'shared-imports-nothing-foreign',
    file: 'shared/src/response/v.ts',
    text: `import 'valibot';`,
  },
  { rule: 'wire-imports-only-valibot', file: 'shared/src/wire/h.ts', text: `import 'hono';` },
  {
    rule: 'shared-stays-below',
    file: 'shared/test/wire/up.ts',
    text: `import '../../../server/src/exports/csv.ts';`,
  },
  {
    rule: 'client-never-imports-server',
    file: 'client/test/types.ts',
    text: `import type { main } from '../../server/src/main.ts'; export type M = typeof main;`,
  },
  {
    rule: 'client-uses-no-node-built-in',
    file: 'client/src/net/path.ts',
    text: `import 'node:path';`,
  },
  {
    rule: 'server-never-imports-client',
    file: 'server/test/c.ts',
    text: `import '../../client/src/net/fetch.ts';`,
  },
  {
    rule: 'e2e-stands-alone',
    file: 'e2e/journeys/s.ts',
    text: `import type { a } from '@sipas/shared/kernel'; export type A = typeof a;`,
  },
  {
    rule: 'bench-measures-server-and-shared',
    file: 'bench/src/c.ts',
    text: `import '../../client/src/net/fetch.ts';`,
  },
  {
    rule: 'product-never-imports-tests',
    file: 'server/src/http/t.ts',
    text: `import '../../test/fake.ts';`,
  },
  ...['server/src/exports/raw.ts', 'server/src/http/raw.ts', 'client/src/net/raw.ts'].map(
    (file) => ({
      rule: 'figures-leave-by-the-gate',
      file,
      text: `import { a } from '@sipas/shared/scoring'; export const raw = a;`,
    }),
  ),
  {
    rule: 'figures-leave-by-the-gate',
    file: 'server/src/exports/again.ts',
    text: `export { a } from '../../../shared/src/scoring/index.ts';`,
  },
  {
    rule: 'reports-publish-figures',
    file: 'server/src/cli/raw.ts',
    text: `import { a } from '@sipas/shared/scoring'; export const raw = a;`,
  },
  {
    rule: 'dexie-only-in-storage',
    file: 'client/src/screens/field/D.svelte',
    text: `<script lang="ts">import Dexie from 'dexie'; new Dexie('x');</script>`,
  },
  {
    rule: 'drivers-only-in-storage',
    file: 'server/src/use-cases/sql.ts',
    text: `import type { sql } from 'drizzle-orm'; export type S = typeof sql;`,
  },
  {
    rule: 'drivers-only-in-storage',
    file: 'server/src/http/sql.ts',
    text: `import 'better-sqlite3';`,
  },
  {
    rule: 'duckdb-only-in-bench',
    file: 'server/src/exports/duck.ts',
    text: `import '@duckdb/node-api';`,
  },
  { rule: 'only-roots-import-the-app', file: 'server/src/config.ts', text: `import './main.ts';` },
];

test('finds nothing where every import keeps to its row', async () => {
  const tree = setupModel();

  const { findings, modules } = await findForbiddenImports(tree.root);

  expect(findings).toEqual([]);
  expect(modules).toBeGreaterThan(30);
});

test('finds each planted import, and no other', async () => {
  const tree = setupModel();
  tree.write(
    'server/src/exports/cycle.ts',
    `import type { Y } from './cycle-back.ts'; export type X = Y;`,
  );
  tree.write('server/test/fake.ts', `export const fake = 1;`);
  for (const { file, text } of plants) tree.write(file, text);

  const { findings } = await findForbiddenImports(tree.root);

  const found = new Set(findings.map(({ rule, from }) => `${rule}: ${from}`));
  const planted = new Set(plants.map(({ rule, file }) => `${rule}: ${file}`));
  expect([...planted].filter((plant) => !found.has(plant))).toEqual([]);
  const guilty = new Set([...plants.map(({ file }) => file), 'server/src/exports/cycle.ts']);
  expect(findings.filter(({ from }) => !guilty.has(from))).toEqual([]);
});

test('plants something for every rule', () => {
  const named = forbidden.map(({ name }) => name).sort();

  // These rows allow their whole workspace: what they forbid, the rules between workspaces forbid as well.
  const wide = ['shared/wire', 'client/app', 'server/cli'].map(
    (row) => `${row}-imports-only-its-row`,
  );
  const planted = new Set([...plants.map(({ rule }) => rule), ...wide]);
  expect(named.filter((name) => !planted.has(name))).toEqual([]);
});
