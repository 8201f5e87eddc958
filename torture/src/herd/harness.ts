import { mkdtempSync, rmSync } from 'node:fs';
import { Agent } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { backOffMs } from '../../../client/src/outbox/next-step.ts';
import { createDice } from '../../../server/src/demo/dice.ts';
import type { HarnessGiven, HarnessReport } from '../harness.ts';
import { type HistoryEvent, judgeHistory, printViolation } from '../history.ts';
import { megabytes, p99, seconds } from '../siege/figures.ts';
import { type Form, type Phone, plantFleet } from '../siege/fleet.ts';
import { readServer } from '../siege/read-held.ts';
import { noteReceipts, sendForms } from '../siege/send.ts';
import { warmServer } from '../siege/server-process.ts';
import { watchHealth } from '../siege/watch-health.ts';
import { outline } from './outline.ts';

const formsOfOne = 20;
const sockets = 1_000;
const withinMs = 1_000;
const mostMemoryBytes = 400 * 1024 * 1024;
const mostHealthMs = 5_000;
/** The short run does not wait as long as phones do; the order of what happens is the same. */
const shortTimeScale = 0.2;
const mostTries = 60;

interface Crowd {
  readonly statuses: Map<number, number>;
  readonly admittedMs: number[];
  unfinished: number;
}

export async function run(given: HarnessGiven): Promise<HarnessReport> {
  const { budget: count, seed, plant, tell } = given;
  const isShort = count <= outline.budgets.short;
  const dataDir = mkdtempSync(join(tmpdir(), 'sipas-herd-'));
  const history: HistoryEvent[] = [];
  const phones = await plantFleet(dataDir, { count, seed, history });
  tell(`${String(phones.length)} phones are enrolled`);
  const server = await warmServer(dataDir, { plant, cacheDir: join(dataDir, 'cache') }).start();
  const health = watchHealth(server.url);
  const dice = createDice(`herd ${String(seed)}`);
  const agent = new Agent({ keepAlive: true, maxSockets: sockets });
  const crowd: Crowd = { statuses: new Map(), admittedMs: [], unfinished: 0 };
  const loads = phones.map((phone) => Array.from({ length: formsOfOne }, () => phone.finish()));
  const begun = performance.now();

  /** As the client core does it: again after the back-off, on top of what the server asked for. */
  async function sync(phone: Phone, load: readonly Form[], afterMs: number): Promise<void> {
    await pause(afterMs);
    let left = load;
    for (let failures = 0; left.length > 0 && failures < mostTries; failures++) {
      const way = { url: server.url, agent, timeoutMs: 60_000 };
      const heard = await sendForms(way, phone, left);
      crowd.statuses.set(heard.status, (crowd.statuses.get(heard.status) ?? 0) + 1);
      if (heard.status === 200) crowd.admittedMs.push(heard.tookMs);
      left = noteReceipts(history, left, heard.answer).left;
      if (left.length === 0) return;
      const ms = backOffMs(failures, heard.retryAfterSeconds * 1000, dice.share());
      await pause(ms * (isShort ? shortTimeScale : 1));
    }
    crowd.unfinished += 1;
  }

  const startMs = (index: number) => (isShort ? 0 : (index / count) * withinMs);
  await Promise.all(phones.map((phone, index) => sync(phone, loads[index] ?? [], startMs(index))));
  const tookMs = performance.now() - begun;
  const slowestHealthMs = await health.stop();
  const memory = server.memoryBytes();
  agent.destroy();
  await server.kill();

  const told = (status: number) => crowd.statuses.get(status) ?? 0;
  const strange = [...crowd.statuses.keys()].filter((status) => ![200, 429, 503].includes(status));
  const final = await readServer(dataDir);
  rmSync(dataDir, { recursive: true, force: true });
  const violations = [
    ...judgeHistory(history, { server: final, phones: [], isCalm: true }).map(printViolation),
    ...strange.map((status) => `${String(told(status))} answers ${String(status)}`),
    ...(told(503) === 0 ? ['the whole crowd was let in at once'] : []),
    ...(crowd.unfinished > 0 ? [`${String(crowd.unfinished)} phones gave up`] : []),
    ...(memory.most > mostMemoryBytes ? [`${String(megabytes(memory.most))} MB of memory`] : []),
    ...(slowestHealthMs > mostHealthMs ? [`/healthz took ${String(slowestHealthMs)} ms`] : []),
  ];
  return {
    done: count - crowd.unfinished,
    violations,
    figures: {
      forms: final.held.length,
      'all done after s': seconds(tookMs),
      'admitted p99 s': seconds(p99(crowd.admittedMs)),
      'told to come later': told(503) + told(429),
      'slowest /healthz s': seconds(slowestHealthMs),
      'most memory MB': megabytes(memory.most),
    },
  };
}
