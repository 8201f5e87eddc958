import { expect, test } from 'vitest';
import type { Breakdown } from '@sipas/shared/scoring';
import type { CountedChange, CountedResponses } from '../../ports/index.ts';
import type { OpenInstrument, OpenWave } from '../waves/index.ts';
import { placeVillages } from './unit-counts.ts';
import { createVillageCounter } from './village-counter.ts';

test('puts the same counts into other units once groupings are written anew [A-101]', () => {
  const villages = [{ commune: '29551', village: '01', counts: [] }];
  const waveIn = (area: string) =>
    ({ ladder: { levels: ['area'], unitsOf: () => [area] } }) as unknown as OpenWave;
  const [before, after] = [waveIn('north'), waveIn('south')];
  const unitsIn = (wave: OpenWave) =>
    placeVillages(wave, 'area', villages).places.map(({ units }) => units);

  expect([unitsIn(before), unitsIn(after), unitsIn(before)]).toEqual([
    [['north']],
    [['south']],
    [['north']],
  ]);
  expect(placeVillages(before, 'area', villages).places).toBe(
    placeVillages(before, 'area', villages).places,
  );
});

test('counts nothing onto the groups of a frozen wave that came since [A-101]', async () => {
  const state = { version: '1', read: 0 };
  const late: CountedChange = {
    ...{ waveId: 'w', instrumentKey: 1, commune: '29551', village: '01' },
    ...{ packed: '', mode: 'interview', by: 1 },
  };
  const counter = createVillageCounter({
    responses: {
      async *countedResponses() {
        state.read += 1;
        yield* [];
      },
    } as unknown as CountedResponses,
    journal: { version: () => state.version, changesSince: () => [late] },
  });
  const request = {
    wave: { wave: { id: 'w', edition: 1 } } as unknown as OpenWave,
    instrument: { keys: [1] } as unknown as OpenInstrument,
    breakdown: { question: 'sex', groups: [], groupOf: () => 0 } as unknown as Breakdown,
  };
  await counter(request);
  state.version = '2';

  expect(await counter(request)).toEqual([]);
  expect(state.read).toBe(2);
});

/** A counter of a store in which each reading of villages gives another list, and changes come as the test says. */
function setupCounter() {
  const state = { version: 1, read: 0, changes: [] as readonly CountedChange[] | null };
  const readVillages = () => {
    state.read += 1;
    return Promise.resolve([{ commune: '29551', village: '01', counts: Uint32Array.of(1) }]);
  };
  const counter = createVillageCounter({
    responses: { villageCounts: readVillages, guardingCounts: readVillages } as never,
    journal: { version: () => String(state.version), changesSince: () => state.changes },
  });
  const ask = (edition?: number) =>
    counter({
      wave: { wave: { id: 'w', edition } } as unknown as OpenWave,
      instrument: { keys: [1, 2], layout: { length: 1 } } as unknown as OpenInstrument,
      breakdown: null,
    });
  const come = (change: Partial<CountedChange> | null) => {
    state.version += 1;
    const whole = { waveId: 'w', instrumentKey: 2, commune: '29551', village: '01' };
    state.changes = change && [
      { ...whole, packed: '', mode: 'interview', by: 1 as const, ...change },
    ];
  };
  return { state, ask, come };
}

test('keeps the counts of a wave in which nothing came, whatever came elsewhere [A-101]', async () => {
  const { state, ask, come } = setupCounter();
  const first = await ask();

  come({ waveId: 'another' });
  expect(await ask()).toBe(first);
  come({ instrumentKey: 3 });
  expect(await ask()).toBe(first);
  expect(state.read).toBe(2);
  come({});
  expect(await ask()).not.toBe(first);
  expect(state.read).toBe(4);
});

test('reads the counts anew when it is not known what came [A-101]', async () => {
  const { ask, come } = setupCounter();
  const first = await ask();

  come(null);
  expect(await ask()).not.toBe(first);
});

test('keeps the counts of an edition, and reads those of the next one [A-101]', async () => {
  const { ask, come } = setupCounter();
  const growing = await ask();
  come({});
  const first = await ask(1);
  expect(first).not.toBe(growing);

  come({});
  expect(await ask(1)).toBe(first);
  expect(await ask(2)).not.toBe(first);
});
