import { mkdtempSync, rmSync } from 'node:fs';
import { Agent } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { roles } from '@sipas/shared/wire';
import { type Dice, createDice } from '../../../server/src/demo/dice.ts';
import { root } from '../plant-source.ts';
import type { HarnessGiven, HarnessReport } from '../harness.ts';
import type { HeldLine } from '../history.ts';
import { megabytes, p99, seconds } from '../siege/figures.ts';
import { readServer } from '../siege/read-held.ts';
import { type LiveServer, warmServer } from '../siege/server-process.ts';
import { type Asked, ask, askInBytes } from './ask.ts';
import { chance, pick } from './chance.ts';
import {
  type Document,
  type Draft,
  type GrammarGiven,
  type Route,
  allowedOf,
  makeRequest,
  routesOf,
} from './grammar.ts';
import { type Answer, judgeAnswer } from './judge-answer.ts';
import { rawRequests } from './payloads.ts';
import { mutate, recordTraffic } from './traffic.ts';
import { type HostileWorld, plantWorld } from './world.ts';

const senders = 8;
/** One that took longer is asked again alone; where that takes as long, nobody is to wait for it. */
const mostMs = 2_000;
const mostGrowthBytes = 24 * 1024 * 1024;
/** Of requests that brought something to light so many are told. */
const mostTold = 16;

/** How one request is made and sent, told again by its number. */
interface Shot {
  readonly name: string;
  readonly send: () => Promise<Answer | null>;
  readonly isRaw: boolean;
}

interface Tally {
  readonly violations: string[];
  readonly tookMs: number[];
  readonly statuses: Map<number, number>;
}

export async function run({ budget, seed, plant, tell }: HarnessGiven): Promise<HarnessReport> {
  const dataDir = mkdtempSync(join(tmpdir(), 'sipas-hostile-'));
  const world = await plantWorld(dataDir, seed);
  const before = await readServer(dataDir);
  const server = await warmServer(dataDir, { plant, cacheDir: join(dataDir, 'cache') }).start();
  const agent = new Agent({ keepAlive: true, maxSockets: senders });
  const tally: Tally = { violations: [], tookMs: [], statuses: new Map() };
  const aim = await takeAim(server, agent, world, seed);
  const begun = performance.now();

  const half = Math.ceil(budget / 2);
  await shoot({ from: 0, to: half, aim, tally, dataDir });
  const early = await server.state();
  tell(`${String(half)} requests, ${String(megabytes(early.heapBytes))} MB in use`);
  await shoot({ from: half, to: budget, aim, tally, dataDir });
  const late = await server.state();
  const tookMs = performance.now() - begun;
  agent.destroy();
  const hasDied = server.isDead();
  await server.kill();

  const after = await readServer(dataDir);
  rmSync(dataDir, { recursive: true, force: true });
  const grownBytes = late.heapBytes - early.heapBytes;
  return {
    done: budget,
    violations: [
      ...tally.violations.slice(0, mostTold),
      ...changedLines(before.held, after.held),
      ...after.differences,
      ...(hasDied ? ['the server has ended'] : []),
      ...(late.isPolluted ? ['every object has a member that a request gave it'] : []),
      ...(grownBytes > mostGrowthBytes
        ? [`memory grew by ${String(megabytes(grownBytes))} MB`]
        : []),
    ],
    figures: {
      'by status': [...tally.statuses]
        .sort(([a], [b]) => a - b)
        .map(([status, count]) => `${String(status)}: ${String(count)}`)
        .join(', '),
      'answers p99 s': seconds(p99(tally.tookMs)),
      'slowest answer s': seconds(Math.max(0, ...tally.tookMs)),
      'heap MB': `${String(megabytes(early.heapBytes))}, ${String(megabytes(late.heapBytes))}`,
      'stored before and after': `${String(before.held.length)}, ${String(after.held.length)}`,
      'requests a second': Math.round(budget / (tookMs / 1000)),
    },
  };
}

/** Answers: for each number the request that it stands for. */
async function takeAim(
  server: LiveServer,
  agent: Agent,
  world: HostileWorld,
  seed: number,
): Promise<(number: number) => Shot> {
  const { url } = server;
  const description = await ask(url, agent, bare('/api/openapi.json'));
  const document = JSON.parse(description?.text ?? '') as Document;
  const routes = routesOf(document);
  const given: GrammarGiven = { document, ...world };
  const traffic = world.phones.flatMap(recordTraffic);
  return (number) => {
    const dice = createDice(`hostile ${String(seed)} ${String(number)}`);
    if (chance(dice, 0.03)) return inBytes(url, dice);
    const route = routeOf(routes, number);
    const asked = chance(dice, 0.15)
      ? mutate(traffic, dice)
      : asSomebody(makeRequest(route, given, dice), { world, dice, may: allowedOf(route) });
    const name = `${asked.method} ${asked.path.slice(0, 200)}`;
    return { name, isRaw: false, send: () => ask(url, agent, asked) };
  };
}

const bare = (path: string): Asked => ({ method: 'GET', path, headers: {}, body: null });

/** Every route in turn. */
const routeOf = (routes: readonly Route[], number: number): Route =>
  routes[number % routes.length] ?? { method: 'GET', path: '/', operation: {} };

function inBytes(url: string, dice: Dice): Shot {
  const text = pick(dice, rawRequests);
  const bytes = Buffer.from(text, 'latin1');
  return {
    name: JSON.stringify(text.slice(0, 200)),
    isRaw: true,
    send: () => askInBytes(url, bytes),
  };
}

const askers: readonly string[] = [...roles, 'phone', 'nobody'];

/** Most come as somebody who may, so that what they ask is read; the others as anybody. */
function asSomebody(
  asked: Draft,
  given: { readonly world: HostileWorld; readonly dice: Dice; readonly may: readonly string[] },
): Asked {
  const { world, dice, may } = given;
  const who = pick(dice, may.length > 0 && chance(dice, 0.7) ? may : askers);
  // Who signed out would meet nothing but 401 from there on.
  if (asked.method === 'DELETE') return asked;
  if (who === 'phone')
    return withHeader(asked, 'authorization', `Bearer ${pick(dice, world.tokens)}`);
  const role = roles.find((one) => one === who);
  return role === undefined ? asked : withHeader(asked, 'cookie', world.cookies[role]);
}

const withHeader = (asked: Draft, name: string, value: string): Asked => ({
  ...asked,
  headers: { [name]: value, ...asked.headers },
});

async function shoot(given: {
  readonly from: number;
  readonly to: number;
  readonly aim: (number: number) => Shot;
  readonly tally: Tally;
  readonly dataDir: string;
}): Promise<void> {
  const { aim, tally, dataDir } = given;
  const late: number[] = [];
  let next = given.from;
  const send = async (number: number): Promise<number> => {
    const shot = aim(number);
    const begun = performance.now();
    const answer = await shot.send();
    const tookMs = performance.now() - begun;
    const complain = (what: string) =>
      tally.violations.push(`request ${String(number)}, ${shot.name}: ${what}`);
    if (answer === null) {
      complain('it is never answered');
      return 0;
    }
    tally.statuses.set(answer.status, (tally.statuses.get(answer.status) ?? 0) + 1);
    for (const what of judgeAnswer(answer, [dataDir, root]))
      // What is no request of HTTP is refused below the program, in the words of Node.
      if (!shot.isRaw || what !== 'a refusal that is no problem') complain(what);
    return tookMs;
  };
  const sender = async (): Promise<void> => {
    while (next < given.to && tally.violations.length < mostTold) {
      const number = next++;
      const tookMs = await send(number);
      tally.tookMs.push(tookMs);
      if (tookMs > mostMs) late.push(number);
    }
  };
  await Promise.all(Array.from({ length: senders }, sender));
  for (const number of late) {
    const tookMs = await send(number);
    if (tookMs > mostMs)
      tally.violations.push(`request ${String(number)}, alone: ${seconds(tookMs)} s`);
  }
}

/** Answers: which lines are not there any more as they were. */
function changedLines(before: readonly HeldLine[], after: readonly HeldLine[]): readonly string[] {
  const held = new Map(after.map((line) => [line.hash, JSON.stringify(line)]));
  return before
    .filter((line) => held.get(line.hash) !== JSON.stringify(line))
    .map(({ hash }) => `the form ${hash} is not as it was`);
}
