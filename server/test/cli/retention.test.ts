import { mkdirSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { startServer } from '../../src/main.ts';
import type { Storage } from '../../src/ports/index.ts';
import { shippedFieldRegistry } from '../../src/reference-data/field-registry.ts';
import { createSqliteStorage } from '../../src/storage-sqlite/index.ts';
import { machineSurroundings } from '../../src/surroundings.ts';
import { plantSurvey } from '../world/setup-world.ts';
import { jsonOf, refusalOf, runHere, runHereWith, setupFolder } from './run-sipas.ts';

let place: Awaited<ReturnType<typeof setupFolder>>;
beforeEach(async () => {
  place = await setupFolder();
});
afterEach(() => place.remove());

const run = (...args: string[]) => runHere(place.folder, 'retention', ...args, '--json');
const long = '2020-01-01T00:00:00.000Z';

async function inStore<T>(use: (storage: Storage) => Promise<T>): Promise<T> {
  const dataDir = join(place.folder, 'var');
  const storage = await createSqliteStorage({ dataDir, ...machineSurroundings });
  try {
    return await use(storage);
  } finally {
    await storage.keeper.close();
  }
}

/** A wave that was closed long ago with one signature, one that was closed today with another, a session and a caller of long ago. */
const plant = () =>
  inStore(async ({ waves, allowances, people, unknownPhones, ...storage }) => {
    const { waveId, closedWaveId } = await plantSurvey({ waves, ...storage } as Storage);
    await waves.setStatus(closedWaveId, 'closed', null, long);
    await waves.setStatus(waveId, 'closed', null, new Date().toISOString());
    const kept = (content: string, wave: string) => ({
      ...{ id: null, content, deviceId: 'd', waveId: wave, commune: '29551', village: '1' },
      ...{ amountVnd: 50_000, code: null },
      sealed: { household: null, name: `Người ${content}`, strokes: [], signedAt: long },
    });
    await allowances.keepOnce([kept('a', closedWaveId), kept('b', waveId)], long);
    const user = { id: 'u', username: 'lan', name: 'Lan', role: 'office', areas: [] } as const;
    await people.addUser({ ...user, passwordHash: '' }, long);
    await people.addSession({
      ...{ tokenHash: 't', userId: 'u', createdAt: long, expiresAt: long },
      ...{ id: 's', agent: 'Chrome', lastSeenAt: long },
    });
    await unknownPhones.noteCaller('x', long);
    return { waveId, closedWaveId };
  });

const rowsOf = (ran: Awaited<ReturnType<typeof run>>) =>
  Object.fromEntries(
    (jsonOf(ran) as { classes: { class: string; rows: number }[] }).classes.map(
      ({ class: name, rows }) => [name, rows],
    ),
  );
const past = {
  ...{ allowances: 1, 'phone-details': 0, 'phone-contacts': 0, sessions: 1 },
  ...{ 'enrolment-codes': 0, 'unknown-callers': 1 },
};
const nothing = Object.fromEntries(Object.keys(past).map((name) => [name, 0]));

test('a dry run counts and changes nothing; the next one removes, notes counts and no values, and verify agrees [Y-07]', async () => {
  const { waveId } = await plant();

  const dry = await run('--dry-run');
  const applied = await run('--apply');
  const again = await run('--apply');
  const verified = await runHere(place.folder, 'verify', '--json');

  expect([rowsOf(dry), rowsOf(applied), rowsOf(again)]).toEqual([past, past, nothing]);
  expect(jsonOf(dry)).toMatchObject({ applied: false });
  expect(verified.exit).toBe(0);
  await inStore(async ({ audit, allowances }) => {
    const { entries } = await audit.page({ act: 'retention.applied' }, { limit: 9, offset: 0 });
    expect(entries.map(({ details }) => JSON.parse(details) as object)).toEqual([nothing, past]);
    expect(entries[0]).toMatchObject({ actor: { kind: 'operator' }, objectKind: 'store' });
    const left = await allowances.list(waveId, 'all', { limit: 9, offset: 0 });
    expect(left.map(({ person }) => person.name)).toEqual(['Người b']);
  });
});

test('a backup of before that is restored is swept at the next run [Y-07]', async () => {
  await plant();
  const file = join(place.folder, 'before.sqlite');
  await runHere(place.folder, 'backup', file);
  await run('--apply');
  const data = join(place.folder, 'var');
  mkdirSync(join(data, 'damaged'));
  for (const name of readdirSync(data).filter((one) => one.startsWith('sipas.sqlite')))
    renameSync(join(data, name), join(data, 'damaged', name));
  expect((await runHere(place.folder, 'restore', file)).exit).toBe(0);

  const dry = await run('--dry-run');
  const applied = await run('--apply');

  // A restore ends every session by itself; the receipts of allowances are in no backup.
  expect(rowsOf(dry)).toMatchObject({ 'unknown-callers': 1, allowances: 0 });
  expect(rowsOf(applied)).toEqual(rowsOf(dry));
  expect(rowsOf(await run('--dry-run'))).toEqual(nothing);
  expect((await runHere(place.folder, 'verify')).exit).toBe(0);
});

test('a server sweeps the store on which it starts, unless that was done on the day [Y-09]', async () => {
  await plant();
  const config = readConfig({}, { dataDir: join(place.folder, 'var'), port: 0 });
  if (!config.ok) throw new Error('the settings of this test are wrong');
  const told: string[] = [];
  const note = (_: object, text: string) => void told.push(text);
  const log = { info: note, error: note };
  const swept = () => told.filter((text) => text === 'what was past its time is removed').length;
  const start = async () => (await startServer(config.value, { log })).close();

  await start();
  await vi.waitFor(() => expect(swept()).toBe(1));
  expect(rowsOf(await run('--dry-run'))).toEqual(nothing);
  await start();

  expect(swept()).toBe(1);
});

test('goes by the registry of the operator, and by none that promises what nothing keeps [Y-06]', async () => {
  await plant();
  const withDays = (id: string, days: number | null, from: string) => {
    const file = join(place.folder, 'so.json');
    const { records, retentions, ...rest } = shippedFieldRegistry();
    const changed = retentions.map((one) => (one.id === id ? { ...one, days, from } : one));
    writeFileSync(file, JSON.stringify({ ...rest, records, retentions: changed }));
    return runHereWith(
      place.folder,
      { SIPAS_FIELD_REGISTRY: file },
      ...['retention', '--dry-run', '--json'],
    );
  };

  expect(rowsOf(await withDays('session', 36_500, 'expired'))).toMatchObject({ sessions: 0 });
  expect(rowsOf(await withDays('session', null, 'account-needed'))).not.toHaveProperty('sessions');
  const refused = await withDays('survey', 365, 'wave-closed');
  expect([refused.exit, refusalOf(refused)]).toEqual([1, 'fields.invalid']);
});

test('one of the two is said, and nothing else [Y-07]', async () => {
  expect((await run()).exit).toBe(2);
  expect((await run('--dry-run', '--apply')).exit).toBe(2);
  expect((await run('--apply', 'now')).exit).toBe(2);
});
