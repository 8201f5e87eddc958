import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type PeopleWorld, type Username, code, setupPeopleWorld } from './people-world.ts';

let world: PeopleWorld;
beforeAll(async () => {
  world = await setupPeopleWorld();
}, 120_000);
afterAll(() => world.close());

type Role = 'surveyor' | 'office' | 'analyst' | 'admin';
const all: readonly Role[] = ['surveyor', 'office', 'analyst', 'admin'];

/** Routes of people, with who may use them, written down a second time: a row of the policy that is too wide is seen here. */
const routes: readonly [method: 'GET' | 'POST', path: string, may: readonly Role[]][] = [
  ['GET', '/session', all],
  ['GET', '/waves', all],
  ['GET', '/waves/WAVE', all],
  ['GET', '/wave-choices', ['admin']],
  ['GET', '/wave-records', ['analyst', 'admin']],
  ['GET', '/instruments', ['analyst', 'admin']],
  ['GET', '/waves/WAVE/progress', ['office', 'analyst', 'admin']],
  ['GET', '/waves/WAVE/scores', ['analyst', 'admin']],
  ['GET', '/waves/WAVE/answers?question=sex', ['analyst', 'admin']],
  ['GET', '/waves/WAVE/areas?level=province', ['analyst', 'admin']],
  ['GET', '/waves/WAVE/exports/scores.csv', ['analyst', 'admin']],
  ['GET', '/waves/WAVE/trend', ['analyst', 'admin']],
  ['GET', '/waves/WAVE/exports/trend.csv', ['analyst', 'admin']],
  ['GET', '/waves/WAVE/report', ['analyst', 'admin']],
  ['GET', '/waves/WAVE/report.docx', ['analyst', 'admin']],
  ['GET', '/waves/WAVE/exports/answers.csv?question=sex', ['analyst', 'admin']],
  ['GET', '/waves/WAVE/exports/workbook.xlsx', ['analyst', 'admin']],
  ['GET', '/waves/WAVE/links', ['analyst', 'admin']],
  ['GET', '/waves/WAVE/exports/codebook.csv', ['analyst', 'admin']],
  ['GET', '/waves/WAVE/comments', ['analyst', 'admin']],
  ['GET', '/waves/WAVE/comment-reveals', ['analyst', 'admin']],
  ['GET', '/waves/WAVE/exports/comments.csv', ['analyst', 'admin']],
  ['GET', '/waves/WAVE/allowances', ['office', 'admin']],
  ['GET', '/actions', ['office', 'analyst', 'admin']],
  ['GET', '/groupings', ['admin']],
  ['GET', '/waves/WAVE/kept-apart', ['office', 'admin']],
  ['GET', '/surveyors', ['office', 'admin']],
  ['GET', '/devices', ['office', 'admin']],
  ['GET', '/waves/WAVE/closing', ['office', 'admin']],
  ['POST', '/waves/WAVE/close', ['admin']],
  ['POST', '/waves/WAVE/reopen', ['admin']],
  ['POST', '/enrolments', ['office', 'admin']],
  ['GET', '/audit', ['admin']],
  ['GET', '/audit/chain', ['admin']],
  ['GET', '/audit/export.csv', ['admin']],
  ['GET', '/care', ['office', 'admin']],
  ['POST', '/care/backup', ['admin']],
];

const ask = (who: Username | null, method: string, path: string, waveId = world.waveId) =>
  world.ask(who, `/api/v1${path.replace('WAVE', waveId)}`, {
    method,
    ...(method === 'POST'
      ? { headers: { 'Content-Type': 'application/json' }, body: '{"surveyor":"surveyor-855"}' }
      : {}),
  });

describe.each(routes)('%s %s', (method, path, may) => {
  test('asks for a session [P-14]', async () => {
    const answer = await ask(null, method, path);

    expect([answer.status, await code(answer)]).toEqual([401, 'session.required']);
    expect(answer.headers.get('Content-Type')).toContain('application/problem+json');
  });

  test.each(all)(
    'is open to the roles of the contract and closed to others: %s [P-14]',
    async (role) => {
      const answer = await ask(role, method, path);

      expect(answer.status).toBe(may.includes(role) ? 200 : 403);
      if (!may.includes(role)) expect(await code(answer)).toBe('permission.denied');
    },
  );
});

describe.each(routes.filter(([, path]) => path.includes('WAVE')))('%s %s', (method, path) => {
  test.each([
    ['that does not exist', 'admin', '0199a7a0-0000-7000-8000-000000000000'],
    ['whose name is no id', 'admin', '%00..'],
    ['wholly outside the areas of the person', 'admin-elsewhere', undefined],
  ] as const)('knows no wave %s [P-05]', async (_, who, waveId) => {
    const answer = await ask(who, method, path, waveId);

    expect([answer.status, await code(answer)]).toEqual([404, 'wave.unknown']);
  });
});

test('shows no wave to who has no commune in its catalogue [P-05]', async () => {
  expect(await (await ask('admin-elsewhere', 'GET', '/waves')).json()).toEqual({ waves: [] });
});

describe('bad input', () => {
  test.each([
    ['progress', 'level=', 'report.unknown-level'],
    ['progress', 'level=nowhere', 'report.unknown-level'],
    ['progress', `level=${'x'.repeat(101)}`, 'request.malformed'],
    ['progress', 'level=commune&level=village', 'request.malformed'],
    ['scores', 'level=grouping:none', 'report.unknown-level'],
    ['scores', 'level=', 'request.malformed'],
    ['scores', 'by=nothing', 'request.malformed'],
    ['scores', 'scheme=mean', 'request.malformed'],
    ['scores', 'instrument=household-2022', 'report.unknown-instrument'],
    ['scores', 'group=t1_1', 'report.unknown-group'],
    ['scores', 'group=ethnicity_other%00', 'report.unknown-group'],
    ['exports/scores.csv', 'shape=tall', 'request.malformed'],
    ['exports/scores.csv', 'decimal=dot', 'request.malformed'],
    ['exports/scores.csv', 'separator=tab', 'request.malformed'],
    ['exports/scores.csv', 'bom=yes', 'request.malformed'],
    ['exports/scores.csv', 'level=nowhere', 'report.unknown-level'],
    ['exports/codebook.csv', 'instrument=none', 'report.unknown-instrument'],
    ['exports/codebook.csv', 'bom=2', 'request.malformed'],
    ['kept-apart', 'limit=0', 'request.malformed'],
    ['kept-apart', 'limit=501', 'request.malformed'],
    ['kept-apart', 'limit=1e2', 'request.malformed'],
    ['kept-apart', 'offset=-1', 'request.malformed'],
  ])('%s?%s is refused by its code', async (route, query, expected) => {
    const answer = await ask('admin', 'GET', `/waves/WAVE/${route}?${query}`);

    expect([answer.status, await code(answer)]).toEqual([400, expected]);
  });

  test('a sensitive question gives no groups [P-10]', async () => {
    const answer = await ask('admin', 'GET', '/waves/WAVE/scores?group=ethnicity');

    expect([answer.status, await code(answer)]).toEqual([403, 'report.sensitive-group']);
  });

  test('says what went wrong in the language of the reader', async () => {
    const inEnglish = await world.ask('admin', `/api/v1/waves/${world.waveId}/scores?by=x`, {
      headers: { 'Accept-Language': 'vi;q=0.4, en-GB' },
    });
    const inVietnamese = await ask('admin', 'GET', '/waves/WAVE/scores?by=x');

    expect(((await inEnglish.json()) as { title: string }).title).toMatch(
      /^The request is malformed/,
    );
    expect(((await inVietnamese.json()) as { title: string }).title).toMatch(/^Yêu cầu không đúng/);
  });
});
