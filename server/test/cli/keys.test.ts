import { readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { canonicalJson } from '@sipas/shared/kernel';
import { type TestPhone, pushBody } from '../world/phone.ts';
import { type PublicKey, createSigner, finish, seal } from '../world/sealing.ts';
import { type World, setupWorld } from '../world/setup-world.ts';
import { jsonOf, refusalOf, runHere, setupFolder } from './run-sipas.ts';

interface Key {
  readonly keyId: string;
  readonly isHere: boolean;
  readonly waiting: number;
  readonly waveIds: readonly string[];
}

let place: Awaited<ReturnType<typeof setupFolder>>;
let world: World;
let phone: TestPhone;
let first: PublicKey;
const at = (name: string) => join(place.folder, name);
/** Runs a command on the store of this world. */
const run = (...args: string[]) => runHere(place.folder, ...args, '--data', world.dataDir);
/** Runs it on the store that was restored elsewhere. */
const elsewhere = (...args: string[]) => runHere(place.folder, ...args, '--data', at('other'));
const keysOf = async (ran: ReturnType<typeof run>) =>
  (jsonOf(await ran) as { keys: readonly Key[] }).keys;

beforeAll(async () => {
  place = await setupFolder();
  world = await setupWorld();
  phone = await world.addPhone(await world.addPerson('mot', 'surveyor', ['29551']));
  const key = (await world.storage.ingestKeys.newest()).get(world.waveId);
  if (key === undefined) throw new Error('the wave has no key');
  first = key;
});
afterAll(async () => {
  await world.leave();
  await place.remove();
});

const form = async (why: string, key = first) =>
  canonicalJson(
    await finish(await seal(phone.envelope({ answers: { q1: '1', why } }), key), await signer),
  );
const signer = createSigner();

const privateHalf = async (file: string): Promise<string> => {
  const { keys } = JSON.parse(await readFile(file, 'utf8')) as { keys: { privateKey: string }[] };
  return keys[0]?.privateKey ?? 'none';
};

const outcomes = async (answer: Response) =>
  ((await answer.json()) as { receipts: { outcome: string; code?: string }[] }).receipts.map(
    ({ outcome, code }) => code ?? outcome,
  );

test('a wave gets another key, the first stays, and a server that runs opens both [A-163]', async () => {
  const before = await keysOf(run('keys', 'list', '--json'));

  const made = jsonOf(await run('keys', 'rotate', '--wave', world.waveId, '--json')) as PublicKey;

  const now = await keysOf(run('keys', 'list', '--json'));
  expect(now).toHaveLength(before.length + 1);
  expect(now.filter(({ waveIds }) => waveIds.includes(world.waveId))).toHaveLength(2);
  expect((await world.storage.ingestKeys.newest()).get(world.waveId)?.keyId).toBe(made.keyId);
  const lines = [await form('theo khóa cũ'), await form('theo khóa mới', made)];
  expect(await outcomes(await world.push(phone, pushBody(phone, lines)))).toEqual([
    'stored',
    'stored',
  ]);
  expect(refusalOf(await run('keys', 'rotate', '--wave', 'none', '--json'))).toBe('wave.unknown');
});

test('prints no private half, and writes them only into a new file of their own [A-162]', async () => {
  const own = await privateHalf(join(world.dataDir, 'ingest-keys.json'));
  const listed = await run('keys', 'list');

  const exported = await run('keys', 'export', 'safe.json');

  expect(listed.out + listed.err + exported.out + exported.err).not.toContain(own);
  expect(await readFile(at('safe.json'), 'utf8')).toContain(own);
  expect((await stat(at('safe.json'))).mode & 0o777).toBe(0o600);
  // What the console warns of until then.
  const here = (await world.storage.ingestKeys.list()).filter(({ isHere }) => isHere);
  const noted = await readFile(join(world.dataDir, 'backups', 'keys-copied.json'), 'utf8');
  expect(new Set((JSON.parse(noted) as { keyIds: string[] }).keyIds)).toEqual(
    new Set(here.map(({ keyId }) => keyId)),
  );
  expect(refusalOf(await run('keys', 'export', 'safe.json', '--json'))).toBe('file.exists');
});

test('takes nothing in that is no file of keys', async () => {
  await writeFile(at('spoilt.json'), '{"version":1,"keys":[{}]}');

  for (const name of ['spoilt.json', 'nowhere.json'])
    expect(refusalOf(await run('keys', 'import', name, '--json'))).toBe('file.unreadable');
});

test('a store that was restored without its keys loses nothing, and with them is what it was [A-167]', async () => {
  await run('backup', 'copy.sqlite');
  const copy = await readFile(at('copy.sqlite'));
  const own = await privateHalf(at('safe.json'));
  expect(copy.includes(own)).toBe(false);
  const since = pushBody(phone, [await form('sau khi sao lưu'), await form('lần nữa')]);
  expect(await outcomes(await world.push(phone, since))).toEqual(['stored', 'stored']);
  await writeFile(at('since.ndjson'), since);

  // Restored without the keys: said so, and every form that was counted still is.
  const restored = await elsewhere('restore', 'copy.sqlite', '--json');
  expect(jsonOf(restored)).toMatchObject({ counted: 2 });
  const report = jsonOf(await elsewhere('verify', '--json')) as {
    differences: { check: string; where: string; stored: string }[];
  };
  expect(report.differences.map(({ check, stored }) => `${check}: ${stored}`)).toEqual([
    'ingest-key: 1 forms that cannot be opened',
    'ingest-key: 1 forms that cannot be opened',
  ]);

  // What comes meanwhile waits.
  const taken = jsonOf(await elsewhere('import-batch', 'since.ndjson', '--json')) as {
    receipts: { code: string; receipt: number }[];
  };
  expect(taken.receipts.map(({ code }) => code)).toEqual([
    'envelope.key-unknown',
    'envelope.key-unknown',
  ]);
  const lacking = (await keysOf(elsewhere('keys', 'list', '--json'))).filter(
    ({ isHere }) => !isHere,
  );
  expect(lacking.find(({ keyId }) => keyId === first.keyId)?.waiting).toBe(2);

  // The keys are brought: all counts, under the receipts that it has.
  expect(jsonOf(await elsewhere('keys', 'import', 'safe.json', '--json'))).toMatchObject({
    ...{ known: 0, stored: 2, waiting: 0 },
  });
  expect(jsonOf(await elsewhere('keys', 'import', 'safe.json', '--json'))).toMatchObject({
    ...{ added: 0, stored: 0, waiting: 0 },
  });
  expect(await elsewhere('verify', '--json')).toMatchObject({ exit: 0 });
  const again = jsonOf(await elsewhere('import-batch', 'since.ndjson', '--json')) as typeof taken;
  expect(again.receipts.map(({ receipt }) => receipt)).toEqual(
    taken.receipts.map(({ receipt }) => receipt),
  );
  for (const what of ['responses', 'scores']) {
    const args = ['export', what, '--wave', world.waveId];
    const [here, there] = [await run(...args), await elsewhere(...args)];
    expect(here.exit).toBe(0);
    expect(there.out).toBe(here.out);
  }
});

test('a drill opens the sealed forms of the copy with the keys of the store', async () => {
  const backups = join(world.dataDir, 'backups');
  expect(await run('backup', join(backups, 'one.sqlite'))).toMatchObject({ exit: 0 });
  expect(jsonOf(await run('drill', '--json'))).toMatchObject({ differences: [], counted: 4 });

  await rm(join(world.dataDir, 'ingest-keys.json'));
  expect(await run('drill', '--json')).toMatchObject({ exit: 1 });
  await writeFile(join(world.dataDir, 'ingest-keys.json'), await readFile(at('safe.json'), 'utf8'));
  expect(await run('drill', '--json')).toMatchObject({ exit: 0 });
});
