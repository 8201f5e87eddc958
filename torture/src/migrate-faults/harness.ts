import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import Driver from 'better-sqlite3';
import {
  migrationsFolder,
  openStore,
  storeFileName,
} from '../../../server/src/storage-sqlite/open-store.ts';
import { machineSurroundings } from '../../../server/src/surroundings.ts';
import type { HarnessGiven, HarnessReport } from '../harness.ts';
import { createCallFaults } from '../store-care/fault-calls.ts';

const faultWays = [
  { forGood: false, afterwards: false },
  { forGood: true, afterwards: false },
  { forGood: false, afterwards: true },
] as const;

/** In turn: killed at every moment, then each call failing in each way; from the first version, then from the second. */
export async function run(given: HarnessGiven): Promise<HarnessReport> {
  const root = mkdtempSync(join(tmpdir(), 'sipas-migrate-faults-'));
  const scene: Scene = { root, faults: createCallFaults(), violations: [], figures: new Map() };
  // The short run meets every so many-th moment, another one in each sweep.
  const stride = given.budget < 100 ? 9 : 1;
  let done = 0;
  for (let sweep = 0; done < given.budget && scene.violations.length === 0; sweep++) {
    const old = makeOldStore(root, 1 + (Math.floor(sweep / 4) % 2), 20 + sweep);
    const steps = { from: 1 + ((sweep + given.seed) % stride), stride };
    const way = faultWays[(sweep % 4) - 1];
    done +=
      way === undefined
        ? await killEverywhere(scene, old, steps)
        : await failEverywhere(scene, old, way, steps);
    given.tell(`${String(done)} moments`);
  }
  rmSync(root, { recursive: true, force: true });
  const { violations, figures } = scene;
  return { done, violations, figures: Object.fromEntries(figures) };
}

interface Scene {
  readonly root: string;
  readonly faults: ReturnType<typeof createCallFaults>;
  readonly violations: string[];
  readonly figures: Map<string, number>;
}

/** Which moments are met: from this one on, every so many-th. */
interface Steps {
  readonly from: number;
  readonly stride: number;
}

interface OldStore {
  readonly folder: string;
  readonly waves: number;
}

/** A store as an earlier version left it, with rows in it. */
function makeOldStore(root: string, versions: number, waves: number): OldStore {
  const folder = join(root, 'old');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
  const journalFile = join(migrationsFolder, 'meta', '_journal.json');
  const { entries } = JSON.parse(readFileSync(journalFile, 'utf8')) as {
    entries: { tag: string; when: number }[];
  };
  const store = new Driver(join(folder, storeFileName));
  store.pragma('journal_mode = WAL');
  // The table in which the migrator keeps what it has done.
  store.exec(
    'create table __drizzle_migrations (id serial primary key, hash text not null, created_at numeric)',
  );
  for (const { tag, when } of entries.slice(0, versions)) {
    store.exec(readFileSync(join(migrationsFolder, `${tag}.sql`), 'utf8'));
    store
      .prepare('insert into __drizzle_migrations (hash, created_at) values (?, ?)')
      .run(tag, when);
  }
  const add = store.prepare(
    `insert into waves (id, name, status, catalogue, scheme, minimum_base, minimum_cell, district_grouping, created_at)
     values (?, 'w', 'open', '2025-07-01', 'criterion_mean', 0, 0, '', '')`,
  );
  for (let wave = 0; wave < waves; wave++) add.run(`wave ${String(wave)}`);
  store.close();
  return { folder, waves };
}

const placeOf = (dataDir: string) => ({ dataDir, ...machineSurroundings });

async function open(dataDir: string): Promise<void> {
  const store = await openStore(placeOf(dataDir));
  store.connection.close();
}

/** The files at a moment are what a process that is killed then leaves: its open transaction was in its memory alone. */
async function killEverywhere(
  { root, faults, violations, figures }: Scene,
  old: OldStore,
  { from, stride }: Steps,
): Promise<number> {
  const dataDir = join(root, 'running');
  const moments = join(root, 'moments');
  for (const folder of [dataDir, moments]) rmSync(folder, { recursive: true, force: true });
  mkdirSync(moments);
  cpSync(old.folder, dataDir, { recursive: true });
  let calls = 0;
  await faults.watching(
    () => {
      calls++;
      if (calls >= from && (calls - from) % stride === 0)
        cpSync(dataDir, join(moments, String(calls)), { recursive: true });
    },
    () => open(dataDir),
  );
  figures.set('calls of one start', Math.max(calls, figures.get('calls of one start') ?? 0));
  const taken = readdirSync(moments);
  for (const moment of taken) {
    const found = await judge(join(moments, moment), old);
    violations.push(...found.map((what) => `killed before call ${moment}: ${what}`));
  }
  return taken.length;
}

async function failEverywhere(
  { root, faults, violations }: Scene,
  old: OldStore,
  way: (typeof faultWays)[number],
  { from, stride }: Steps,
): Promise<number> {
  const dataDir = join(root, 'failing');
  let failed = 0;
  for (let at = from, fired = true; fired; at += stride, failed++) {
    rmSync(dataDir, { recursive: true, force: true });
    cpSync(old.folder, dataDir, { recursive: true });
    fired = (await faults.during({ at, ...way }, () => open(dataDir))) >= at;
    const found = await judge(dataDir, old);
    violations.push(...found.map((what) => `${JSON.stringify({ at, ...way })}: ${what}`));
  }
  return failed;
}

/** Copies are read before the next start, which makes its own. */
async function judge(dataDir: string, old: OldStore): Promise<string[]> {
  const found = judgeCopies(dataDir, old, 'before the next start');
  const wasOld = migrationsOf(join(dataDir, storeFileName)) < newest;
  try {
    await open(dataDir);
  } catch (error) {
    return [...found, `the next start fails: ${String(error)}`];
  }
  const file = join(dataDir, storeFileName);
  if (migrationsOf(file) !== newest) found.push('the next start did not finish');
  if (wavesOf(file) !== old.waves)
    found.push(`${String(wavesOf(file))} waves of ${String(old.waves)}`);
  const after = judgeCopies(dataDir, old, 'after the next start');
  if (wasOld && copiesOf(dataDir).length === 0) found.push('it was migrated without a copy');
  return [...found, ...after];
}

const newest = readdirSync(migrationsFolder).filter((name) => name.endsWith('.sql')).length;

function copiesOf(dataDir: string): readonly string[] {
  const folder = join(dataDir, 'backups');
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith('.sqlite'))
    .map((name) => join(folder, name));
}

/** What bears the name of a copy is one: the old store, whole. */
function judgeCopies(dataDir: string, old: OldStore, when: string): string[] {
  return copiesOf(dataDir)
    .filter((copy) => wavesOf(copy) !== old.waves)
    .map((copy) => `${copy} is half ${when}`);
}

const wavesOf = (file: string): number => countIn(file, 'waves');
const migrationsOf = (file: string): number => countIn(file, '__drizzle_migrations');

/** Read past the product; -1 where the file is no store. */
function countIn(file: string, table: string): number {
  const database = new DatabaseSync(file);
  try {
    return Number(database.prepare(`select count(*) as rows from ${table}`).get()?.['rows']);
  } catch {
    return -1;
  } finally {
    database.close();
  }
}
