import { expect, test } from 'vitest';
import { type Result, ok, refuse } from '@sipas/shared/kernel';
import { createKeptResults } from './kept-results.ts';
import type { Refusal } from './refusal.ts';

const reader = { areas: ['86'], role: 'analyst' } as const;
const busy = { ok: false, error: { code: 'server.busy', retryAfterSeconds: 15 } };

/** Results whose making is held until it is let go; the state of the data is what the test says. */
function setupResults() {
  const state = { version: '1', made: 0 };
  const given: { readonly gone: AbortSignal; readonly give: (value: string) => void }[] = [];
  const kept = createKeptResults({
    journal: { version: () => state.version, changesSince: () => null },
    digest: (text) => text,
  });
  const held = kept.of<{ level?: string }, string>('held', (_reader, _wave, _query, gone) => {
    state.made += 1;
    return new Promise((resolve) => given.push({ gone, give: (value) => resolve(ok(value)) }));
  });
  const counted = kept.of<{ level?: string; by?: string }, number>('counted', () => {
    state.made += 1;
    return Promise.resolve(ok(state.made));
  });
  const valueOf = async (asked: ReturnType<typeof counted.ask>) => {
    const found = await asked;
    return found.ok ? found.value.read() : found.error.code;
  };
  return { state, given, kept, held, counted, valueOf };
}

test('makes a result once for a state of the data, and anew when that was left [A-102]', async () => {
  const { state, counted, valueOf } = setupResults();
  const look = () => valueOf(counted.ask(reader, 'w', {}));

  expect([await look(), await look()]).toEqual([1, 1]);
  state.version = '2';
  expect([await look(), await look()]).toEqual([2, 2]);
});

test('takes other areas, other rights, waves, kinds and questions for other results, and an order or a blank for none [A-102]', async () => {
  const { counted, valueOf } = setupResults();
  const asked = [
    counted.ask(reader, 'w', { level: 'province', by: 'factor' }),
    counted.ask(reader, 'w', { by: 'factor', level: 'province' }),
    counted.ask({ ...reader, areas: ['29551'] }, 'w', { level: 'province', by: 'factor' }),
    counted.ask({ ...reader, role: 'observer' }, 'w', { level: 'province', by: 'factor' }),
    counted.ask({ ...reader, role: 'admin' }, 'w', { level: 'province', by: 'factor' }),
    counted.ask(reader, 'other', { level: 'province', by: 'factor' }),
    counted.ask(reader, 'w', { level: 'commune', by: 'factor' }),
    counted.ask(reader, 'w', {}),
    counted.ask(reader, 'w', { level: undefined as never }),
  ];

  expect(await Promise.all(asked.map(valueOf))).toEqual([1, 1, 2, 3, 1, 4, 5, 6, 6]);
});

test('lets all who ask meanwhile wait for one making [A-102]', async () => {
  const { state, given, held } = setupResults();
  const asked = [held.ask(reader, 'w', {}), held.ask(reader, 'w', {})];
  given[0]?.give('made');

  for (const found of await Promise.all(asked)) expect(found.ok && found.value.read()).toBe('made');
  expect(state.made).toBe(1);
});

test('lets one leave without the others, and gives up what nobody waits for [A-102]', async () => {
  const { state, given, held } = setupResults();
  const [one, other] = [new AbortController(), new AbortController()];
  const asked = [
    held.ask(reader, 'w', {}, one.signal),
    held.ask(reader, 'w', {}, other.signal),
  ] as const;
  one.abort();

  expect(await asked[0]).toEqual(busy);
  expect(given[0]?.gone.aborted).toBe(false);
  other.abort();
  expect(await asked[1]).toEqual(busy);
  expect(given[0]?.gone.aborted).toBe(true);
  // Who comes after that waits for a making of his own.
  const later = held.ask(reader, 'w', {});
  given[1]?.give('anew');
  expect(await later).toMatchObject({ ok: true });
  expect(await held.ask(reader, 'w', {}, AbortSignal.abort())).toMatchObject({ ok: true });
  expect(await held.ask(reader, 'v', {}, AbortSignal.abort())).toEqual(busy);
  expect(state.made).toBe(2);
});

test('does not keep for a state what was being made when it was left [A-102]', async () => {
  const { state, given, held } = setupResults();
  const early = held.ask(reader, 'w', {});
  state.version = '2';
  const late = held.ask(reader, 'w', {});
  given[0]?.give('early');
  given[1]?.give('late');

  expect((await early).ok).toBe(true);
  const found = await late;
  expect(found.ok && found.value.read()).toBe('late');
  const again = await held.ask(reader, 'w', {});
  expect(again.ok && again.value.read()).toBe('late');
});

test('keeps neither a refusal nor what was thrown [A-102]', async () => {
  const { kept } = setupResults();
  const answers: (() => Promise<Result<string, Refusal>>)[] = [
    () => Promise.resolve(refuse({ code: 'wave.unknown' })),
    () => Promise.reject(new Error('broken')),
    () => Promise.resolve(ok('good')),
  ];
  const moody = kept.of<object, string>('moody', () => (answers.shift() as () => never)());

  expect(await moody.ask(reader, 'w', {})).toEqual(refuse({ code: 'wave.unknown' }));
  await expect(moody.ask(reader, 'w', {})).rejects.toThrow('broken');
  expect(await moody.ask(reader, 'w', {})).toMatchObject({ ok: true });
});

test('lets go of what was asked for longest ago when it keeps too much [A-102]', async () => {
  const { kept, state } = setupResults();
  const large = kept.of<{ n: number }, number>(
    'large',
    () => Promise.resolve(ok((state.made += 1))),
    // Ten megabytes each: nine fit into 96.
    { write: () => new Uint8Array(10 * 1024 * 1024), read: () => 0 },
  );
  for (let n = 0; n < 9; n++) await large.ask(reader, 'w', { n });
  await large.ask(reader, 'w', { n: 0 });
  expect(state.made).toBe(9);

  await large.ask(reader, 'w', { n: 9 });
  await large.ask(reader, 'w', { n: 0 });
  expect(state.made).toBe(10);
  await large.ask(reader, 'w', { n: 1 });
  expect(state.made).toBe(11);
});
