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
