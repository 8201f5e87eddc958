import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AllowanceStore, JudgedAllowance } from '../../src/ports/index.ts';
import { createSeal } from '../../src/storage-rules/allowance-seal.ts';
import { type TestStorage, openTestStorage, storagesUnderTest } from './storages.ts';

const at = '2026-11-23T08:00:00.000Z';
const page = { limit: 100, offset: 0 };
const judged = (content: string, change: Partial<JudgedAllowance> = {}): JudgedAllowance => ({
  id: `id-${content}`,
  content,
  deviceId: 'd1',
  waveId: 'w1',
  commune: '29551',
  village: 'Khóm 1',
  amountVnd: 50_000,
  sealed: { household: '1', name: `Người ${content}`, strokes: [], signedAt: at },
  code: null,
  ...change,
});

describe.each(storagesUnderTest())('allowance receipts in %s', (name) => {
  let test: TestStorage;
  let store: AllowanceStore;
  beforeEach(async () => {
    test = await openTestStorage(name);
    store = test.storage.allowances;
  });
  afterEach(() => test.leave());

  const names = async (waveId: string) =>
    (await store.list(waveId, 'all', page)).map(({ person }) => person.name);

  it('keeps equal content once, also when it comes five times at once [L-05]', async () => {
    const kept = await Promise.all(
      Array.from({ length: 5 }, () => store.keepOnce([judged('a'), judged('a')], at)),
    );

    const outcomes = kept.flat().map(({ outcome }) => outcome);
    expect(outcomes.filter((outcome) => outcome === 'stored')).toHaveLength(1);
    expect(outcomes.filter((outcome) => outcome === 'already-stored')).toHaveLength(9);
    expect(await names('w1')).toEqual(['Người a']);
  });

  it('keeps all of a batch or nothing of it', async () => {
    const unfit = judged('b', { deviceId: null as unknown as string });

    await expect(store.keepOnce([judged('a'), unfit], at)).rejects.toThrow();

    expect(await names('w1')).toEqual([]);
  });

  it('lets a record that waits take no place of one that counts [L-05]', async () => {
    const first = await store.keepOnce([judged('a', { id: 'x', code: 'wave.closed' })], at);
    const second = await store.keepOnce([judged('b', { id: 'x' })], at);
    const third = await store.keepOnce([judged('c', { id: 'x' })], at);

    expect([...first, ...second, ...third]).toEqual([
      { outcome: 'quarantined', code: 'wave.closed' },
      { outcome: 'stored', code: null },
      { outcome: 'quarantined', code: 'allowance.conflict' },
    ]);
    expect(await store.communes('w1', 'all')).toEqual([
      { commune: '29551', signatures: 1, amountVnd: 50_000, waiting: 2 },
    ]);
  });

  it('deletes a wave, and only that one; unknown waves go by themselves [L-08]', async () => {
    await store.keepOnce([judged('a'), judged('b', { waveId: 'w2' })], at);
    await store.keepOnce([judged('c', { waveId: null, sealed: { unreadable: '{}' } })], at);
    await store.keepOnce([judged('d')], at);

    expect(await store.deleteWave('w1')).toBe(2);
    expect(await store.deleteWave('w1')).toBe(0);
    expect(await store.deleteWave(null)).toBe(1);
    expect(await names('w1')).toEqual([]);
    expect(await names('w2')).toEqual(['Người b']);
  });

  it('leaves nothing of a deleted record in its file [L-08]', async () => {
    const village = 'Ấp Rất Dễ Nhận Ra';
    await store.keepOnce([judged('a', { village })], at);
    expect((await test.allowances.bytes()).includes(village)).toBe(true);

    await store.deleteWave('w1');

    expect((await test.allowances.bytes()).includes(village)).toBe(false);
  });

  it('opens no record that was moved to another place [L-03]', async () => {
    await store.keepOnce([judged('a')], at);
    await test.allowances.change("update allowances set commune = '29557'");

    await expect(store.list('w1', 'all', page)).rejects.toThrow();
  });

  it('makes no new key where the old one is lost and records are there [L-03]', async () => {
    await store.keepOnce([judged('a')], at);
    await store.close();
    rmSync(join(test.dataDir, 'keys', 'allowance.key'));

    await expect(store.list('w1', 'all', page)).rejects.toThrow(/is lost/);
  });
});

it('seals alike texts differently, opens them with the same key only, and knows content again [L-03]', () => {
  const key = Buffer.alloc(32, 7);
  const seal = createSeal(key);
  const [one, two] = [seal.close('Hạnh', 'b'), seal.close('Hạnh', 'b')];

  expect(one.equals(two)).toBe(false);
  expect([seal.open(one, 'b'), createSeal(key).open(two, 'b')]).toEqual(['Hạnh', 'Hạnh']);
  expect(() => seal.open(one, 'c')).toThrow();
  expect(() => createSeal(Buffer.alloc(32, 8)).open(one, 'b')).toThrow();
  expect(createSeal(key).contentKey('x')).toBe(seal.contentKey('x'));
  expect(createSeal(Buffer.alloc(32, 8)).contentKey('x')).not.toBe(seal.contentKey('x'));
});
