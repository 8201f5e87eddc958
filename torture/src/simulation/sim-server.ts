import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import type { Instant } from '@sipas/shared/kernel';
import { restoreInto } from '../../../server/src/cli/restore.ts';
import type { App } from '../../../server/src/http/app.ts';
import { createServerApp } from '../../../server/src/main.ts';
import type { Storage } from '../../../server/src/ports/index.ts';
import { createSqliteStorage, storeFileName } from '../../../server/src/storage-sqlite/index.ts';
import { newId, origin } from '../../../server/test/world/setup-world.ts';
import type { FinalContent, HeldLine, HistoryEvent } from '../history.ts';
import { type Template, copyTemplate } from './template.ts';

/** The server with its disk: it can be killed, backed up, and restored. */
export interface SimServer {
  ask(path: string, init: RequestInit): Promise<Response>;
  /** Another process opens what a killed one left on the disk. */
  kill(): Promise<void>;
  backUp(): Promise<void>;
  /** The disk is lost; the newest backup becomes the store (the day of the template, where there is none). */
  restore(): Promise<void>;
  jumpClock(ms: number): void;
  /** What it holds at the end, and what it lacks of the first so many phones. */
  content(phones: number): Promise<NonNullable<FinalContent['server']>>;
  leave(): Promise<void>;
}

const startMs = Date.UTC(2026, 10, 23, 3);
const silent = { info: () => undefined, error: () => undefined };

/** The store as a process of the server has it open. */
interface Life {
  readonly dataDir: string;
  readonly storage: Storage;
  readonly app: App;
}

export async function createSimServer(
  template: Template,
  history: HistoryEvent[],
): Promise<SimServer> {
  let lives = 0;
  let backups = 0;
  let newest: string | null = null;
  let nowMs = startMs;
  let live: Life = await open(firstFolder());

  function nextFolder(): string {
    lives += 1;
    return join(template.scratch, `life-${String(lives)}`);
  }
  function firstFolder(): string {
    const folder = nextFolder();
    copyTemplate(template, folder);
    return folder;
  }

  async function open(dataDir: string): Promise<Life> {
    const clock = { now: () => new Date((nowMs += 1000)).toISOString() as Instant };
    const ids = { uuid7: newId };
    const storage = await createSqliteStorage({ dataDir, clock, ids });
    const random = { bytes: (count: number) => crypto.getRandomValues(new Uint8Array(count)) };
    const config = { origin, version: '0', clientFolder: join(dataDir, 'no-client') };
    const app = createServerApp({ storage, config, clock, ids, random, log: silent });
    return { dataDir, storage, app };
  }

  async function end({ dataDir, storage }: Life): Promise<void> {
    await storage.keeper.close();
    rmSync(dataDir, { recursive: true, force: true });
  }

  async function kill(): Promise<void> {
    const before = live;
    const folder = nextFolder();
    // As the files stand at this moment, the journal of the database beside it, nothing closed.
    cpSync(before.dataDir, folder, { recursive: true });
    await end(before);
    live = await open(folder);
  }

  async function backUp(): Promise<void> {
    backups += 1;
    const file = join(template.scratch, `backup-${String(lives)}-${String(backups)}.sqlite`);
    const { receipt } = await live.storage.keeper.backup(file, new Date(nowMs).toISOString());
    if (newest !== null) rmSync(newest);
    newest = file;
    history.push({ type: 'backed-up', backup: file, receipt });
  }

  async function restore(): Promise<void> {
    await end(live);
    const folder = nextFolder();
    const restored = await restoreInto(
      { dataDir: folder },
      newest ?? join(template.folder, storeFileName),
    );
    if (!restored.ok) throw new Error(`restore: ${JSON.stringify(restored.error)}`);
    live = await open(folder);
    const { incarnation } = await live.storage.responses.head();
    history.push({ type: 'restored', backup: newest, incarnation });
  }

  /** A request may kill the server while it is being backed up; deaths in a backup are what backup-faults is about. */
  let last: Promise<void> = Promise.resolve();
  const inTurn = (work: () => Promise<void>) => (last = last.then(work));

  return {
    ask: async (path, init) => live.app.request(path, init),
    kill: () => inTurn(kill),
    backUp: () => inTurn(backUp),
    restore: () => inTurn(restore),
    jumpClock(ms) {
      nowMs += ms;
    },
    async content(phones) {
      const { incarnation } = await live.storage.responses.head();
      const { differences } = await live.storage.keeper.verify();
      const missing = [];
      for (const { deviceId } of template.enrolments.slice(0, phones)) {
        const ledger = await live.storage.devices.ledger(deviceId);
        missing.push(...ledger.missing.map((gap) => ({ ...gap, phone: deviceId })));
      }
      return {
        incarnation,
        held: readHeld(join(live.dataDir, storeFileName)),
        differences: differences.map((difference) => JSON.stringify(difference)),
        missing,
      };
    },
    async leave() {
      await end(live);
      if (newest !== null) rmSync(newest);
    },
  };
}

/** Read past the product: the rows as they lie in the file. */
function readHeld(file: string): HeldLine[] {
  const connection = new BetterSqlite3(file, { readonly: true });
  try {
    const rows = connection
      .prepare(
        `select content_hash as hash, outcome, device_id as phone, epoch, seq,
           response_id as responseId, revision, line from envelopes`,
      )
      .all() as (Omit<HeldLine, 'line'> & { readonly line: Buffer })[];
    return rows.map((row) => ({ ...row, line: row.line.toString('utf8') }));
  } finally {
    connection.close();
  }
}
