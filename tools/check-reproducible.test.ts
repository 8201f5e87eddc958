import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { compareBuilds, hashFiles } from './check-reproducible.mjs';

test('two builds of other bytes, or of other files, are told', () => {
  const folder = mkdtempSync(join(tmpdir(), 'sipas-builds-'));
  writeFileSync(join(folder, 'a.js'), '1');
  writeFileSync(join(folder, 'b.js'), '1');
  const first = hashFiles(folder);
  expect(compareBuilds(first, hashFiles(folder))).toEqual([]);

  writeFileSync(join(folder, 'a.js'), '2');
  writeFileSync(join(folder, 'c.js'), '1');
  rmSync(join(folder, 'b.js'));
  expect(compareBuilds(first, hashFiles(folder))).toEqual([
    'a.js: differs',
    'b.js: in one build only',
    'c.js: in one build only',
  ]);
  rmSync(folder, { recursive: true });
});
