import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'valibot';
import type { Instant } from '@sipas/shared/kernel';
import { printWithdrawalCode, withdrawalCode } from '@sipas/shared/response';
import { type Case, type CaseList, caseListSchema, caseSchema } from '@sipas/shared/wire';
import { type PeopleWorld, type Username, code, origin, places } from './people-world.ts';
import { setupSmallCase } from './people-small-case.ts';

let world: PeopleWorld;
/** The code of one form of each commune. */
const slips = new Map<string, string>();
beforeAll(async () => {
  world = await setupSmallCase({ minimumBase: 1, minimumCell: 1 });
  for await (const row of world.storage.responses.countedResponses(world.waveId, [1, 2, 3], 'all'))
    slips.set(row.commune, withdrawalCode(row.responseId));
  // Wednesday, 25 November 2026, 09:00 in Vietnam.
  world.now = '2026-11-25T02:00:00.000Z';
}, 120_000);
afterAll(() => world.close());

const post = (path: string, body: unknown, who: Username = 'officer') =>
  world.ask(who, `/api/v1${path}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Origin: origin },
    body: JSON.stringify(body),
  });
const asked = {
  ...{ kind: 'withdraw', code: null, receivedDay: '2026-11-25', asked: 'Muốn rút lại phiếu' },
};
const open = (changes: object = {}, who: Username = 'officer') =>
  post('/cases', { ...asked, ...changes }, who);
const add = (id: string, changes: object = {}, who: Username = 'officer') =>
  post(
    `/cases/${id}/entries`,
    { revision: 1, state: 'answered', extended: false, note: 'Đã gọi lại', ...changes },
    who,
  );
const caseOf = async (answer: Response): Promise<Case> => parse(caseSchema, await answer.json());
const list = async (who: Username = 'officer'): Promise<CaseList> =>
  parse(caseListSchema, await (await world.ask(who, '/api/v1/cases')).json());
const refusal = async (answer: Response) => [answer.status, await code(answer)];
const slip = (commune: string): string => printWithdrawalCode(slips.get(commune) ?? '');

describe('a request about a form', () => {
  test('leads by its code to where the form lies, and to no answer of it [H-04, H-08]', async () => {
    const opened = await caseOf(await open({ code: slip(places.benTre) }));

    expect(opened).toMatchObject({
      ...{ revision: 1, kind: 'withdraw', state: 'received', late: null, extended: false },
      ...{ code: slips.get(places.benTre), answerBy: '2026-11-27', finishBy: '2026-12-05' },
      form: { state: 'here', wave: { id: world.waveId, frozen: false }, commune: places.benTre },
      history: [{ revision: 1, state: 'received', by: 'Người officer', at: world.now }],
    });
    expect(JSON.stringify(opened)).not.toContain('t1_1');
  });

  test('waits for its form where none has come yet, and says nothing of one without a code [H-08]', async () => {
    const waiting = withdrawalCode('01999999-0000-7000-8000-000000000042');

    expect(await caseOf(await open({ code: waiting }))).toMatchObject({
      form: { state: 'waiting', wave: null, commune: null },
    });
    expect((await caseOf(await open())).form).toBeNull();
  });

  test('is refused with a wrong digit, a day ahead, and for the form of other areas [H-06, H-08]', async () => {
    const wrong = slip(places.benTre).replace(/\d$/, (last) => String((Number(last) + 1) % 10));

    expect((await open({ code: wrong })).status).toBe(400);
    expect(await refusal(await open({ receivedDay: '2026-11-26' }))).toEqual([
      422,
      'case.day-ahead',
    ]);
    expect(await refusal(await open({ code: slip(places.benTre) }, 'officer-855'))).toEqual([
      422,
      'case.code-elsewhere',
    ]);
  });

  test('is shown, listed and continued only where its form lies in the areas of the person [H-06]', async () => {
    const { id } = await caseOf(await open({ code: slip(places.benTre) }));

    expect((await list('officer-855')).cases.map((one) => one.id)).not.toContain(id);
    const read = await world.ask('officer-855', `/api/v1/cases/${id}`);
    expect(await refusal(read)).toEqual([404, 'case.unknown']);
    expect(await refusal(await add(id, {}, 'officer-855'))).toEqual([404, 'case.unknown']);
    expect((await list()).cases.map((one) => one.id)).toContain(id);
  });

  test('goes on step by step, of two who saw the same one is told, and what has ended stays so [H-05, H-09]', async () => {
    const { id } = await caseOf(await open());
    const both = await Promise.all([add(id, { extended: true }), add(id, {}, 'admin')]);

    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    const later = { revision: 2, state: 'refused', note: 'Không tìm thấy phiếu' };
    expect(await caseOf(await add(id, later, 'admin'))).toMatchObject({
      ...{ state: 'refused', revision: 3 },
      history: [{ revision: 1 }, { revision: 2 }, { note: later.note, by: 'Người admin' }],
    });
    expect(await refusal(await add(id, { ...later, revision: 3, state: 'done' }))).toEqual([
      409,
      'case.state-impossible',
    ]);
  });

  test('keeps one of two steps that were written after the same one [H-05]', async () => {
    const { id } = await caseOf(await open());
    const userId = (await world.storage.people.userByName('officer'))?.id ?? '';
    const entry = { revision: 2, state: 'done', extended: false, note: 'x', userId } as const;
    const at = world.now as Instant;

    expect(await world.storage.cases.add(id, { ...entry, at })).toBe(true);
    expect(await world.storage.cases.add(id, { ...entry, at })).toBe(false);
    expect(await world.storage.cases.add(id, { ...entry, at, revision: 4 })).toBe(false);
  });

  test('is put off once, for ten days more [H-09]', async () => {
    const { id } = await caseOf(await open());

    expect((await caseOf(await add(id, { extended: true }))).finishBy).toBe('2026-12-15');
    expect(await refusal(await add(id, { revision: 2, extended: true }))).toEqual([
      409,
      'case.state-impossible',
    ]);
  });
});

test('overdue requests stand first, then the open ones by their day, then what has ended [H-07]', async () => {
  const before = (await list()).cases.length;
  const ids: string[] = [];
  for (const receivedDay of ['2026-11-25', '2026-11-02', '2026-11-24', '2026-11-10'])
    ids.push((await caseOf(await open({ receivedDay }))).id);
  const ended = await caseOf(await open({ receivedDay: '2026-10-01' }));
  await add(ended.id, { state: 'done' });

  const { cases, today } = await list();

  expect([today, cases.length]).toEqual(['2026-11-25', before + 5]);
  const order: string[] = cases.map(({ id }) => id);
  expect(order.slice(0, 2)).toEqual([ids[1], ids[3]]);
  // The day for the answer, 4 November, is 21 days past.
  expect(cases[0]?.late).toEqual({ what: 'answer', days: 21 });
  expect(order.indexOf(ids[2] ?? '')).toBeLessThan(order.indexOf(ids[0] ?? ''));
  expect(order.indexOf(ended.id)).toBeGreaterThan(order.indexOf(ids[0] ?? ''));
});

test('nobody tries their way to a form: after twenty codes that lead to none one waits [H-08]', async () => {
  const tried = [];
  for (let place = 0; place < 25; place++) {
    const id = `01999999-0000-7000-8000-${String(place).padStart(12, '0')}`;
    tried.push((await open({ code: withdrawalCode(id) }, 'admin')).status);
  }

  expect(tried.filter((status) => status === 429)).toHaveLength(5);
});
