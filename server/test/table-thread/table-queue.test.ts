import { type StdioOptions, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Worker } from 'node:worker_threads';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { AnswerTableRequest } from '@sipas/shared/scoring';
import { ask, countOpinions, times } from '../../../shared/test/scoring/opinions.ts';
import { type TableThread, createTableThread } from '../../src/table-thread/create-table-thread.ts';
import { tablesHere } from '../../src/use-cases/make-tables.ts';

const busy = { ok: false, error: { code: 'server.busy', retryAfterSeconds: 15 } };
const groups = ['1', '2', 'no-answer'].map((code) => ({ code, label: code }));

/** A table by groups: 9 rows of every unit, 3 groups by 3 options. */
function tableOf(unitCount: number): AnswerTableRequest {
  const group = (sex: string) => countOpinions([...times(40, { sex, c3: '1' })]);
  const counts = [group('1'), group('2'), countOpinions([])];
  const codes = Array.from({ length: unitCount }, (_, index) => String(1_000 + index));
  return {
    questions: [ask('c3')],
    places: codes.map((code) => ({ units: [code, `${code}/1`], counts })),
    level: 0,
    units: codes.map((code) => ({
      unit: { code, name: code, validFrom: null, validTo: null },
      counts,
      clusters: [{ stratum: '1', counts }],
    })),
    breakdown: { divider: ask('sex'), groups },
    minimumBase: 30,
    minimumCell: 10,
  };
}

/** 2,700 rows: three pieces. One piece has at most 1,000. */
const long = tableOf(300);
const short = tableOf(1);
/** One is being made, and eight wait. */
const mostAsked = 9;

let thread: TableThread;
let begun: Worker[];
const keep = (worker: Worker) => begun.push(worker);
beforeEach(() => {
  begun = [];
  process.on('worker', keep);
  thread = createTableThread();
});
afterEach(async () => {
  process.off('worker', keep);
  await thread.stop();
});

test('makes tables whole, in the order in which they were asked for [A-65]', async () => {
  const made: string[] = [];
  const first = thread.answers(long).finally(() => made.push('long'));
  const others = ['short 1', 'short 2'].map((name) =>
    thread.answers(short).finally(() => made.push(name)),
  );

  expect(await first).toEqual(await tablesHere.answers(long));
  await Promise.all(others);
  expect(made).toEqual(['long', 'short 1', 'short 2']);
});

test('refuses a table behind so many others, until there is room again [A-65]', async () => {
  const taken = Array.from({ length: mostAsked }, () => thread.answers(short));

  expect(await thread.answers(short)).toEqual(busy);
  for (const table of await Promise.all(taken)) expect(table.ok).toBe(true);
  expect((await thread.answers(short)).ok).toBe(true);
});

test('lets go of a table whose reader has gone, and gives its place to another [A-65]', async () => {
  const reader = new AbortController();
  const [first] = Array.from({ length: mostAsked - 1 }, () => thread.answers(short));
  const left = thread.answers(long, reader.signal);
  reader.abort();
  const other = thread.answers(short);

  expect(await Promise.race([left, first])).toEqual(busy);
  expect((await other).ok).toBe(true);
  expect(await thread.answers(short, AbortSignal.abort())).toEqual(busy);
});

test('loses only the table being made when the thread ends; those that wait are made in a new one [A-65]', async () => {
  const broken = thread.answers(long);
  const waits = thread.answers(short);
  await new Promise((resolve) => setImmediate(resolve));
  const isLost = expect(broken).rejects.toThrow('ended');
  await begun[0]?.terminate();

  await isLost;
  expect((await waits).ok).toBe(true);
  expect(begun).toHaveLength(2);
});

test('rejects what cannot be handed to the thread, and makes the next [A-65]', async () => {
  const broken = thread.answers({ ...short, questions: [() => 1] } as never);
  const next = thread.answers(short);

  await expect(broken).rejects.toThrow('could not be cloned');
  expect((await next).ok).toBe(true);
});

test('makes a table of scores without groups at once, in no thread [A-65]', async () => {
  // It lacks all that a table is made of, and so fails where it is made.
  await expect(async () => thread.scores({ groups: null } as never)).rejects.toThrow(TypeError);
  await new Promise((resolve) => setImmediate(resolve));
  expect(begun).toHaveLength(0);
});

test('gives the same rows of counts that it has, of others, and of the first again when it no longer has them [A-65]', async () => {
  // Nine others: one more than it keeps.
  const tables = Array.from({ length: 10 }, (_, index) => tableOf(1 + index));
  const asked = [...tables, ...tables, tables[0] as AnswerTableRequest];

  for (const table of asked)
    expect(await thread.answers(table)).toEqual(await tablesHere.answers(table));
  expect(begun).toHaveLength(1);
});

test('sends counts again that could not be sent [A-65]', async () => {
  const { places } = short;
  const broken = { ...short, places, questions: [() => 1] } as never;

  await expect(thread.answers(broken)).rejects.toThrow('could not be cloned');
  expect(await thread.answers(short)).toEqual(await tablesHere.answers(short));
});

test('begins nothing after it was stopped, and makes nobody wait for ever [A-65]', async () => {
  const asked = [thread.answers(long), thread.answers(short)];
  const ends = Promise.allSettled(asked);
  await thread.stop();

  expect((await ends).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  await expect(thread.answers(short)).rejects.toThrow('stopped');
  await new Promise((resolve) => setImmediate(resolve));
  expect(begun).toHaveLength(1);
});

test('holds no process open once its tables are made [A-65]', async () => {
  const module = new URL('../../src/table-thread/create-table-thread.ts', import.meta.url).href;
  const asked = {
    questions: [],
    places: [],
    level: 0,
    units: [],
    minimumBase: 30,
    minimumCell: 10,
  };
  const script = `
    const { createTableThread } = await import(${JSON.stringify(module)});
    const kept = setInterval(() => undefined, 100);
    const asked = { ...${JSON.stringify(asked)}, breakdown: { divider: null, groups: [] } };
    await createTableThread().answers(asked);
    clearInterval(kept);
    console.log('made');
  `;
  const folder = await mkdtemp(join(tmpdir(), 'table-thread-'));
  const file = join(folder, 'asks-once.mjs');
  await writeFile(file, script);
  const stdio: StdioOptions = ['ignore', 'pipe', 'inherit'];
  const child = spawn(process.execPath, [file], { stdio, timeout: 10_000 });
  let said = '';
  child.stdout?.on('data', (piece: Buffer) => (said += piece.toString()));

  // A process that is held open would be ended by a signal.
  expect(await once(child, 'exit')).toEqual([0, null]);
  expect(said).toBe('made\n');
  await rm(folder, { recursive: true });
}, 20_000);
