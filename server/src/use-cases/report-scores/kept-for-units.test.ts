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
