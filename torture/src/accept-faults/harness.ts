import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { PushAnswer } from '@sipas/shared/wire';
import { type Dice, createDice } from '../../../server/src/demo/dice.ts';
import type { App } from '../../../server/src/http/app.ts';
import { createServerApp } from '../../../server/src/main.ts';
import type { Storage } from '../../../server/src/ports/index.ts';
import { createSqliteStorage } from '../../../server/src/storage-sqlite/index.ts';
import { machineSurroundings } from '../../../server/src/surroundings.ts';
import type { HarnessGiven, HarnessReport } from '../harness.ts';
import { type HistoryEvent, judgeHistory, printViolation } from '../history.ts';
import { type Form, type Phone, enrolFleet } from '../siege/fleet.ts';
import { readServer } from '../siege/read-held.ts';
import { noteReceipts } from '../siege/send.ts';
import { type Fault, type FaultPoints, createFaultPoints } from './fault-points.ts';

const codes = ['SQLITE_IOERR', 'SQLITE_FULL', 'SQLITE_BUSY', 'SQLITE_NOMEM'] as const;
const ways = [
  { forGood: false, when: 'before' },
  { forGood: true, when: 'before' },
  { forGood: false, when: 'after' },
  { forGood: true, when: 'after' },
] as const;

/** Sweeps over all points for each way of failing; the odd sweeps open the store anew at every point. */
export async function run(given: HarnessGiven): Promise<HarnessReport> {
  const dataDir = mkdtempSync(join(tmpdir(), 'sipas-accept-faults-'));
  const history: HistoryEvent[] = [];
  const violations: string[] = [];
  const dice = createDice(`accept faults ${String(given.seed)}`);
  const server = await openServer(dataDir);
  const phones = await enrolFleet(server.storage, { count: 2, seed: given.seed, history });
  const [phone, other] = phones as [Phone, Phone];
  const stored: readonly Form[] = [];
  const points = createFaultPoints();
  const scene: Scene = { phone, other, history, dataDir, stored, violations, dice, points, server };

  let done = 0;
  let mostPoints = 0;
  for (let sweep = 0; done < given.budget && violations.length === 0; sweep++) {
    const code = codes[sweep % codes.length] ?? codes[0];
    for (const way of ways) {
      const passed = await failAtEveryPoint(scene, { code, ...way }, sweep % 2 === 1);
      mostPoints = Math.max(mostPoints, passed);
      done += passed;
    }
    given.tell(`${String(done)} faults`);
  }
  // A store that broke its promise may not even close; what was found is told all the same.
  const found = violations.length > 0 ? [] : await judgeAll(scene.server.storage, dataDir, history);
  violations.push(...found);
  rmSync(dataDir, { recursive: true, force: true });
  return { done, violations, figures: { 'points of one push': mostPoints } };
}

/** Answers: at how many points it failed, until a push got through without reaching the next. */
async function failAtEveryPoint(
  scene: Scene,
  kind: Omit<Fault, 'at'>,
  isCold: boolean,
): Promise<number> {
  for (let at = 1; ; at++) {
    if (isCold) {
      await scene.server.storage.keeper.close();
      scene.server = await openServer(scene.dataDir);
    }
    const batch = createBatch(scene);
    const fault: Fault = { at, ...kind };
    const { answer, points: passed } = await scene.points.during(fault, () =>
      push(scene.server.app, scene.phone, batch),
    );
    await judgePoint(scene, batch, answer, JSON.stringify(fault));
    if (passed < at) return at - 1;
  }
}

async function judgeAll(
  storage: Storage,
  dataDir: string,
  history: readonly HistoryEvent[],
): Promise<readonly string[]> {
  await storage.keeper.close();
  const server = await readServer(dataDir);
  return judgeHistory(history, { server, phones: [], isCalm: true }).map(printViolation);
}

interface Scene {
  readonly phone: Phone;
  readonly other: Phone;
  readonly history: HistoryEvent[];
  readonly dataDir: string;
  /** Forms that are acknowledged, to be sent again beside new ones. */
  stored: readonly Form[];
  readonly violations: string[];
  readonly dice: Dice;
  readonly points: FaultPoints;
  server: OpenServer;
}

interface OpenServer {
  readonly storage: Storage;
  readonly app: App;
}

async function openServer(dataDir: string): Promise<OpenServer> {
  const storage = await createSqliteStorage({ dataDir, ...machineSurroundings });
  const quiet = () => undefined;
  const app = createServerApp({
    storage,
    config: { origin: 'http://127.0.0.1', version: '0', clientFolder: join(dataDir, 'none') },
    ...machineSurroundings,
    log: { info: quiet, error: quiet },
  });
  return { storage, app };
}

/** New forms, one that is there already, and bytes that are no form: each takes another way through the store. */
function createBatch({ phone, stored, history, dice }: Scene): readonly Form[] {
  const line = `{"no form ${dice.hex(16)}`;
  const hash = `raw:${createHash('sha256').update(line).digest('hex')}`;
  history.push({ type: 'poisoned', hash });
  return [phone.finish(), ...stored.slice(-1), { hash, line }, phone.finish()];
}

interface Heard {
  readonly status: number;
  readonly answer: PushAnswer | null;
}

async function push(app: App, phone: Phone, forms: readonly Form[]): Promise<Heard> {
  const { deviceId, token } = phone;
  const head = { protocol: 1, batchId: 'b', deviceId, sentAt: '2026-11-23T09:00:00.000Z' };
  const response = await app.request('/api/v1/sync/push', {
    method: 'POST',
    headers: { authorization: `Bearer ${token}` },
    body: [JSON.stringify(head), ...forms.map(({ line }) => line)].join('\n'),
  });
  const { status } = response;
  return { status, answer: status === 200 ? ((await response.json()) as PushAnswer) : null };
}

/** What was answered is true, no batch is half there, the next push works, and what was refused comes in when sent again. */
async function judgePoint(
  scene: Scene,
  batch: readonly Form[],
  heard: Heard,
  where: string,
): Promise<void> {
  const { history, violations, dataDir, phone, other } = scene;
  const { app } = scene.server;
  const complain = (what: string): void => void violations.push(`${what} at ${where}`);
  const note = ({ answer }: Heard, forms: readonly Form[]) => {
    noteReceipts(history, forms, answer);
    if (answer !== null && answer.receipts.length !== forms.length) complain('too few receipts');
  };
  if (heard.answer === null && heard.status < 500) complain(`status ${String(heard.status)}`);
  note(heard, batch);
  const fresh = batch.filter(({ hash }) => !scene.stored.some((form) => form.hash === hash));
  const there = countHeld(dataDir, fresh);
  if (there !== 0 && there !== fresh.length) complain('half a batch');
  if (heard.answer !== null && there !== fresh.length) complain('a receipt without its line');

  const next = [other.finish()];
  const after = await push(app, other, next);
  if (after.answer === null) complain(`the next push is answered ${String(after.status)}`);
  note(after, next);
  if (countHeld(dataDir, next) !== 1) complain('the next push is not there');
  const again = await push(app, phone, batch);
  if (again.answer === null) complain(`sent again it is answered ${String(again.status)}`);
  note(again, batch);
  scene.stored = batch.slice(0, 1);
}

/** Counted by another driver, which sees only what is committed. */
function countHeld(dataDir: string, forms: readonly Form[]): number {
  const database = new DatabaseSync(join(dataDir, 'sipas.sqlite'), { readOnly: true });
  const places = forms.map(() => '?').join(',');
  const row = database
    .prepare(`select count(*) as held from envelopes where content_hash in (${places})`)
    .get(...forms.map(({ hash }) => hash));
  database.close();
  return Number(row?.['held']);
}
