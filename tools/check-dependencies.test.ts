import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { checkDependencies } from './check-dependencies.mjs';
import { projectRoot } from './project.mjs';

test('every package of the product is pinned, comes from the registry, is checked, and runs nothing', () => {
  const { packages, complaints } = checkDependencies(projectRoot);

  expect(complaints).toEqual([]);
  expect(packages).toBeGreaterThan(100);
});

test('a range, another source, a missing hash, a new script and scripts that are let run are told', () => {
  const root = mkdtempSync(join(tmpdir(), 'sipas-dependencies-'));
  const write = (file: string, value: unknown) =>
    writeFileSync(join(root, file), JSON.stringify(value));
  write('package.json', { dependencies: { a: '^1.0.0', b: '1.0.0' }, devDependencies: { c: '*' } });
  write('package-lock.json', {
    packages: {
      'node_modules/b': {
        integrity: 'sha512-x',
        hasInstallScript: true,
      },
      'node_modules/d': { resolved: 'git+ssh://somewhere/d.git' },
    },
  });

  expect(checkDependencies(root).complaints).toEqual([
    '.npmrc lets packages run scripts',
    'package.json: a is not pinned (^1.0.0)',
    'package.json: c is not pinned (*)',
    'node_modules/b wants to run a script while being installed',
    'node_modules/d does not come from the registry',
    'node_modules/d is not checked by a hash',
  ]);
  rmSync(root, { recursive: true });
});
