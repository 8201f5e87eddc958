import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { Agent } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { createDice } from '../../../server/src/demo/dice.ts';
import type { HarnessGiven, HarnessReport } from '../harness.ts';
import { type HistoryEvent, judgeHistory, printViolation } from '../history.ts';
import { megabytes, seconds } from '../siege/figures.ts';
import { plantFleet } from '../siege/fleet.ts';
import { readIncarnation, readServer } from '../siege/read-held.ts';
import { type LiveServer, warmServer } from '../siege/server-process.ts';
import { createBadNetwork } from './bad-network.ts';
import { type Gate, createCarefulPhone } from './careful-phone.ts';

const faultShare = 0.2;
const phones = 40;
const cli = join(import.meta.dirname, '../../../server/src/cli.ts');
/** Parts of all forms that are acknowledged when something happens. */
const firstKillAt = 0.15;
const secondKillAt = 0.3;
const backupAt = 0.4;
const thirdKillAt = 0.5;
const lossAt = 0.6;
const warmAt = 0.7;
const mostGrowthShare = 0.3;
const mostGrowthBytes = 50 * 1024 * 1024;

export async function run({ budget, seed, plant, tell }: HarnessGiven): Promise<HarnessReport> {
  const folder = mkdtempSync(join(tmpdir(), 'sipas-soak-'));
  const cacheDir = join(folder, 'cache');
  const history: HistoryEvent[] = [];
  const dice = createDice(`soak ${String(seed)}`);
  const dataDir = join(folder, 'first');
  const secondDir = join(folder, 'second');
  const fleet = await plantFleet(dataDir, { count: phones, seed, history });
  // Each is loaded while the one before still serves: what is tried is the dying, not the waiting.
  const warm = (folderOf: string) => warmServer(folderOf, { plant, cacheDir });
  let next = warm(dataDir);
  let server: LiveServer | null = null;
  const startNext = async (after: string): Promise<LiveServer> => {
    const started = await next.start();
    next = warm(after);
    return (server = started);
  };
  await startNext(dataDir);
  const gate = createGate();
  let receipts = 0;
  const network = await createBadNetwork(() => server?.url ?? null, faultShare, dice.fork('net'));
  const agent = new Agent({ keepAlive: true });
  const careful = fleet.map((phone, index) =>
    createCarefulPhone({
      ...{ phone, history, url: network.url, agent, gate },
      toFinish: Math.ceil(budget / phones),
      dice: dice.fork(`phone ${String(index)}`),
      forgetsOnStored: plant?.kind === 'flag',
      onReceipts: (count) => (receipts += count),
    }),
  );
  const begun = performance.now();
  let isOver = false;
  const syncing = Promise.all(careful.map((phone) => phone.sync())).then(() => (isOver = true));
  const reached = async (share: number): Promise<void> => {
    while (receipts < share * budget && !isOver) await pause(5);
    tell(`${String(receipts)} receipts after ${seconds(performance.now() - begun)} s`);
  };
  const kill = async (after: string): Promise<void> => {
    const dying = server;
    server = null;
    await dying?.kill();
    await startNext(after);
  };
  /** A copy is made while nobody waits for an answer, so that the history knows what was before it. */
  const backUp = async (name: string): Promise<string> => {
    const file = join(folder, name);
    const release = await gate.close();
    const receipt = (await server?.backUp(file)) ?? 0;
    history.push({ type: 'backed-up', backup: file, receipt });
    release();
    return file;
  };

  await reached(firstKillAt);
  await kill(dataDir);
  await reached(secondKillAt);
  await kill(dataDir);
  await reached(backupAt);
  const backup = await backUp('backup.sqlite');
  await reached(thirdKillAt);
  await kill(secondDir);
  await reached(lossAt);
  const release = await gate.close();
  const lost = server as LiveServer | null;
  server = null;
  await lost?.kill();
  rmSync(dataDir, { recursive: true });
  await promisify(execFile)(process.execPath, [cli, 'restore', backup, '--data', secondDir]);
  history.push({ type: 'restored', backup, incarnation: readIncarnation(secondDir) });
  const restored = await startNext(secondDir);
  release();
  await reached(warmAt);
  const warmBytes = restored.memoryBytes().now;
  await syncing;
  const endBytes = restored.memoryBytes().now;
  // Whoever had nothing to send since the loss hears of it now; then all is made safe, and forgotten.
  await Promise.all(careful.map((phone) => phone.ask()));
  await backUp('last.sqlite');
  await Promise.all(careful.map((phone) => phone.ask()));
  const tookMs = performance.now() - begun;
  agent.destroy();
  await network.close();
  await Promise.all([restored.kill(), next.discard()]);

  const final = await readServer(secondDir);
  rmSync(folder, { recursive: true, force: true });
  const left = careful.map(({ deviceId, held }) => ({ phone: deviceId, held: held() }));
  const growth = endBytes - warmBytes;
  const mostGrowth = Math.max(mostGrowthBytes, warmBytes * mostGrowthShare);
  const violations = judgeHistory(history, { server: final, phones: left, isCalm: true });
  return {
    done: final.held.length,
    violations: [
      ...violations.map(printViolation),
      ...left.flatMap(({ phone, held }) =>
        held.length > 0 ? [`${phone} keeps ${String(held.length)} forms that are safe`] : [],
      ),
      ...(growth > mostGrowth ? [`memory grew by ${String(megabytes(growth))} MB`] : []),
    ],
    figures: {
      exchanges: network.exchanges(),
      'faulty ones': [...network.faults.values()].reduce((sum, count) => sum + count, 0),
      receipts,
      seconds: seconds(tookMs),
      'memory warm MB': megabytes(warmBytes),
      'memory end MB': megabytes(endBytes),
    },
  };
}

/** Holds all phones back, so that something can happen while no answer is on its way. */
function createGate(): Gate & { close(): Promise<() => void> } {
  let closed: Promise<void> | null = null;
  let passing = 0;
  return {
    async pass(): Promise<void> {
      while (closed !== null) await closed;
      passing += 1;
    },
    leave: (): void => void (passing -= 1),
    async close(): Promise<() => void> {
      let open: () => void = () => undefined;
      closed = new Promise((resolve) => (open = resolve));
      while (passing > 0) await pause(5);
      return () => {
        closed = null;
        open();
      };
    },
  };
}
