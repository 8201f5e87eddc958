import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createSqliteStorage } from '../../src/storage-sqlite/index.ts';
import { machineSurroundings } from '../../src/surroundings.ts';
import { jsonOf, refusalOf, runHere, setupFolder } from './run-sipas.ts';

let place: Awaited<ReturnType<typeof setupFolder>>;
const run = (...args: string[]) => runHere(place.folder, ...args);
beforeAll(async () => {
  place = await setupFolder();
}, 120_000);
afterAll(() => place.remove());

const make = (name: string, ...more: string[]) =>
  run(
    ...['wave', 'create', '--name', name, '--instrument', 'household-2022'],
    ...['--catalogue', '2025-07-01', '--open', '--json', ...more],
  );

async function inStore<T>(
  use: (storage: Awaited<ReturnType<typeof createSqliteStorage>>) => Promise<T>,
): Promise<T> {
  const dataDir = join(place.folder, 'var');
  const storage = await createSqliteStorage({ dataDir, ...machineSurroundings });
  try {
    return await use(storage);
  } finally {
    await storage.keeper.close();
  }
}

test('a wave is made with its allowance, or without one', async () => {
  await make('Có bồi dưỡng', '--allowance-vnd', '50000');
  await make('Không bồi dưỡng');

  const waves = await inStore((storage) => storage.waves.waves());
  expect(waves.map(({ name, allowanceVnd }) => [name, allowanceVnd])).toEqual([
    ['Có bồi dưỡng', 50_000],
    ['Không bồi dưỡng', null],
  ]);
});

test.each(['0', '-5', '1.5', '10000001', 'năm'])('an allowance of %s is no usage', async (vnd) => {
  expect((await make('Sai', `--allowance-vnd=${vnd}`)).exit).toBe(2);
});

test('the receipts of one wave are deleted, by number and without names [L-08]', async () => {
  const [{ id } = { id: '' }] = await inStore((storage) => storage.waves.waves());
  const kept = (content: string, waveId: string | null) => ({
    id: null,
    content,
    deviceId: 'd',
    waveId,
    commune: '29551',
    village: '1',
    amountVnd: 50_000,
    sealed: { household: null, name: 'Hạnh', strokes: [], signedAt: '2026-11-23T08:00:00.000Z' },
    code: null,
  });
  await inStore((storage) =>
    storage.allowances.keepOnce(
      [kept('a', id), kept('b', id), kept('c', null)],
      '2026-11-23T08:00:00.000Z',
    ),
  );

  const ran = await run('allowances', 'delete', '--wave', id, '--json');
  const again = await run('allowances', 'delete', '--wave', id);
  const unplaced = await run('allowances', 'delete', '--unplaced', '--json');

  expect([ran.exit, jsonOf(ran), ran.err]).toEqual([0, { deleted: 2 }, '']);
  expect([again.exit, again.out]).toEqual([0, 'Đã xóa · deleted: 0\n']);
  expect(jsonOf(unplaced)).toEqual({ deleted: 1 });
});

test('a wave that is not there, or none named, deletes nothing [L-08]', async () => {
  const unknown = await run('allowances', 'delete', '--wave', 'none', '--json');

  expect([unknown.exit, refusalOf(unknown)]).toEqual([1, 'wave.unknown']);
  expect((await run('allowances', 'delete')).exit).toBe(2);
  expect((await run('allowances', 'delete', '--wave', 'x', '--unplaced')).exit).toBe(2);
});
