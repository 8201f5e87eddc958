import { mkdtempSync, rmSync } from 'node:fs';
import { Agent } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { backOffMs } from '../../../client/src/outbox/next-step.ts';
import { createDice } from '../../../server/src/demo/dice.ts';
import type { HarnessGiven, HarnessReport } from '../harness.ts';
import { type HistoryEvent, judgeHistory, printViolation } from '../history.ts';
import { p99, seconds } from '../siege/figures.ts';
import { type Phone, plantFleet } from '../siege/fleet.ts';
import { readServer } from '../siege/read-held.ts';
import { noteReceipts, sendForms } from '../siege/send.ts';
import { type LiveServer, warmServer } from '../siege/server-process.ts';
import { watchHealth } from '../siege/watch-health.ts';
import { type Drip, type DripKind, startDrip } from './drip.ts';
import { outline } from './outline.ts';

const pushesOfOne = 3;
const formsOfOne = 5;
/** What drips the body of a push is let go by the server itself; the rest by the limits of the connection. */
const mostBodyMs = 10_000;
const mostOtherMs = 45_000;
const mostGoodMs = 3_000;
const mostHealthMs = 10_000;
const settledMs = 1_500;

export async function run({ budget, seed, plant, tell }: HarnessGiven): Promise<HarnessReport> {
  const isShort = budget <= outline.budgets.short;
  const kinds: readonly DripKind[] = isShort ? ['body'] : ['body', 'stranger', 'head', 'head'];
  const good = Math.max(1, Math.round(budget / (isShort ? 8 : 10)));
  const dataDir = mkdtempSync(join(tmpdir(), 'sipas-slow-'));
  const history: HistoryEvent[] = [];
  const phones = await plantFleet(dataDir, { count: good + budget, seed, history });
  const server = await warmServer(dataDir, { plant, cacheDir: join(dataDir, 'cache') }).start();
  const goodPhones = phones.slice(0, good);
  const aloneMs = p99(await syncAll(server, goodPhones, history, seed));
  const health = watchHealth(server.url);
  const drips = phones
    .slice(good)
    .map((phone, index) => startDrip(server.url, kinds[index % kinds.length] ?? 'body', phone));
  await pause(settledMs);
  tell(`${String(drips.length)} senders drip, ${String(good)} phones sync`);

  const slowest = p99(await syncAll(server, goodPhones, history, seed));
  // Where the machine itself is busy, twice of what they waited without any drips is no harm done by these.
  const mostMs = Math.max(mostGoodMs, 2 * aloneMs);
  const slowestHealthMs = await health.stop();
  if (slowest <= mostMs) await untilEnded(drips, isShort ? mostBodyMs : mostOtherMs);
  const lasting = drips.filter((drip) => drip.endedAfterMs() === null);
  for (const drip of drips) drip.stop();
  await server.kill();

  const final = await readServer(dataDir);
  rmSync(dataDir, { recursive: true, force: true });
  const longest = (kind: DripKind) =>
    Math.max(0, ...drips.map((drip) => (drip.kind === kind ? (drip.endedAfterMs() ?? 0) : 0)));
  return {
    done: drips.length,
    violations: [
      ...judgeHistory(history, { server: final, phones: [], isCalm: true }).map(printViolation),
      ...(slowest > mostMs ? [`the others waited ${seconds(slowest)} s`] : []),
      ...(lasting.length > 0 ? [`${String(lasting.length)} senders still drip`] : []),
      ...(slowestHealthMs > mostHealthMs ? [`/healthz took ${String(slowestHealthMs)} ms`] : []),
    ],
    figures: {
      'good phones': good,
      'good p99 s': seconds(slowest),
      'good p99 without drips s': seconds(aloneMs),
      'slowest /healthz s': seconds(slowestHealthMs),
      'longest body s': seconds(longest('body')),
      'longest head s': seconds(longest('head')),
      'longest stranger s': seconds(longest('stranger')),
    },
  };
}

/** Answers: for each push how long it took from the first try to its receipts. */
async function syncAll(
  server: LiveServer,
  phones: readonly Phone[],
  history: HistoryEvent[],
  seed: number,
): Promise<readonly number[]> {
  const agent = new Agent({ keepAlive: true });
  const dice = createDice(`slow ${String(seed)}`);
  const tookMs: number[] = [];
  const sync = async (phone: Phone): Promise<void> => {
    await pause(dice.between(0, 1_000));
    for (let push = 0; push < pushesOfOne; push++) {
      let left: ReturnType<typeof noteReceipts>['left'] = Array.from({ length: formsOfOne }, () =>
        phone.finish(),
      );
      const from = performance.now();
      for (let failures = 0; left.length > 0; failures++) {
        const way = { url: server.url, agent, timeoutMs: 60_000 };
        const heard = await sendForms(way, phone, left);
        left = noteReceipts(history, left, heard.answer).left;
        if (left.length > 0)
          await pause(backOffMs(failures, heard.retryAfterSeconds * 1000, dice.share()));
      }
      tookMs.push(performance.now() - from);
    }
  };
  await Promise.all(phones.map(sync));
  agent.destroy();
  return tookMs;
}

async function untilEnded(drips: readonly Drip[], mostMs: number): Promise<void> {
  const until = performance.now() + mostMs;
  while (performance.now() < until && drips.some((drip) => drip.endedAfterMs() === null))
    await pause(100);
}
