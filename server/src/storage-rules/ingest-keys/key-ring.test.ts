import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { StoreUnusable } from '../../ports/index.ts';
import { makeKey, parseKeys, printKeys, readKeys } from './key-file.ts';
import { createKeyRing } from './key-ring.ts';

const now = '2026-11-28T00:00:00.000Z';
let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sipas-keys-'));
  file = join(folder, 'inside', 'ingest-keys.json');
});
afterEach(() => rmSync(folder, { recursive: true }));

it('reads the keys that it wrote, from a file that none but its owner can read [A-162]', () => {
  const keys = [makeKey(now), makeKey(now)];

  createKeyRing(file).add(keys);

  expect(readKeys(file)).toEqual(keys);
  expect(statSync(file).mode & 0o777).toBe(0o600);
});

it('takes nothing for a file of keys that is none [A-162]', () => {
  const [one, two] = [makeKey(now), makeKey(now)];
  const spoilt = [
    '',
    '{}',
    '[]',
    printKeys([{ ...one, privateKey: two.privateKey }]),
    printKeys([{ ...one, keyId: two.keyId }]),
    printKeys([{ ...one, privateKey: 'AA' }]),
    printKeys([{ ...one, privateKey: '' }]),
    printKeys([one]).replace('"version": 1', '"version": 2'),
  ];

  for (const text of spoilt) expect(parseKeys(text)).toBeNull();
  expect(parseKeys(printKeys([one, two]))).toEqual([one, two]);
});

it('writes nothing over a file that is damaged [A-162]', () => {
  createKeyRing(file).add([makeKey(now)]);
  writeFileSync(file, readFileSync(file).subarray(0, 40));

  expect(() => createKeyRing(file).add([makeKey(now)])).toThrow(StoreUnusable);
  expect(readFileSync(file)).toHaveLength(40);
});

it('loses no key of another process, and finds it [A-163]', () => {
  const [ours, theirs] = [createKeyRing(file), createKeyRing(file)];
  const [one, two] = [makeKey(now), makeKey(now)];
  ours.add([one]);
  theirs.add([two]);

  expect([ours.has(two.keyId), theirs.has(one.keyId)]).toEqual([true, true]);
  expect(readKeys(file)).toEqual([one, two]);
});

it('keeps a key in mind whose file went away, and writes it again with the next [A-163]', () => {
  const ring = createKeyRing(file);
  const [one, two] = [makeKey(now), makeKey(now)];
  ring.add([one]);
  rmSync(file);

  expect(ring.has(one.keyId)).toBe(true);
  ring.add([two]);

  expect(
    readKeys(file)
      ?.map(({ keyId }) => keyId)
      .sort(),
  ).toEqual([one.keyId, two.keyId].sort());
});
