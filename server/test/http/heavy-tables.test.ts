import { createAdaptorServer } from '@hono/node-server';
import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Instant, ok, refuse } from '@sipas/shared/kernel';
import type { Answer } from '@sipas/shared/response';
import { packAnswers } from '@sipas/shared/scoring';
import { createServerApp } from '../../src/main.ts';
import type { ResponseRow, ResponseStore, TableMaker } from '../../src/ports/index.ts';
import { machineSurroundings } from '../../src/surroundings.ts';
import { createTableThread } from '../../src/table-thread/create-table-thread.ts';
import { tablesHere } from '../../src/use-cases/make-tables.ts';
import { createWaveReader } from '../../src/use-cases/waves/index.ts';
import { type PeopleWorld, origin, setupPeopleWorld } from './people-world.ts';

let world: PeopleWorld;
let answersByForm: readonly string[];
const communes = 60;
const villages = 8;
const thread = createTableThread();
beforeAll(async () => {
  world = await setupPeopleWorld({ minimumBase: 30, minimumCell: 10 });
  const [instrument] = (await createWaveReader(world.storage.waves).waves())[0]?.instruments ?? [];
  if (instrument === undefined) throw new Error('the wave has no instrument');
  const { packing } = instrument;
  // Eleven kinds of people who differ in everything that divides them.
  answersByForm = Array.from({ length: 11 }, (_, kind) => {
    const answers: Record<string, Answer> = { t1_1: String(1 + (kind % 5)) };
    for (const { question, options } of packing.fields)
      answers[question] ??= options[kind % options.length] ?? '1';
    return packAnswers(packing, answers);
  });
}, 120_000);
afterAll(async () => {
  await thread.stop();
  await world.close();
});

/** The responses of a wave over all communes, 12 forms in each village: many groups of a few people to hide. */
function manyForms(): ResponseStore['countedResponses'] {
  return async function* () {
    const units = (await world.storage.waves.units()).filter(
      ({ level, validTo }) => level === 'commune' && validTo === null,
    );
    for (const { code } of units.slice(0, communes))
      for (let village = 0; village < villages; village++)
        for (let form = 0; form < 12; form++) {
          const packed = answersByForm[(village * 7 + form * form + Number(code)) % 11] ?? '';
          yield { commune: code, village: String(village), packed } as ResponseRow;
        }
  };
}

/** A server over real sockets whose heavy table is asked for; what happens is told in order. */
async function serveTables(tables: TableMaker) {
  const told: string[] = [];
  const app = createServerApp({
    storage: {
      ...world.storage,
      responses: { ...world.storage.responses, countedResponses: manyForms() },
    },
    config: { origin, clientFolder: '', version: '0.0.0' },
    ...machineSurroundings,
    clock: { now: () => world.now as Instant },
    log: { info: () => undefined, error: () => undefined },
    tables: {
      ...tables,
      async scores(asked, gone) {
        told.push('asked');
        const rows = await tables.scores(asked, gone);
        told.push('made');
        return rows;
      },
    },
  });
  const server = createAdaptorServer({ fetch: app.fetch }) as Server;
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  const cookie = await world.cookieOf('analyst');
  return {
    told,
    ask: (path: string, init: RequestInit = {}) =>
      fetch(`${url}${path}`, { headers: { cookie }, ...init }),
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}

const heavy = () => `/api/v1/waves/${world.waveId}/scores?level=commune&by=factor&group=occupation`;

/** Asks for the heavy table, and for /healthz again and again until it is there: how often between asking and making? */
async function countAnswersWhileMaking(tables: TableMaker): Promise<number> {
  const { told, ask, close } = await serveTables(tables);
  const table = ask(heavy());
  while (!told.includes('made')) {
    expect((await ask('/healthz')).status).toBe(200);
    told.push('health');
  }
  expect((await table).status).toBe(200);
  await close();
  return told.slice(told.indexOf('asked'), told.indexOf('made')).length - 1;
}

test('answers others while the groups of a table are being protected [A-65]', async () => {
  expect(await countAnswersWhileMaking(tablesHere)).toBe(0);
  expect(await countAnswersWhileMaking(thread)).toBeGreaterThan(3);
}, 60_000);

test('makes the very bytes that are made on the spot [A-65]', async () => {
  const [apart, here] = [await serveTables(thread), await serveTables(tablesHere)];
  const answers = `/api/v1/waves/${world.waveId}/answers?question=age_band&level=commune&group=sex`;

  for (const path of [heavy(), answers]) {
    const [one, other] = [await apart.ask(path), await here.ask(path)];
    expect([one.status, other.status]).toEqual([200, 200]);
    expect(await one.text()).toBe(await other.text());
  }
  await apart.close();
  await here.close();
}, 60_000);

test('says what went wrong in the thread, and makes the next table [A-65]', async () => {
  const breakdown = { divider: null as never, groups: [] };
  const broken = thread.answers({ breakdown } as never);

  await expect(broken).rejects.toThrow(TypeError.name);
  const good = { questions: [], places: [], level: 0, units: [], breakdown };
  expect(await thread.answers({ ...good, minimumBase: 30, minimumCell: 10 })).toEqual(ok([]));
});

/** Every way to a table by groups. */
const tablePaths = [
  'scores?group=sex',
  'answers?question=age_band&group=sex',
  'exports/scores.csv?group=sex',
  'exports/answers.csv?question=age_band&group=sex',
];

test('says when a reader may come again where too many tables wait [A-65]', async () => {
  const full = () =>
    Promise.resolve(refuse({ code: 'server.busy', retryAfterSeconds: 15 } as const));
  const { ask, close } = await serveTables({ scores: full, answers: full });

  for (const path of tablePaths) {
    const answer = await ask(`/api/v1/waves/${world.waveId}/${path}`);
    expect([answer.status, answer.headers.get('Retry-After')]).toEqual([503, '15']);
    expect(await answer.json()).toMatchObject({ code: 'server.busy' });
  }
  await close();
}, 60_000);

test('tells the maker of tables when the reader has gone [A-65]', async () => {
  const reader = { leaves: new AbortController() };
  const untilGone = (_: unknown, gone?: AbortSignal) =>
    new Promise<never>((_made, reject) => {
      gone?.addEventListener('abort', () => reject(new Error('gone')));
      reader.leaves.abort();
    });
  const heard: string[] = [];
  const { ask, close } = await serveTables({
    scores: (...asked) => untilGone(...asked).finally(() => heard.push('scores')),
    answers: (...asked) => untilGone(...asked).finally(() => heard.push('answers')),
  });

  for (const path of tablePaths) {
    reader.leaves = new AbortController();
    const { signal } = reader.leaves;
    await expect(ask(`/api/v1/waves/${world.waveId}/${path}`, { signal })).rejects.toThrow();
  }
  await expect.poll(() => heard).toEqual(['scores', 'answers', 'scores', 'answers']);
  await close();
}, 60_000);
