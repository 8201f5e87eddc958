import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { parse } from 'valibot';
import {
  type Incident,
  type IncidentList,
  heardSuspicionSchema,
  incidentClocksSchema,
  incidentListSchema,
  incidentSchema,
} from '@sipas/shared/wire';
import { type PeopleWorld, type Username, code, origin, setupPeopleWorld } from './people-world.ts';

const worlds: PeopleWorld[] = [];
let world: PeopleWorld;
beforeEach(async () => {
  world = await setupPeopleWorld();
  worlds.push(world);
  // 10:00 in Vietnam.
  world.now = '2026-11-25T03:00:00.000Z';
}, 120_000);
afterAll(() => Promise.all(worlds.map((each) => each.close())));

const post = (path: string, body: unknown, who: Username) =>
  world.ask(who, `/api/v1${path}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Origin: origin },
    body: JSON.stringify(body),
  });
const known = {
  ...{ noticedAt: '2026-11-25T01:30:00.000Z', beganAt: null, what: 'CANARY mất máy', data: [] },
  peopleMost: null,
};
const open = (changes: object = {}, who: Username = 'officer') =>
  post('/incidents', { ...known, ...changes }, who);
const add = (id: string, entry: object, who: Username = 'officer') =>
  post(`/incidents/${id}/entries`, entry, who);
const incidentOf = async (answer: Response): Promise<Incident> =>
  parse(incidentSchema, await answer.json());
const list = async (who: Username = 'officer'): Promise<IncidentList> =>
  parse(incidentListSchema, await (await world.ask(who, '/api/v1/incidents')).json());
const clocks = async () =>
  parse(incidentClocksSchema, await (await world.ask('officer', '/api/v1/incident-clocks')).json());
const refusal = async (answer: Response) => [answer.status, await code(answer)];
const told = (revision: number, changes: object = {}) => ({
  ...{ step: 'notified', revision, doneAt: world.now, corrects: null, reference: '12/BC' },
  ...{ note: '', ...changes },
});

describe('an incident', () => {
  it('is opened with what is known, and its clock runs from the moment of noticing [H-50]', async () => {
    const data = ['contact:identifying', 'form:sensitive'];
    const opened = await incidentOf(await open({ data, peopleMost: 40 }));

    expect(opened).toMatchObject({
      ...{ revision: 1, closed: false, facts: { ...known, data, peopleMost: 40 } },
      clock: { noticedAt: known.noticedAt, notifiedAt: null, noDutyAt: null },
      history: [{ revision: 1, step: 'opened', by: 'Người officer', at: world.now }],
    });
    const { classes, rules, now } = await list('admin');
    expect([rules.noticeHours, now]).toEqual([72, world.now]);
    expect(classes.map(({ id }) => id)).toEqual(expect.arrayContaining(data));
  });

  it('is refused with moments that cannot be and with data that nobody registered [H-50]', async () => {
    for (const changes of [
      { noticedAt: '2026-11-25T03:00:00.001Z' },
      { beganAt: '2026-11-25T01:31:00.000Z' },
    ])
      expect(await refusal(await open(changes))).toEqual([422, 'incident.times-impossible']);
    for (const data of [['form:secret'], ['form:sensitive', 'form:sensitive']])
      expect(await refusal(await open({ data }))).toEqual([422, 'incident.data-unknown']);
    expect((await open({ what: '  ' })).status).toBe(400);
    expect((await list()).incidents).toEqual([]);
  });

  it('goes on entry by entry, of two who saw the same one is told, and ends once it is settled [H-52]', async () => {
    const { id } = await incidentOf(await open());
    const contained = { step: 'contained', revision: 1, doneAt: world.now, corrects: null };
    const both = await Promise.all([
      add(id, { ...contained, note: 'Đã khóa máy' }),
      add(id, { ...contained, note: 'Đã thu hồi' }, 'admin'),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    const closed = { step: 'closed', revision: 2, note: 'Xong' };
    expect(await refusal(await add(id, closed))).toEqual([409, 'incident.not-settled']);
    expect(await refusal(await add(id, told(1)))).toEqual([409, 'incident.changed']);
    world.now = '2026-11-25T08:00:00.000Z';
    const late = told(2, { doneAt: '2026-11-25T08:00:00.001Z' });
    expect(await refusal(await add(id, late))).toEqual([422, 'incident.times-impossible']);
    expect(await incidentOf(await add(id, told(2)))).toMatchObject({
      ...{ revision: 3, clock: { notifiedAt: world.now } },
      history: [{}, { step: 'contained' }, { step: 'notified', reference: '12/BC' }],
    });
    const corrected = told(3, { corrects: 3, doneAt: known.noticedAt, reference: '13/BC' });
    expect((await incidentOf(await add(id, corrected))).clock.notifiedAt).toBe(known.noticedAt);
    const again = await add(id, told(4, { corrects: 3 }));
    expect(await refusal(again)).toEqual([409, 'incident.step-impossible']);
    expect((await incidentOf(await add(id, { ...closed, revision: 4 }))).closed).toBe(true);
    expect(await refusal(await add(id, told(5)))).toEqual([409, 'incident.closed']);
    const reopened = { step: 'reopened', revision: 5, note: 'Có thêm tin' };
    expect((await incidentOf(await add(id, reopened, 'admin'))).closed).toBe(false);
  });

  it('tells more as more is known, and nothing that is of no registry [H-52]', async () => {
    const { id } = await incidentOf(await open());
    const facts = { ...known, what: 'Hai máy', beganAt: '2026-11-24T10:00:00.000Z' };
    const more = { step: 'facts', revision: 1, facts, note: '' };

    expect((await incidentOf(await add(id, more))).facts).toEqual(facts);
    const wrong = { ...more, revision: 2, facts: { ...facts, data: ['form:x'] } };
    expect(await refusal(await add(id, wrong))).toEqual([422, 'incident.data-unknown']);
    const none = '01999999-0000-7000-8000-000000000042';
    expect(await refusal(await add(none, more))).toEqual([404, 'incident.unknown']);
    const read = await world.ask('officer', `/api/v1/incidents/${none}`);
    expect(await refusal(read)).toEqual([404, 'incident.unknown']);
    const shown = await incidentOf(await world.ask('officer', `/api/v1/incidents/${id}`));
    expect(shown.history).toHaveLength(2);
  });
});

it('stands by urgency: clocks that run, then what is open, then what is closed [H-48]', async () => {
  const made = [];
  for (const hour of ['02', '00', '01', '03'])
    made.push(await incidentOf(await open({ noticedAt: `2026-11-25T${hour}:00:00.000Z` })));
  const [second = made[0], first, settled, closed] = made;
  await add(settled?.id ?? '', told(1));
  await add(closed?.id ?? '', told(1));
  await add(closed?.id ?? '', { step: 'closed', revision: 2, note: 'Xong' });

  expect((await list()).incidents.map(({ id }) => id)).toEqual(
    [first, second, settled, closed].map((one) => one?.id),
  );
});

it('shows the clocks that run to the two who answer for it, without a word of what happened [H-49]', async () => {
  const { id } = await incidentOf(await open());
  const heard = parse(
    heardSuspicionSchema,
    await (await post('/incidents/suspicions', { what: 'CANARY' }, 'observer')).json(),
  );

  expect((await clocks()).clocks).toEqual([
    { id, suspected: false, noticedAt: known.noticedAt },
    { id: heard.id, suspected: true, noticedAt: world.now },
  ]);
  expect(JSON.stringify(await clocks())).not.toContain('CANARY');
  const assessed = { step: 'assessed', revision: 1, doneAt: world.now, corrects: null };
  await add(heard.id, { ...assessed, verdict: 'notify', note: 'Có' });
  expect((await clocks()).clocks[1]?.suspected).toBe(false);
  await add(heard.id, { ...assessed, revision: 2, corrects: 2, verdict: 'no-duty', note: 'Nhầm' });
  await add(id, told(1));
  expect((await clocks()).clocks).toEqual([]);
});

describe('a suspicion', () => {
  it('is reported by whoever works at the console, who see nothing of the register [H-51]', async () => {
    for (const who of [
      'office',
      'analyst',
      'observer',
      'office-855',
      'officer',
      'admin',
    ] as const) {
      const answer = await post('/incidents/suspicions', { what: `Nghi lộ ${who}` }, who);
      expect([who, answer.status]).toEqual([who, 200]);
    }
    const surveyor = await post('/incidents/suspicions', { what: 'x' }, 'surveyor');
    expect(surveyor.status).toBe(403);
    for (const path of ['/incidents', '/incident-clocks'])
      for (const who of ['office', 'analyst', 'observer', 'surveyor'] as const)
        expect((await world.ask(who, `/api/v1${path}`)).status).toBe(403);
    const { incidents } = await list();
    expect(incidents).toHaveLength(6);
    expect(incidents[0]).toMatchObject({
      facts: { noticedAt: world.now, what: 'Nghi lộ office', data: [], peopleMost: null },
      history: [{ step: 'suspected', by: 'Người office' }],
    });
  });

  it('is heard ten times an hour of one account, and of others all the same [H-51]', async () => {
    const tried = [];
    for (let time = 0; time < 12; time++)
      tried.push(await refusal(await post('/incidents/suspicions', { what: 'x' }, 'analyst')));

    expect(tried.filter(([status]) => status === 200)).toHaveLength(10);
    expect(tried.at(-1)).toEqual([429, 'incident.too-many-reports']);
    expect((await post('/incidents/suspicions', { what: 'x' }, 'observer')).status).toBe(200);
  });
});

it('is in the journal of acts by its id alone, and in the log of the server not at all [H-50, H-52]', async () => {
  const { id } = await incidentOf(await open());
  await add(id, {
    step: 'contained',
    revision: 1,
    doneAt: world.now,
    corrects: null,
    note: 'CANARY',
  });
  await post('/incidents/suspicions', { what: 'CANARY' }, 'office');
  await list();
  const { entries } = await world.storage.audit.page({}, { limit: 99, offset: 0 });

  const acts = entries.filter(({ objectKind }) => ['incident', 'register'].includes(objectKind));
  expect(acts.map(({ act, actor }) => [act, actor.name]).reverse()).toEqual([
    ['incident.opened', 'officer'],
    ['incident.continued', 'officer'],
    ['incident.suspected', 'office'],
    ['incidents.read', 'officer'],
  ]);
  expect(acts.filter(({ objectId }) => objectId === id)).toHaveLength(2);
  expect(JSON.stringify(entries)).not.toContain('CANARY');
  expect(JSON.stringify(world.logged)).not.toContain('CANARY');
});
