import { shippedFieldRegistry } from '../../src/reference-data/field-registry.ts';
import { machineSurroundings } from '../../src/surroundings.ts';
import { createWave } from '../../src/use-cases/create-wave.ts';
import { createWaveReader } from '../../src/use-cases/waves/index.ts';
import { type PeopleWorld, places, setupPeopleWorld } from './people-world.ts';

/**
 * Six forms of the five-group instrument (22 criteria), small enough to compute by hand:
 *
 * | commune           | form | answers                          |
 * |-------------------|------|----------------------------------|
 * | 29551 Long Châu   | r1   | all 4, a man                     |
 * |                   | r2   | all 3, a man                     |
 * |                   | r3   | all 5, but t1_1 = 2, a woman     |
 * | 29590 Thanh Đức   | r4   | all 5                            |
 * | 28756 Phú Khương  | r5   | all 4                            |
 * |                   | r6   | all 4                            |
 *
 * Besides: a household in 29551 that refused, and a form of 28756 without its criteria, which is kept apart.
 */
export async function setupSmallCase(
  wave: Parameters<typeof setupPeopleWorld>[0] = {},
): Promise<PeopleWorld> {
  const world = await setupPeopleWorld(wave);
  const { longChau, other, benTre } = places;
  await world.send('surveyor-855', longChau, { rating: '4' });
  await world.send('surveyor-855', longChau, { rating: '3' });
  await world.send('surveyor-855', longChau, { rating: '5', but: { t1_1: '2', sex: '2' } });
  await world.send('surveyor-855', longChau, { outcome: 'refused' });
  await world.send('surveyor-855', other, { rating: '5' });
  await world.send('surveyor-829', benTre, { rating: '4' });
  await world.send('surveyor-829', benTre, { rating: '4' });
  await world.send('surveyor-829', benTre, { rating: '' });
  return world;
}

/**
 * The small case as the earlier of two waves, both with a minimum base of 2; in the later one:
 *
 * | commune          | earlier                                            | later           |
 * |------------------|----------------------------------------------------|-----------------|
 * | 29551 Long Châu  | 4s, 3s, 5s but one 2: (22 + 0 + 21) / 66 = 65.15   | 4, 4: 100.00    |
 * | 28756 Phú Khương | 4, 4: 100.00                                       | 4, 3: 50.00     |
 * | 29590 Thanh Đức  | one form: too few                                  | not in its plan |
 */
export async function setupTwoWaves(): Promise<{ world: PeopleWorld; later: string }> {
  const world = await setupSmallCase({ minimumBase: 2, minimumCell: 1 });
  const { waves } = world.storage;
  const { clock, ids } = machineSurroundings;
  const created = await createWave(
    { waves, reader: createWaveReader(waves), clock, ids, fields: shippedFieldRegistry() },
    {
      name: 'Đợt sau',
      instruments: ['transaction-5-factor'],
      catalogue: '2025-07-01',
      scheme: 'criterion_mean',
      minimumBase: 2,
      minimumCell: 2,
      villages: [{ commune: places.longChau, code: '01', name: 'Ấp 1', target: 4 }],
    },
  );
  if (!created.ok) throw new Error(created.error.detail);
  const later = created.value.waveId;
  for (const rating of ['4', '4'])
    await world.send('surveyor-855', places.longChau, { rating, inWave: later });
  for (const rating of ['4', '3'])
    await world.send('surveyor-829', places.benTre, { rating, inWave: later });
  return { world, later };
}
