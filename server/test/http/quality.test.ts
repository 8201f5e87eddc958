import { afterAll, beforeAll, expect, test } from 'vitest';
import { qualitySchema } from '@sipas/shared/wire';
import { parse } from 'valibot';
import { type PeopleWorld, type Username, code, places } from './people-world.ts';
import { setupSmallCase } from './people-small-case.ts';

let world: PeopleWorld;
beforeAll(async () => {
  world = await setupSmallCase({ minimumBase: 1, minimumCell: 1 });
  // Twelve forms of one answer to all 22 criteria; a line that says what the small case did not.
  for (let form = 0; form < 12; form++)
    await world.send('surveyor-829', places.benTre, { rating: '4', but: { comment: 'xyz829' } });
}, 120_000);
afterAll(() => world.close());

const ask = (who: Username) => world.ask(who, `/api/v1/waves/${world.waveId}/quality`);
const read = async (who: Username) => parse(qualitySchema, await (await ask(who)).json());

test('tells of each surveyor what is there to look at, and never an answer [K-20]', async () => {
  const text = await (await ask('office')).text();
  const { interviews, surveyors, signals } = parse(qualitySchema, JSON.parse(text));

  // Six forms of the small case and twelve; two visits and a form that breaks its rules are none.
  expect(interviews).toBe(18);
  expect(
    surveyors.map(({ username, interviews: own, keptApart }) => [
      username,
      own,
      keptApart.map(({ count }) => count),
    ]),
  ).toEqual([
    ['surveyor-829', 14, [1]],
    ['surveyor-855', 4, []],
  ]);
  expect(signals).toHaveLength(11);
  expect(signals.find(({ code: one }) => one === 'response.too-fast')?.falseAlarmPercent).toBe(
    '0.13',
  );
  for (const secret of ['xyz829', 't1_1', '"answers"']) expect(text).not.toContain(secret);
});

test('names the forms of a raised signal with place, measure, bound and base [K-20]', async () => {
  const { raised, raisedCount, surveyors } = await read('office');
  const runs = raised.filter(({ code: one }) => one === 'response.long-run');

  // 22 equal answers are a run of all of them: 1 of 1.
  expect(raisedCount).toBe(raised.length);
  expect(runs.length).toBeGreaterThan(0);
  expect(runs[0]).toMatchObject({ value: 1, unit: 'share', n: 22, village: '01' });
  const of829 = surveyors.find(({ username }) => username === 'surveyor-829');
  expect(of829?.signals.find(({ code: one }) => one === 'response.long-run')?.count).toBe(
    runs.filter(({ surveyor }) => surveyor === 'surveyor-829').length,
  );
  // Of each surveyor it is said how many of them are named.
  for (const { username, raisedShown } of surveyors)
    expect(raisedShown).toBe(raised.filter(({ surveyor }) => surveyor === username).length);
});

test('is cut to the areas of who asks, and closed to who gathers no answers [K-20] [P-14]', async () => {
  const { interviews, surveyors, raised } = await read('office-855');

  expect([interviews, surveyors.map(({ username }) => username)]).toEqual([4, ['surveyor-855']]);
  expect(raised.filter(({ surveyor }) => surveyor !== 'surveyor-855')).toEqual([]);
  for (const who of ['analyst', 'observer', 'surveyor'] as const) {
    const answer = await ask(who);
    expect([who, answer.status, await code(answer)]).toEqual([who, 403, 'permission.denied']);
  }
  const none = await world.ask(
    'office',
    '/api/v1/waves/0199a7a0-0000-7000-8000-000000000000/quality',
  );
  expect([none.status, await code(none)]).toEqual([404, 'wave.unknown']);
});
