import { createHash } from 'node:crypto';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { backupFolder, makeBackup, refuseChangedSetup } from '../../../server/src/care/index.ts';
import { type Dice, createDice } from '../../../server/src/demo/dice.ts';
import { type Storage, StoreDamaged, StoreNewer } from '../../../server/src/ports/index.ts';
import { createSqliteStorage, storeFileName } from '../../../server/src/storage-sqlite/index.ts';
import { machineSurroundings } from '../../../server/src/surroundings.ts';
import { noticeForgotten } from '../../../server/src/use-cases/sync/notice-forgotten.ts';
import type { HarnessGiven, HarnessReport } from '../harness.ts';
import { type StoreWorld, plantStore } from '../store-care/store-world.ts';

/** Every third flip falls into the journal of a server that was killed, the others into the file of one that stopped. */
const journalEvery = 3;

export async function run(given: HarnessGiven): Promise<HarnessReport> {
  const root = mkdtempSync(join(tmpdir(), 'sipas-page-flips-'));
  const sound = await makeSnapshots(root);
  const dice = createDice(`page flips ${String(given.seed)}`);
  const violations: string[] = [];
  const counts = {
    'refused at start': 0,
    'named by verify': 0,
    'named by a phone': 0,
    harmless: 0,
  };

  let done = 0;
  for (; done < given.budget && violations.length < 5; done++) {
    const isJournal = done % journalEvery === 0;
    const snapshot = isJournal ? sound.killed : sound.stopped;
    const dataDir = join(root, 'flipped');
    rmSync(dataDir, { recursive: true, force: true });
    cpSync(snapshot, dataDir, { recursive: true });
    const where = flipOneBit(join(dataDir, storeFileName + (isJournal ? '-wal' : '')), dice);
    const outcome = await judge(dataDir, sound);
    if (outcome === 'silent') violations.push(`${where}: a wrong answer, and nobody said a word`);
    else if (outcome.startsWith('!')) violations.push(`${where}: ${outcome}`);
    else counts[outcome as keyof typeof counts]++;
    if (done % 100 === 99) given.tell(`${String(done + 1)} flips`);
  }
  rmSync(root, { recursive: true, force: true });
  return { done, violations, figures: counts };
}

interface Sound {
  readonly stopped: string;
  readonly killed: string;
  readonly waveId: string;
  readonly lastReceipt: number;
  readonly answers: string;
}

/** One store, as a server leaves it that stopped, and as one leaves it that was killed with its last work in the journal. */
async function makeSnapshots(root: string): Promise<Sound> {
  const dataDir = join(root, 'sound');
  const world = await plantStore(dataDir);
  await world.push(40);
  await makeBackup({
    keeper: world.storage.keeper,
    check: (file) => world.storage.keeper.checkBackup(file),
    clock: machineSurroundings.clock,
    folder: backupFolder(dataDir),
    secondPlace: null,
  });
  await world.storage.keeper.close();
  await world.reopen();
  for (let batch = 0; batch < 5; batch++) await world.push(4);
  const killed = join(root, 'killed');
  copyStore(world, killed);
  const answers = await answersOf(world.storage, world.waveId);
  const lastReceipt = await world.storage.keeper.lastReceipt();
  await world.storage.keeper.close();
  const stopped = join(root, 'stopped');
  copyStore(world, stopped);
  return { stopped, killed, waveId: world.waveId, lastReceipt, answers };
}

/** The notes of the backups name the backups themselves, which stay where they are. The index of the journal is made anew. */
function copyStore(world: StoreWorld, target: string): void {
  cpSync(world.dataDir, target, { recursive: true, filter: (file) => !file.endsWith('-shm') });
}

function flipOneBit(file: string, dice: Dice): string {
  const bytes = readFileSync(file);
  const at = dice.between(0, bytes.length - 1);
  const bit = dice.between(0, 7);
  bytes[at] = (bytes[at] ?? 0) ^ (1 << bit);
  writeFileSync(file, bytes);
  return `bit ${String(bit)} of byte ${String(at)} in ${file.split('/').at(-1) ?? ''}`;
}

async function judge(dataDir: string, sound: Sound): Promise<string> {
  let storage: Storage | undefined;
  try {
    storage = await createSqliteStorage({ dataDir, alone: true, ...machineSurroundings });
    await refuseChangedSetup(storage, backupFolder(dataDir));
  } catch (error) {
    await storage?.keeper.close().catch(() => undefined);
    const isNamed = error instanceof StoreDamaged || error instanceof StoreNewer;
    return isNamed ? 'refused at start' : `! refused without a name: ${String(error)}`;
  }
  try {
    const { differences } = await storage.keeper.verify();
    if (differences.length > 0) return 'named by verify';
    if (await phoneObjects(storage, sound.lastReceipt)) return 'named by a phone';
    return (await answersOf(storage, sound.waveId)) === sound.answers ? 'harmless' : 'silent';
  } catch (error) {
    // A verify that breaks off has not called the store sound.
    return error instanceof StoreDamaged ? 'named by verify' : `! verify broke: ${String(error)}`;
  } finally {
    await storage.keeper.close().catch(() => undefined);
  }
}

/** The phone that holds the last receipt says hello. */
async function phoneObjects({ keeper, devices }: Storage, lastReceipt: number): Promise<boolean> {
  let isHeard = false;
  const care = {
    noticeForgotten() {
      isHeard = true;
      return Promise.resolve();
    },
  };
  await noticeForgotten({ keeper, devices, care }, { lastReceipt }, { id: 'p' });
  return isHeard;
}

/** Everything that a report or an export is made of, as one hash: counts, rows, progress, units, questions, plans. */
async function answersOf(storage: Storage, waveId: string): Promise<string> {
  const { responses, waves } = storage;
  const digest = createHash('sha256');
  const take = (content: unknown) =>
    digest.update(
      JSON.stringify(content, (_key, value: unknown) =>
        ArrayBuffer.isView(value)
          ? Buffer.from(value.buffer as ArrayBuffer).toString('hex')
          : value,
      ),
    );
  take(await waves.units());
  take(await waves.groupings());
  take(await waves.instruments());
  take(await waves.villages(waveId));
  for (const { name: _name, status: _status, ...wave } of await waves.waves()) take(wave);
  for (const { key } of await waves.instruments()) {
    take([...(await responses.villageCounts(waveId, key, 'all'))]);
    for await (const row of responses.countedResponses(waveId, key, 'all')) take(row);
  }
  take(await responses.progress(waveId, 'all'));
  take(await responses.keptApart(waveId, 'all', { limit: 500, offset: 0 }));
  return digest.digest('hex');
}
