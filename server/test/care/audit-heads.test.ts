import { readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Instant } from '@sipas/shared/kernel';
import { checkHeads, faultOfHead, makeHead } from '../../src/care/index.ts';
import { type TestStorage, openTestStorage } from '../conformance/storages.ts';

let world: TestStorage;
beforeEach(async () => {
  world = await openTestStorage('sqlite');
});
afterEach(() => world.leave());

/** In Vietnam it is the next day already: 17:30 + 7 h = 00:30. */
const clock = { now: () => '2026-11-20T17:30:00.000Z' as Instant };
const note = (objectId: string) => ({
  at: clock.now(),
  actor: { kind: 'operator', id: '', name: '', role: '' } as const,
  ...{ act: 'wave.closed', objectKind: 'wave', objectId, details: '{}' },
});

async function make(secondPlace: string | null = null) {
  const { audit } = world.storage;
  const made = await makeHead({ audit, clock }, { dataDir: world.dataDir, secondPlace });
  if (made === null) throw new Error('no head');
  return { ...made, text: await readFile(made.file, 'utf8') };
}

it('signs the last entry into a file of its day in Vietnam, here and in the second place [J-08]', async () => {
  await world.storage.audit.append(note('w1'));
  const last = await world.storage.audit.append(note('w2'));
  const second = join(world.dataDir, 'second');

  const { head, file } = await make(second);

  expect(head).toMatchObject({ day: '2026-11-21', seq: 2, hash: last.hash });
  expect(file).toBe(join(world.dataDir, 'audit-heads', '2026-11-21.json'));
  const names = ['2026-11-21.json', 'audit-public-key.pem'];
  expect((await readdir(join(second, 'audit-heads'))).sort()).toEqual(names);
  const key = await stat(join(world.dataDir, 'keys', 'audit.key'));
  expect((key.mode & 0o777).toString(8)).toBe('600');
  // The key stays: a second head is signed by the same.
  expect((await make()).publicKey).toBe((await make()).publicKey);
});

it('bears out a head whose row is there, also when more rows came [J-09]', async () => {
  const { audit } = world.storage;
  await audit.append(note('w1'));
  const { text, publicKey } = await make();
  await audit.append(note('w2'));

  expect(await faultOfHead(audit, text, publicKey)).toBeNull();
  expect(await checkHeads(audit, world.dataDir)).toEqual([]);
});

it('names a head that somebody wrote otherwise, or another key signed [J-09]', async () => {
  const { audit } = world.storage;
  await audit.append(note('w1'));
  const { text, publicKey, file } = await make();
  const other = await openTestStorage('sqlite');
  await other.storage.audit.append(note('w1'));
  const place = { dataDir: other.dataDir, secondPlace: null };
  const foreign = await makeHead({ audit: other.storage.audit, clock }, place);
  await other.leave();

  const forged = text.replace('"seq": 1', '"seq": 2');
  expect(await faultOfHead(audit, forged, publicKey)).toMatchObject({ expected: 'a signature' });
  expect(await faultOfHead(audit, text, foreign?.publicKey ?? '')).toMatchObject({ seq: 1 });
  expect(await faultOfHead(audit, '{', publicKey)).toMatchObject({ stored: 'no head' });
  await writeFile(file, forged);
  expect(await checkHeads(audit, world.dataDir)).toMatchObject([
    { check: 'audit-head', where: 'audit-heads/2026-11-21.json, audit_entries 2' },
  ]);
});

it('names the row that was cut off at the end of the journal, or written anew [J-09]', async () => {
  const { audit } = world.storage;
  await audit.append(note('w1'));
  const { text, publicKey, head } = await make();
  const cut = { bySeq: () => Promise.resolve(null) };
  const anew = { bySeq: async () => ({ ...(await audit.append(note('w2'))), hash: 'other' }) };

  const expected = head.hash;
  expect(await faultOfHead(cut, text, publicKey)).toEqual({ seq: 1, stored: 'absent', expected });
  expect(await faultOfHead(anew, text, publicKey)).toEqual({ seq: 1, stored: 'other', expected });
});

it('makes no key where heads are only checked: without it they are checked by the public one beside them [J-09]', async () => {
  const { audit } = world.storage;
  await audit.append(note('w1'));
  await make();
  await rm(join(world.dataDir, 'keys'), { recursive: true });

  expect(await checkHeads(audit, world.dataDir)).toEqual([]);
  await expect(stat(join(world.dataDir, 'keys'))).rejects.toThrow('ENOENT');
});

it('makes no key for an empty journal [J-08]', async () => {
  const place = { dataDir: world.dataDir, secondPlace: null };

  expect(await makeHead({ audit: world.storage.audit, clock }, place)).toBeNull();
  await expect(stat(join(world.dataDir, 'keys'))).rejects.toThrow('ENOENT');
});
