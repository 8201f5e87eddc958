import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeBackup } from '../../../server/src/care/index.ts';
import { type Dice, createDice } from '../../../server/src/demo/dice.ts';
import { StoreFull, StoreLocked } from '../../../server/src/ports/index.ts';
import { createSqliteStorage, storeFileName } from '../../../server/src/storage-sqlite/index.ts';
import { machineSurroundings } from '../../../server/src/surroundings.ts';
import type { HarnessGiven, HarnessReport } from '../harness.ts';
import { judgeHistory, printViolation } from '../history.ts';
import { type StoreWorld, plantStore, readHeld } from '../store-care/store-world.ts';
import { type SmallDisk, mountSmallDisk } from './small-disk.ts';

const diskBytes = 12 * 1024 * 1024;
const disksPerStore = 12;
/** A full disk is full for every size of what is left: from nothing to a few pages. */
const mostLeftBytes = 160 * 1024;

export async function run(given: HarnessGiven): Promise<HarnessReport> {
  const dice = createDice(`disk full ${String(given.seed)}`);
  const violations: string[] = [];
  const counts = { 'pushes refused': 0, 'backups refused': 0, 'starts refused': 0 };
  let done = 0;
  while (done < given.budget && violations.length === 0) {
    const scene = await setup();
    try {
      violations.push(...(await refuseSecond(scene.world)));
      for (let disk = 0; disk < disksPerStore; disk++, done++)
        violations.push(...(await fillOnce(scene, dice, counts, disk)));
      violations.push(...(await judgeAll(scene.world)));
    } finally {
      await scene.world.storage.keeper.close().catch(() => undefined);
      scene.leave();
    }
    given.tell(`${String(done)} full disks`);
  }
  return { done, violations, figures: counts };
}

interface Scene {
  readonly world: StoreWorld;
  /** Holds the store, its journal and its first place for backups. */
  readonly disk: SmallDisk;
  readonly secondDisk: SmallDisk;
  readonly folder: string;
  leave(): void;
}

async function setup(): Promise<Scene> {
  const disk = mountSmallDisk(diskBytes);
  const secondDisk = mountSmallDisk(diskBytes);
  const world = await plantStore(join(disk.folder, 'var'), { alone: true });
  const folder = mkdtempSync(join(tmpdir(), 'sipas-disk-full-'));
  mkdirSync(join(disk.folder, 'backups'));
  return {
    world,
    disk,
    secondDisk,
    folder,
    leave() {
      disk.leave();
      secondDisk.leave();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function refuseSecond({ dataDir }: StoreWorld): Promise<string[]> {
  const place = { dataDir, alone: true, ...machineSurroundings };
  const second = await createSqliteStorage(place).catch((error: unknown) => error);
  return second instanceof StoreLocked ? [] : ['a second server opened the same store'];
}

type Counts = Record<'pushes refused' | 'backups refused' | 'starts refused', number>;

/** Which disk fills, while what is done. */
const places = ['data', 'start', 'backup', 'second'] as const;

async function fillOnce(scene: Scene, dice: Dice, counts: Counts, turn: number): Promise<string[]> {
  const place = places[turn % places.length] ?? 'data';
  const left = dice.between(0, mostLeftBytes);
  const { world, disk } = scene;
  if ((await world.push(2)) !== 200) return ['a push failed before the disk was full'];
  const found =
    place === 'second' || place === 'backup'
      ? await fillBackup(scene, place, left, counts)
      : await fillStore(scene, place, left, counts);
  disk.empty();
  scene.secondDisk.empty();
  const status = await world.push(1);
  if (status !== 200)
    found.push(
      `${place}: ${String(status)} when there was room again (${String(left)} bytes left before)`,
    );
  return found;
}

async function fillStore(
  { world, disk }: Scene,
  place: 'data' | 'start',
  left: number,
  counts: Counts,
): Promise<string[]> {
  const found: string[] = [];
  disk.fill(left);
  for (let batch = 0; batch < 30; batch++) {
    const status = await world.push(10);
    if (status === 200) continue;
    counts['pushes refused']++;
    if (status !== 507) found.push(`${place}: a full disk is told as ${String(status)}`);
    break;
  }
  if ((await world.storage.responses.villageCounts(world.waveId, 1, 'all')).length === 0)
    found.push(`${place}: no counts could be read while the disk was full`);
  if (place === 'start') {
    await world.storage.keeper.close().catch(() => undefined);
    await world.reopen().catch(async (error: unknown) => {
      counts['starts refused']++;
      if (!(error instanceof StoreFull))
        found.push(`a start on a full disk is told as ${String(error)}`);
      disk.empty();
      await world.reopen();
    });
  }
  return found;
}

async function fillBackup(
  { world, disk, secondDisk, folder }: Scene,
  place: 'backup' | 'second',
  left: number,
  counts: Counts,
): Promise<string[]> {
  const { keeper, responses } = world.storage;
  const needs = {
    keeper,
    check: (file: string) => keeper.checkBackup(file),
    clock: machineSurroundings.clock,
    folder: place === 'backup' ? join(disk.folder, 'backups') : folder,
    secondPlace: place === 'backup' ? null : secondDisk.folder,
  };
  const before = (await responses.head()).safeReceipt;
  (place === 'backup' ? disk : secondDisk).fill(left);
  const kind = await makeBackup(needs).then(
    () => 'done',
    (error: unknown) => (error as { kind?: string }).kind ?? String(error),
  );
  const found: string[] = [];
  const expected = place === 'backup' ? 'no-space' : 'second-place';
  if (kind !== expected) found.push(`${place}: a backup on a full disk is told as ${kind}`);
  else counts['backups refused']++;
  if ((await responses.head()).safeReceipt !== before)
    found.push(`${place}: receipts are called safe that no backup holds`);
  disk.empty();
  secondDisk.empty();
  const note = await makeBackup(needs).catch((error: unknown) => String(error));
  if (typeof note === 'string')
    return [...found, `${place}: no backup when there was room: ${note}`];
  if ((await responses.head()).safeReceipt !== (await keeper.lastReceipt()))
    found.push(`${place}: a whole backup did not make its receipts safe`);
  const copies = [needs.folder, ...(needs.secondPlace === null ? [] : [needs.secondPlace])];
  for (const where of copies) found.push(...judgeCopies(where, place));
  return found;
}

/** Every file under the name of a backup is a whole one; then room is made for the next. */
function judgeCopies(folder: string, place: string): string[] {
  const found: string[] = [];
  for (const name of readdirSync(folder)) {
    if (name.endsWith('.sqlite') && readHeld(join(folder, name)).length === 0)
      found.push(`${place}: ${name} holds nothing`);
    if (name.includes('.part')) found.push(`${place}: ${name} was left behind`);
    rmSync(join(folder, name), { recursive: true });
  }
  return found;
}

async function judgeAll(world: StoreWorld): Promise<string[]> {
  const { differences } = await world.storage.keeper.verify();
  const { incarnation } = await world.storage.responses.head();
  await world.storage.keeper.close();
  const held = readHeld(join(world.dataDir, storeFileName));
  const server = {
    incarnation,
    held,
    differences: differences.map(({ check, where }) => `${check} ${where}`),
  };
  return judgeHistory(world.history, { server, phones: [], isCalm: true }).map(printViolation);
}
