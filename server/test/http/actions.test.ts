import Papa from 'papaparse';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'valibot';
import {
  type ActionDetails,
  type ActionList,
  actionDetailsSchema,
  actionListSchema,
} from '@sipas/shared/wire';
import { type PeopleWorld, type Username, code, origin, places } from './people-world.ts';
import { setupSmallCase } from './people-small-case.ts';

let world: PeopleWorld;
beforeAll(async () => {
  world = await setupSmallCase({ minimumBase: 1, minimumCell: 1 });
  // 20 November 2026, 09:00 in Vietnam.
  world.now = '2026-11-20T02:00:00.000Z';
}, 120_000);
afterAll(() => world.close());

const content = {
  what: 'Thêm 20 ghế chờ ở Bộ phận Một cửa',
  responsible: 'UBND phường Long Châu',
  dueDay: '2026-12-31',
  status: 'planned',
  evidence: '',
  level: 'commune',
  units: [places.longChau],
  criteria: ['t1_1'],
};
const post = (path: string, body: unknown, who: Username = 'analyst') =>
  world.ask(who, `/api/v1${path}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Origin: origin },
    body: JSON.stringify(body),
  });
const begin = (changes: object = {}, who: Username = 'analyst') =>
  post(
    '/actions',
    { waveId: world.waveId, instrument: 'transaction-5-factor', ...content, ...changes },
    who,
  );
const revise = (id: string, revision: number, changes: object = {}, who: Username = 'analyst') =>
  post(`/actions/${id}/revisions`, { revision, ...content, ...changes }, who);
const detailsOf = async (answer: Response): Promise<ActionDetails> =>
  parse(actionDetailsSchema, await answer.json());
const list = async (query = '', who: Username = 'analyst'): Promise<ActionList> =>
  parse(actionListSchema, await (await world.ask(who, `/api/v1/actions?${query}`)).json());
const refusal = async (answer: Response) => [answer.status, await code(answer)];

describe('an action', () => {
  test('is kept with what, who, by when, where and for which criterion [F-12]', async () => {
    const action = await detailsOf(await begin());

    expect(action).toMatchObject({
      revision: 1,
      wave: { id: world.waveId, name: 'Đợt thử' },
      level: { code: 'commune' },
      units: [{ code: places.longChau, label: 'Phường Long Châu' }],
      ...{ otherUnits: 0, daysLate: 0, editable: true, changedBy: 'Người analyst' },
      what: content.what,
    });
    expect(action.criteria[0]?.code).toBe('t1_1');
    expect(action.criteria[0]?.label).not.toBe('t1_1');
    expect(action.history).toEqual([
      { revision: 1, at: '2026-11-20T02:00:00.000Z', by: 'Người analyst', changes: [] },
    ]);
    const again = await world.ask('analyst', `/api/v1/actions/${action.id}`);
    expect(await detailsOf(again)).toEqual(action);
  });

  test('is written anew, and its history tells what changed [F-13]', async () => {
    const { id } = await detailsOf(await begin());
    const changes = { status: 'doing', evidence: 'Đã mua\nngày 1/12', units: [places.benTre] };

    const action = await detailsOf(await revise(id, 1, changes, 'admin'));

    expect(action).toMatchObject({ revision: 2, status: 'doing', changedBy: 'Người admin' });
    expect(action.history.map(({ revision, by }) => [revision, by])).toEqual([
      [1, 'Người analyst'],
      [2, 'Người admin'],
    ]);
    expect(action.history[1]?.changes).toEqual([
      { field: 'status', before: ['planned'], after: ['doing'] },
      { field: 'units', before: ['Phường Long Châu'], after: ['Phường Phú Khương'] },
      { field: 'evidence', before: [], after: ['Đã mua\nngày 1/12'] },
    ]);
  });

  test('of two who saw the same version one is told, and nothing is overwritten [F-13]', async () => {
    const { id } = await detailsOf(await begin());
    await revise(id, 1, { what: 'Việc của người thứ nhất' }, 'admin');

    const second = await revise(id, 1, { what: 'Việc của người thứ hai' });

    expect(await refusal(second)).toEqual([409, 'action.changed']);
    const kept = await detailsOf(await world.ask('analyst', `/api/v1/actions/${id}`));
    expect(kept.what).toBe('Việc của người thứ nhất');
    // With the version that stands now it goes through.
    expect((await revise(id, 2, { what: 'Việc của người thứ hai' })).status).toBe(200);
  });

  test('said again after a lost answer is no second version [F-13]', async () => {
    const { id } = await detailsOf(await begin());
    await revise(id, 1, { status: 'done' });

    const again = await detailsOf(await revise(id, 1, { status: 'done' }));
    const unchanged = await detailsOf(await revise(id, 2, { status: 'done' }));

    expect([again.revision, unchanged.revision]).toEqual([2, 2]);
    // The same words from somebody else are not an answer that was lost.
    expect((await revise(id, 1, { status: 'done' }, 'admin')).status).toBe(409);
  });

  test.each([
    ['a status of its own', { status: 'maybe' }, 400, 'request.malformed'],
    ['a day that is none', { dueDay: '2026-02-30' }, 400, 'request.malformed'],
    ['nothing to do', { what: '  ' }, 400, 'request.malformed'],
    ['a control character', { responsible: 'UBND\u0007' }, 400, 'request.malformed'],
    ['too long a text', { evidence: 'x'.repeat(4001) }, 400, 'request.malformed'],
    ['no unit', { units: [] }, 400, 'request.malformed'],
    ['a unit twice', { units: ['29551', '29551'] }, 400, 'request.malformed'],
    ['an unknown unit', { units: ['29551', '99999'] }, 422, 'action.unknown-unit'],
    ['a unit of another level', { units: ['86'] }, 422, 'action.unknown-unit'],
    ['an unknown criterion', { criteria: ['c9_01'] }, 422, 'action.unknown-criterion'],
    ['a question outside the index', { criteria: ['sex'] }, 422, 'action.unknown-criterion'],
    ['an unknown level', { level: 'planet' }, 400, 'report.unknown-level'],
    ['villages', { level: 'village', units: ['29551/01'] }, 400, 'report.unknown-level'],
    ['an unknown form', { instrument: 'other' }, 400, 'report.unknown-instrument'],
    [
      'a wave that is none',
      { waveId: '019aa000-0000-7000-8000-000000000000' },
      404,
      'wave.unknown',
    ],
  ])('with %s is refused and not kept [F-12]', async (_what, changes, status, expected) => {
    const before = (await list()).total;

    expect(await refusal(await begin(changes))).toEqual([status, expected]);
    expect((await list()).total).toBe(before);
  });

  test('with too much of everything is refused before it is read', async () => {
    expect(await refusal(await begin({ evidence: 'x'.repeat(70_000) }))).toEqual([
      413,
      'request.too-large',
    ]);
  });
});

describe('who sees and writes', () => {
  let ofOffice: ActionDetails;
  let elsewhere: ActionDetails;
  let both: ActionDetails;
  beforeAll(async () => {
    ofOffice = await detailsOf(await begin({ what: 'Ở 855' }));
    elsewhere = await detailsOf(await begin({ what: 'Ở 829', units: [places.benTre] }));
    both = await detailsOf(
      await begin({ what: 'Ở cả hai', units: [places.longChau, places.benTre] }),
    );
  });

  test('an office reads what lies in its areas, and of units elsewhere only how many [F-10]', async () => {
    const { actions } = await list('', 'office-855');
    const ids = actions.map(({ id }) => id);

    expect(ids).toContain(ofOffice.id);
    expect(ids).not.toContain(elsewhere.id);
    expect(actions.every(({ editable }) => !editable)).toBe(true);
    expect(actions.find(({ id }) => id === both.id)).toMatchObject({
      units: [{ code: places.longChau }],
      otherUnits: 1,
    });
    const foreign = await world.ask('office-855', `/api/v1/actions/${elsewhere.id}`);
    expect(await refusal(foreign)).toEqual([404, 'action.unknown']);
    const outcome = await world.ask('analyst-commune', `/api/v1/actions/${elsewhere.id}/outcome`);
    expect(await refusal(outcome)).toEqual([404, 'action.unknown']);
  });

  test('the history of an action names no unit elsewhere [F-10]', async () => {
    const moved = await detailsOf(
      await revise(both.id, 1, { what: 'Ở cả hai', units: [places.other, places.benTre] }),
    );
    expect(moved.revision).toBe(2);

    const seen = await detailsOf(await world.ask('office-855', `/api/v1/actions/${both.id}`));

    expect(seen.history[1]?.changes).toEqual([
      { field: 'units', before: ['Phường Long Châu'], after: ['Phường Thanh Đức'] },
    ]);
  });

  test('offices and surveyors write nothing; an analyst writes in own areas alone [F-10]', async () => {
    expect(await refusal(await begin({}, 'office'))).toEqual([403, 'permission.denied']);
    expect((await world.ask('surveyor', '/api/v1/actions')).status).toBe(403);
    expect((await world.ask(null, '/api/v1/actions')).status).toBe(401);
    expect((await begin({}, 'analyst-commune')).status).toBe(200);
    expect(await refusal(await begin({ units: [places.benTre] }, 'analyst-commune'))).toEqual([
      422,
      'action.unknown-unit',
    ]);
    const shared = await detailsOf(await begin({ units: [places.longChau, places.benTre] }));
    expect(await refusal(await revise(shared.id, 1, {}, 'analyst-commune'))).toEqual([
      403,
      'permission.denied',
    ]);
    expect(await refusal(await revise(elsewhere.id, 1, {}, 'analyst-commune'))).toEqual([
      404,
      'action.unknown',
    ]);
    expect((await list('', 'admin-elsewhere')).actions).toEqual([]);
    expect(await refusal(await begin({}, 'admin-elsewhere'))).toEqual([404, 'wave.unknown']);
  });

  test('another site writes nothing', async () => {
    const answer = await world.ask('analyst', '/api/v1/actions', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Origin: 'https://example.com' },
      body: '{}',
    });

    expect(await refusal(answer)).toEqual([403, 'request.foreign-origin']);
  });
});

test('what an action may name is offered as far as the person sees it [F-12]', async () => {
  const ask = (query: string, who: Username = 'analyst') =>
    world.ask(who, `/api/v1/waves/${world.waveId}/action-choices?${query}`);
  const asked = 'level=commune&instrument=transaction-5-factor';
  const offered = (await (await ask(asked, 'analyst-commune')).json()) as {
    levels: { code: string }[];
    units: unknown[];
    criteria: { code: string }[];
  };

  expect(offered.units).toEqual([{ code: places.longChau, label: 'Phường Long Châu' }]);
  expect(offered.criteria).toHaveLength(22);
  expect(offered.levels.map(({ code: level }) => level)).not.toContain('village');
  expect((await ask(asked, 'office')).status).toBe(403);
  expect(await refusal(await ask('level=village&instrument=transaction-5-factor'))).toEqual([
    400,
    'report.unknown-level',
  ]);
  expect(await refusal(await ask('level=commune&instrument=x'))).toEqual([
    400,
    'report.unknown-instrument',
  ]);
});

describe('the list of actions', () => {
  test('stands by the last day, overdue in days, what is over at the end [F-11]', async () => {
    const own = { units: [places.other] };
    await begin({ ...own, what: 'Sau', dueDay: '2026-12-01' });
    await begin({ ...own, what: 'Trễ', dueDay: '2026-11-10', status: 'doing' });
    await begin({ ...own, what: 'Xong', dueDay: '2026-11-01', status: 'done' });
    await begin({ ...own, what: 'Dừng', dueDay: '2026-11-05', status: 'stopped' });
    const query = `unit=${places.other}`;
    const brief = async (more = '') =>
      (await list(query + more)).actions
        .filter(({ otherUnits, units }) => otherUnits === 0 && units.length === 1)
        .map(({ what, daysLate }) => [what, daysLate]);

    expect(await brief()).toEqual([
      ['Trễ', 10],
      ['Sau', 0],
      ['Dừng', 0],
      ['Xong', 0],
    ]);
    expect(await brief('&overdue=1')).toEqual([['Trễ', 10]]);
    expect(await brief('&status=done')).toEqual([['Xong', 0]]);
    expect(await brief('&criterion=t1_2')).toEqual([]);
    expect(await brief(`&wave=${world.waveId}&overdue=0`)).toHaveLength(4);
    expect((await list(query)).total).toBe((await list()).total);
    expect((await world.ask('analyst', '/api/v1/actions?status=maybe')).status).toBe(400);
  });

  test('is a file with the same filters, disarmed [F-15]', async () => {
    await begin({ what: '=HYPERLINK("http://x")', evidence: 'a;b\n"c"', units: [places.benTre] });

    const answer = await world.ask(
      'analyst',
      `/api/v1/exports/actions.csv?unit=${places.benTre}&separator=semicolon&bom=0`,
    );

    expect(answer.headers.get('Content-Disposition')).toBe(
      'attachment; filename="sipas_actions_2026-11-20.csv"',
    );
    const { data } = Papa.parse<Record<string, string>>(await answer.text(), {
      header: true,
      skipEmptyLines: true,
      delimiter: ';',
    });
    expect(data).toHaveLength((await list(`unit=${places.benTre}`)).actions.length);
    expect(data.find(({ what }) => what?.startsWith("'="))).toMatchObject({
      unit_names: 'Phường Phú Khương',
      criterion_codes: 't1_1',
      evidence: 'a;b\n"c"',
      status: 'planned',
      as_of: '2026-11-20',
    });
  });
});
