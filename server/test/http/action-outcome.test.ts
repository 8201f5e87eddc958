import { afterEach, beforeEach, expect, test } from 'vitest';
import { parse } from 'valibot';
import {
  type ActionDetails,
  type ActionOutcome,
  actionDetailsSchema,
  actionOutcomeSchema,
} from '@sipas/shared/wire';
import { type PeopleWorld, type Username, code, origin, places } from './people-world.ts';
import { setupSmallCase } from './people-small-case.ts';

let world: PeopleWorld;
beforeEach(async () => {
  world = await setupSmallCase({ minimumBase: 1, minimumCell: 1 });
}, 120_000);
afterEach(() => world.close());

async function begin(
  level: string,
  units: readonly string[],
  criteria: readonly string[] = ['t1_1'],
  from = world,
): Promise<ActionDetails> {
  const answer = await from.ask('analyst', '/api/v1/actions', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Origin: origin },
    body: JSON.stringify({
      waveId: from.waveId,
      instrument: 'transaction-5-factor',
      ...{ what: 'Thêm ghế', responsible: 'Sở Nội vụ', dueDay: '2026-12-31' },
      ...{ status: 'planned', evidence: '', level, units, criteria },
    }),
  });
  return parse(actionDetailsSchema, await answer.json());
}
const ask = (id: string, query = '', who: Username = 'analyst', from = world) =>
  from.ask(who, `/api/v1/actions/${id}/outcome?${query}`);
const outcome = async (...asked: Parameters<typeof ask>): Promise<ActionOutcome> =>
  parse(actionOutcomeSchema, await (await ask(...asked)).json());

test('an action that no later wave speaks of has no outcome yet [F-14]', async () => {
  const { id } = await begin('commune', [places.longChau]);

  expect(await outcome(id)).toEqual({ waves: [], wave: null, rows: [] });
  expect((await ask(id, `wave=${world.waveId}`)).status).toBe(404);
});

test('a later wave tells before and after of its criteria in its units [F-14]', async () => {
  const { id } = await begin('commune', [places.longChau, places.other, places.benTre], ['t1_1']);
  const next = await world.addWave('Đợt sau', [places.longChau, places.other]);
  await world.send('surveyor-855', places.longChau, { rating: '4', inWave: next });
  await world.send('surveyor-855', places.longChau, { rating: '4', inWave: next });

  const { waves, wave, rows } = await outcome(id);

  expect([waves, wave]).toEqual([[{ id: next, name: 'Đợt sau', status: 'open' }], next]);
  // 29551: 1 of 3, then 2 of 2: +66.67 points, of one village each, so nothing tells how far off. In 29590 nobody has
  // answered yet; in 28756 the later wave does not ask.
  expect(
    rows.map(({ unit, code: criterion, before, after, points, interval, verdict }) => [
      ...[unit, criterion, before.percent, before.valid, after.percent, after.valid],
      ...[points, interval, verdict],
    ]),
  ).toEqual([
    [places.benTre, 't1_1', '100.00', 2, null, 0, null, null, 'not-comparable'],
    [places.longChau, 't1_1', '33.33', 3, '100.00', 2, '66.67', null, 'no-interval'],
    [places.other, 't1_1', '100.00', 1, null, 0, null, null, 'not-enough-base'],
  ]);
});

test('villages that differ leave a change unclear, however large [F-14]', async () => {
  const { id } = await begin('district', ['855']);
  const next = await world.addWave('Đợt sau', [places.longChau, places.other]);
  await world.send('surveyor-855', places.longChau, { rating: '4', inWave: next });
  await world.send('surveyor-855', places.longChau, { rating: '3', inWave: next });
  await world.send('surveyor-855', places.other, { rating: '4', inWave: next });
  await world.send('surveyor-855', places.other, { rating: '4', inWave: next });

  const [row] = (await outcome(id)).rows;

  // 2 of 4, then 3 of 4: +25 points. Before: villages bring −1/8 and +1/8, standard error 25 points on 1 degree of
  // freedom; the interval of the change is wider than what a share can be.
  expect(row).toMatchObject({ points: '25.00', verdict: 'unclear' });
  expect(Number(row?.interval?.low)).toBeLessThan(0);
  expect(Number(row?.interval?.high)).toBeGreaterThan(25);
});

test('the wave to compare with can be chosen; the next one comes first [F-14]', async () => {
  const { id } = await begin('commune', [places.longChau]);
  const next = await world.addWave('Đợt sau', [places.longChau]);
  const last = await world.addWave('Đợt cuối', [places.longChau]);
  await world.send('surveyor-855', places.longChau, { rating: '4', inWave: last });

  expect((await outcome(id)).waves.map((wave) => wave.id)).toEqual([next, last]);
  expect((await outcome(id, `wave=${last}`)).rows[0]?.after.percent).toBe('100.00');
  const unknown = await ask(id, 'wave=019aa000-0000-7000-8000-000000000000');
  expect([unknown.status, await code(unknown)]).toEqual([404, 'wave.unknown']);
});

test('tells a reader of own units alone, and nothing that the gate hides [F-14]', async () => {
  // With two as the least, 29551 could be subtracted out of 855.
  const strict = await setupSmallCase({ minimumBase: 2 });
  const { id } = await begin('commune', [places.longChau, places.benTre], ['t1_1'], strict);
  const next = await strict.addWave('Đợt sau', [places.longChau, places.benTre]);
  for (const rating of ['4', '4', '5'])
    await strict.send('surveyor-855', places.longChau, { rating, inWave: next });

  const { rows } = await outcome(id, '', 'analyst-commune', strict);

  expect(rows.map(({ unit, before, points, verdict }) => [unit, before, points, verdict])).toEqual([
    [places.longChau, { percent: null, low: null, high: null, valid: 3 }, null, 'suppressed'],
  ]);
  expect((await ask(id, '', 'office-855', strict)).status).toBe(403);
  await strict.close();
});
