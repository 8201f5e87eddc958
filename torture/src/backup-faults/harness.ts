import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { backupFolder, makeBackup } from '../../../server/src/care/index.ts';
import { machineSurroundings } from '../../../server/src/surroundings.ts';
import type { HarnessGiven, HarnessReport } from '../harness.ts';
import { type StoreWorld, plantStore, readHeld } from '../store-care/store-world.ts';
import { type CallFault, createCallFaults } from '../store-care/fault-calls.ts';

const ways = [
  { forGood: false, afterwards: false },
  { forGood: true, afterwards: false },
  { forGood: false, afterwards: true },
] as const;

/** One sweep over every call for each way of failing; again from the first where the budget is larger. */
export async function run(given: HarnessGiven): Promise<HarnessReport> {
  const dataDir = mkdtempSync(join(tmpdir(), 'sipas-backup-faults-'));
  const secondPlace = join(dataDir, 'second');
  mkdirSync(secondPlace);
  const world = await plantStore(dataDir);
  const faults = createCallFaults();
  const violations: string[] = [];
  const needs = {
    keeper: world.storage.keeper,
    check: (file: string) => world.storage.keeper.checkBackup(file),
    clock: machineSurroundings.clock,
    folder: backupFolder(dataDir),
    secondPlace,
  };
  await world.push(3);
  await makeBackup(needs);

  const scene: Scene = { world, secondPlace, faults, violations, backUp: () => makeBackup(needs) };
  // The short run begins each sweep elsewhere, so that all of them together meet every kind of call.
  const stride = given.budget < 150 ? 3 : 1;
  let done = 0;
  let mostCalls = 0;
  for (let sweep = 0; done < given.budget; sweep++) {
    const way = ways[sweep % ways.length] ?? ways[0];
    const { faulted, calls } = await sweepOver(
      scene,
      way,
      1 + ((sweep + given.seed) % stride),
      stride,
    );
    done += faulted;
    mostCalls = Math.max(mostCalls, calls);
    given.tell(`${String(done)} faults`);
    if (isBroken(scene)) break;
  }
  const last = await makeBackup(needs).catch((error: unknown) => String(error));
  if (typeof last === 'string') violations.push(`the backup after the faults failed: ${last}`);
  await world.storage.keeper.close();
  rmSync(dataDir, { recursive: true, force: true });
  return { done, violations, figures: { 'calls of one backup': mostCalls } };
}

interface Scene {
  readonly world: StoreWorld;
  readonly secondPlace: string;
  readonly faults: ReturnType<typeof createCallFaults>;
  readonly violations: string[];
  readonly backUp: () => Promise<unknown>;
}

const isBroken = ({ violations }: Scene): boolean => violations.length > 0;

/** Every so many-th call fails in turn, in one way, until the backup makes no call beyond. */
async function sweepOver(
  scene: Scene,
  way: Omit<CallFault, 'at'>,
  from: number,
  stride: number,
): Promise<{ faulted: number; calls: number }> {
  const { world, secondPlace, faults, violations } = scene;
  let faulted = 0;
  let calls = 0;
  for (let at = from, fired = true; fired && !isBroken(scene); at += stride, faulted++) {
    const fault: CallFault = { at, ...way };
    if ((await world.push(1)) !== 200) violations.push('the store took no form before a fault');
    calls = await faults.during(fault, scene.backUp);
    fired = calls >= at;
    violations.push(...(await judge(world, secondPlace, JSON.stringify(fault))));
    thinOut(world.dataDir, secondPlace);
  }
  return { faulted, calls };
}

/** Reads copies past the product: what is called safe must lie whole in the second place. */
async function judge(world: StoreWorld, secondPlace: string, where: string): Promise<string[]> {
  const found: string[] = [];
  const acknowledged = world.history.filter((event) => event.type === 'receipt');
  const copies = [backupFolder(world.dataDir), secondPlace].flatMap((folder) =>
    readdirSync(folder)
      .filter((name) => name.endsWith('.sqlite'))
      .map((name) => join(folder, name)),
  );
  const whole = new Map<string, ReadonlySet<string>>();
  for (const copy of copies)
    try {
      whole.set(copy, new Set(readHeld(copy).map(({ hash }) => hash)));
    } catch (error) {
      // A name that was claimed and could not be taken back while every call fails is empty, and has no note.
      if (!where.includes('"forGood":true'))
        found.push(`${where}: ${copy} is half: ${String(error)}`);
    }
  const { safeReceipt } = await world.storage.responses.head();
  const safe = acknowledged.filter(({ receipt }) => receipt <= safeReceipt);
  const isHeld = [...whole].some(
    ([copy, held]) => copy.startsWith(secondPlace) && safe.every(({ hash }) => held.has(hash)),
  );
  if (!isHeld)
    found.push(
      `${where}: receipt ${String(safeReceipt)} is called safe and lies in no second place`,
    );
  return found;
}

/** Keeps the newest copies only, so that a long run does not fill the disk; the rotation has its own test. */
function thinOut(dataDir: string, secondPlace: string): void {
  for (const folder of [backupFolder(dataDir), secondPlace]) {
    const names = readdirSync(folder).filter((name) => !name.endsWith('.note.json'));
    for (const name of names.sort().slice(0, -6)) {
      rmSync(join(folder, name), { force: true });
      const stem = name.replace(/\.sqlite$/, '');
      for (const note of readdirSync(folder).filter((one) => one.startsWith(`${stem}-`)))
        rmSync(join(folder, note), { force: true });
    }
  }
}
