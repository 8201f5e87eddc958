import { mkdtempSync, rmSync } from 'node:fs';
import { Agent } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type Dice, createDice } from '../../../server/src/demo/dice.ts';
import type { HarnessGiven, HarnessReport } from '../harness.ts';
import { type HistoryEvent, judgeHistory, printViolation } from '../history.ts';
import { type Form, type Phone, plantFleet } from './fleet.ts';
import { readServer } from './read-held.ts';
import { noteReceipts, sendForms } from './send.ts';
import { type LiveServer, warmServer } from './server-process.ts';

/** How the server dies, beyond the kill. */
export interface Death {
  /** What the process of the server is started with. */
  env(dataDir: string): NodeJS.ProcessEnv;
  /** What is done to its folder once it is dead. */
  aftermath(dataDir: string): void;
  /** Before the first life over a folder. */
  prepare(dataDir: string): void;
}

const clients = 4;
/** A store that grows without end would slow every start; each folder has its own history and is judged by itself. */
const deathsOfOneStore = 40;

interface Tally {
  deaths: number;
  midPush: number;
  acknowledged: number;
  held: number;
  violations: string[];
}

/**
 * Kills a server that four phones send to, at random moments, so many times, and starts it again over what is left. In the
 * end all phones have their forms acknowledged, and the history is judged against what the store holds.
 */
export async function besiege(given: HarnessGiven, death: Death): Promise<HarnessReport> {
  const cacheDir = mkdtempSync(join(tmpdir(), 'sipas-siege-cache-'));
  const tally: Tally = { deaths: 0, midPush: 0, acknowledged: 0, held: 0, violations: [] };
  const dice = createDice(`siege ${String(given.seed)}`);
  const begun = performance.now();
  try {
    while (tally.deaths < given.budget && tally.violations.length === 0) {
      const deaths = Math.min(deathsOfOneStore, given.budget - tally.deaths);
      await besiegeOneStore(given, death, { deaths, cacheDir, dice, tally });
      given.tell(`${String(tally.deaths)} deaths, ${String(tally.acknowledged)} acknowledged`);
    }
  } finally {
    rmSync(cacheDir, { recursive: true, force: true });
  }
  const { violations, ...figures } = tally;
  const perSecond = (tally.deaths / ((performance.now() - begun) / 1000)).toFixed(2);
  return { done: tally.deaths, violations, figures: { ...figures, 'deaths a second': perSecond } };
}

async function besiegeOneStore(
  given: HarnessGiven,
  death: Death,
  run: {
    readonly deaths: number;
    readonly cacheDir: string;
    readonly dice: Dice;
    readonly tally: Tally;
  },
): Promise<void> {
  const { deaths, cacheDir, dice, tally } = run;
  const dataDir = mkdtempSync(join(tmpdir(), 'sipas-siege-'));
  const history: HistoryEvent[] = [];
  const seed = given.seed * 1_000 + tally.deaths;
  const phones = await plantFleet(dataDir, { count: clients, seed, history });
  const senders = phones.map((phone) => createSender(phone, history));
  const env = death.env(dataDir);
  death.prepare(dataDir);
  const warm = () => warmServer(dataDir, { plant: given.plant, cacheDir, env });

  let next = warm();
  try {
    for (let life = 0; life < deaths; life++) {
      const server = await next.start();
      next = warm();
      const agent = new Agent({ keepAlive: true });
      const sending = senders.map((sender) => sender.sendUntilDead(server, agent, dice));
      await firstAnswers(senders, server);
      await pause(dice.between(0, 60));
      if (senders.some(({ isUnderWay }) => isUnderWay())) tally.midPush += 1;
      await server.kill();
      await Promise.all(sending);
      agent.destroy();
      death.aftermath(dataDir);
      tally.deaths += 1;
    }
    const survivor = await next.start();
    const agent = new Agent({ keepAlive: true });
    await Promise.all(senders.map((sender) => sender.settle(survivor, agent)));
    agent.destroy();
    await survivor.kill();
    death.aftermath(dataDir);
  } finally {
    await next.discard();
  }

  const server = await readServer(dataDir);
  const left = senders.map(({ phone, unsure }) => ({ phone, held: unsure() }));
  const violations = judgeHistory(history, { server, phones: left, isCalm: true });
  tally.acknowledged += new Set(
    history.flatMap((event) => (event.type === 'receipt' ? [event.hash] : [])),
  ).size;
  tally.held += server.held.length;
  tally.violations.push(...violations.map(printViolation));
  rmSync(dataDir, { recursive: true, force: true });
}

/** The blow falls where the server works: not before it has acknowledged something in this life. */
async function firstAnswers(
  senders: readonly Pick<Sender, 'answered'>[],
  server: LiveServer,
): Promise<void> {
  const before = senders.map(({ answered }) => answered());
  while (!server.isDead() && senders.every(({ answered }, index) => answered() === before[index]))
    await pause(2);
}

interface Sender {
  readonly phone: string;
  readonly unsure: () => string[];
  readonly answered: () => number;
  readonly isUnderWay: () => boolean;
  sendUntilDead(server: LiveServer, agent: Agent, dice: Dice): Promise<void>;
  /** Sends what is left until all has a receipt. */
  settle(server: LiveServer, agent: Agent): Promise<void>;
}

const mostUnsure = 60;
const settleTries = 200;

/** A phone that forgets a form as soon as it has its receipt: whatever was acknowledged must be there. */
function createSender(phone: Phone, history: HistoryEvent[]): Sender {
  let unsure: readonly Form[] = [];
  let answered = 0;
  let underWay = false;

  async function send(server: LiveServer, agent: Agent): Promise<void> {
    underWay = true;
    const heard = await sendForms({ url: server.url, agent, timeoutMs: 20_000 }, phone, unsure);
    underWay = false;
    if (heard.answer === null) {
      await pause(20);
      return;
    }
    answered += 1;
    unsure = noteReceipts(history, unsure, heard.answer).left;
  }

  return {
    phone: phone.deviceId,
    unsure: () => unsure.map(({ hash }) => hash),
    answered: () => answered,
    isUnderWay: () => underWay,
    async sendUntilDead(server, agent, dice) {
      while (!server.isDead()) {
        // What was under way when the server died is sent again, in another grouping.
        if (unsure.length < mostUnsure)
          unsure = [...unsure, ...Array.from({ length: dice.between(1, 6) }, () => phone.finish())];
        await send(server, agent);
      }
    },
    async settle(server, agent) {
      for (let tries = 0; unsure.length > 0 && tries < settleTries; tries++)
        await send(server, agent);
    },
  };
}
