import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { withdrawalCode } from '@sipas/shared/response';
import { type Role, roles } from '@sipas/shared/wire';
import { policy } from '../../src/http/policy.ts';
import { machineSurroundings } from '../../src/surroundings.ts';
import { hashPassword } from '../../src/use-cases/sign-in/index.ts';
import {
  type PeopleWorld,
  code,
  origin,
  password,
  places,
  setupPeopleWorld,
  signIn,
} from './people-world.ts';
import { freezeWorld } from './freeze-world.ts';

/**
 * Every route of the policy, asked by everybody. All that can be seen lies in one commune of district 829: a form with a
 * comment, a line that is kept apart, the phone that sent them, an action, and a link. Whoever works elsewhere is told
 * nothing of it; each thing carries a word that must be in no answer to them.
 */
let world: PeopleWorld;
const things = {
  device: '',
  action: '',
  comment: '',
  link: '',
  session: '',
  case: '',
  incident: '',
};
const secrets = [
  ...['xyz829', 'Máy surveyor-829', 'Người surveyor-829', 'HANH-DONG-829', 'LK-829'],
  'YEU-CAU-829',
];

/** Areas of the people who ask, as they lie to the commune where everything is. */
const areasOf = {
  parent: ['86'],
  own: ['829'],
  child: [places.benTre],
  sibling: ['grouping:huyen-cu:855'],
  foreign: ['84'],
} as const;
type Place = keyof typeof areasOf;
const outside: readonly Place[] = ['sibling', 'foreign'];

const cookies = new Map<string, string>();
const nameOf = (role: Role, place: Place) => `${role}-of-${place}`;

beforeAll(async () => {
  world = await setupPeopleWorld({ minimumBase: 1, minimumCell: 1 });
  const passwordHash = await hashPassword(password);
  for (const role of roles)
    for (const [place, areas] of Object.entries(areasOf)) {
      const username = nameOf(role, place as Place);
      const account = { id: machineSurroundings.ids.uuid7(), username, name: username };
      await world.storage.people.addUser({ ...account, role, areas, passwordHash }, world.now);
      const answer = await signIn(world.app, username, password);
      cookies.set(username, answer.headers.get('Set-Cookie')?.split(';', 1)[0] ?? '');
    }
  const comment = { comment: 'Chờ lâu xyz829' };
  await world.send('surveyor-829', places.benTre, { but: comment });
  await world.send('surveyor-829', places.benTre, { rating: '' });

  const { devices } = (await (await ask('admin', 'parent', '/api/v1/devices')).json()) as {
    devices: { id: string }[];
  };
  things.device = devices[0]?.id ?? '';
  const comments = (await (
    await ask('analyst', 'parent', `/api/v1/waves/${world.waveId}/comments`)
  ).json()) as { items: { id: string }[] };
  things.comment = comments.items[0]?.id ?? '';
  const made = async (path: string, body: object) =>
    (await (await ask('analyst', 'parent', path, { body })).json()) as { id: string };
  things.action = (
    await made('/api/v1/actions', {
      ...{ waveId: world.waveId, instrument: 'transaction-5-factor', what: 'HANH-DONG-829' },
      ...{ responsible: 'UBND', dueDay: '2026-12-31', status: 'planned', evidence: '' },
      ...{ level: 'commune', units: [places.benTre], criteria: ['t1_1'] },
    })
  ).id;
  const forms = world.storage.responses.countedResponses(world.waveId, [1, 2, 3], 'all');
  for await (const { responseId } of forms)
    things.case = await openCase(withdrawalCode(responseId));
  things.incident = (
    (await (
      await ask('admin', 'parent', '/api/v1/incidents', { body: bodies['incidents'] ?? {} })
    ).json()) as { id: string }
  ).id;
  const link = { name: 'LK-829', file: 'scores.csv', query: { level: 'commune' }, days: 30 };
  // Signed in by somebody whose areas are those of the sender; ended by nobody before the end.
  await signIn(world.app, 'surveyor-829', password);
  const sender = await world.storage.people.userByName('surveyor-829');
  const sessions = await world.storage.people.sessionsOf(sender?.id ?? '', world.now);
  things.session = sessions[0]?.id ?? '';
  // Of a growing wave an observer is told no figures, and nobody is given a link.
  await freezeWorld(world);
  things.link = (await made(`/api/v1/waves/${world.waveId}/links`, link)).id;
}, 120_000);
afterAll(() => world.close());

/** A request about the form that lies where everything is. */
async function openCase(slip: string): Promise<string> {
  const body = { kind: 'withdraw', code: slip, receivedDay: '2025-11-18', asked: 'YEU-CAU-829' };
  const answer = await ask('admin', 'parent', '/api/v1/cases', { body });
  return ((await answer.json()) as { id: string }).id;
}

/** What a route needs beside its path to be asked at all. */
const queries: Readonly<Record<string, string>> = {
  areas: 'level=province',
  answers: 'question=sex',
  'answers.csv': 'question=sex',
  changes: 'before=WAVE&level=commune',
  'changes.csv': 'before=WAVE&level=commune',
  'unit-pair': `level=commune&unit=${places.benTre}`,
  'unit-pair.csv': `level=commune&unit=${places.benTre}`,
  scores: 'level=commune&by=criterion',
  'scores.csv': 'level=commune&by=criterion',
  progress: 'level=commune',
  'comment-themes': 'question=comment',
  'comment-themes.csv': 'question=comment',
  comments: 'search=cho+lau',
  'action-choices': 'level=commune&instrument=transaction-5-factor',
};
const bodies: Readonly<Record<string, object>> = {
  enrolments: { surveyor: 'surveyor-829' },
  'write-offs': { kind: 'gap', epoch: 'e1', from: 900, to: 901, reason: 'thử' },
  revocation: { reason: 'thử' },
  release: { reason: 'thử' },
  comparison: { matches: true },
  surveyor: { surveyor: 'surveyor-855', reason: 'thử' },
  adoption: { surveyor: 'surveyor-855' },
  editions: { reason: 'thử' },
  links: { name: 'x', file: 'scores.csv', query: {}, days: 1 },
  coding: { themes: [] },
  reveal: { reason: 'thử' },
  password: { current: 'không phải nó', password: 'con đò chở đầy trái' },
  'second-factor': { password: 'không phải nó' },
  confirmation: { code: '000000' },
  removal: { password: 'không phải nó' },
  cases: { kind: 'withdraw', code: null, receivedDay: '2025-11-18', asked: 'thử' },
  withdrawal: { revision: 1, note: 'thử' },
  incidents: {
    ...{ noticedAt: '2025-11-18T02:00:00.000Z', beganAt: null, what: 'thử', data: [] },
    peopleMost: null,
  },
  suspicions: { what: 'thử' },
  entries: { revision: 1, state: 'answered', extended: false, note: 'thử' },
  users: { username: 'xyz', name: 'x', role: 'surveyor', areas: [places.benTre] },
  revisions: {
    ...{ revision: 1, what: 'x', responsible: 'x', dueDay: '2026-12-31', status: 'planned' },
    ...{ evidence: '', level: 'commune', units: [places.longChau], criteria: ['t1_1'] },
  },
};

function ask(
  role: Role | null,
  place: Place,
  path: string,
  { method, body }: { method?: string; body?: object } = {},
): Promise<Response> {
  const headers = new Headers({ Origin: origin });
  if (role !== null) headers.set('Cookie', cookies.get(nameOf(role, place)) ?? '');
  if (body !== undefined) headers.set('Content-Type', 'application/json');
  const init = { method: method ?? (body === undefined ? 'GET' : 'POST'), headers };
  return Promise.resolve(
    world.app.request(path, body === undefined ? init : { ...init, body: JSON.stringify(body) }),
  );
}

/** The address of a route with the things in it, or with ones that are not there. */
function addressOf(path: string, areThere = true): string {
  const none = '0199a7a0-0000-7000-8000-000000000000';
  const last = path.split('/').at(-1) ?? '';
  const filled = path
    .replace('/waves/:id', `/waves/${areThere ? world.waveId : none}`)
    .replace('/devices/:id', `/devices/${areThere ? things.device : none}`)
    .replace('/actions/:id', `/actions/${areThere ? things.action : none}`)
    .replace('/users/:user', `/users/${areThere ? 'surveyor-829' : 'nobody'}`)
    .replace(':session', areThere ? things.session : 'none')
    .replace(':case', areThere ? things.case : none)
    .replace(':incident', areThere ? things.incident : none)
    .replace(':comment', areThere ? things.comment : 'nothing')
    .replace(':link', areThere ? things.link : none)
    .replace(':id', areThere ? 'buu-dien-khu-vuc' : none)
    .replace(':file', 'scores.csv');
  const query = queries[last]?.replace('WAVE', world.waveId);
  return query === undefined ? filled : `${filled}?${query}`;
}

const requestOf = (method: string, path: string) =>
  method === 'POST' ? { method, body: bodies[path.split('/').at(-1) ?? ''] ?? {} } : { method };

const rows = Object.entries(policy).map(([key, { who, relation }]) => {
  const [method = '', path = ''] = key.split(' ');
  return { key, method, path, who, relation };
});
const ofPeople = rows.flatMap(({ who, ...row }) =>
  typeof who === 'string' ? [] : [{ ...row, who }],
);

describe.each(ofPeople)('$key', ({ method, path, who }) => {
  const others = roles.filter((role) => !who.includes(role));
  const request = requestOf(method, path);

  test('asks who it is, a phone as well [A-150]', async () => {
    const phone = new Headers({ Authorization: 'Bearer x', Origin: origin });
    for (const answer of [
      await ask(null, 'parent', addressOf(path), request),
      await world.app.request(addressOf(path), { method, headers: phone }),
    ])
      expect([answer.status, await code(answer)]).toEqual([401, 'session.required']);
  });

  test('refuses every other role, whatever its areas [A-150]', async () => {
    for (const role of others)
      for (const place of ['parent', 'own', 'foreign'] as const) {
        const answer = await ask(role, place, addressOf(path), request);
        expect([role, answer.status, await code(answer)]).toEqual([role, 403, 'permission.denied']);
      }
  });
});

const inAreas = ofPeople.filter(({ relation }) => relation !== 'province' && relation !== 'public');

test.each(inAreas)(
  '$key tells not a word to who works elsewhere [A-150]',
  async ({ method, path, who }) => {
    for (const role of who)
      for (const place of outside) {
        const answer = await ask(role, place, addressOf(path), requestOf(method, path));
        const text = Buffer.from(await answer.arrayBuffer()).toString('utf8');
        const told = secrets.filter((secret) => text.includes(secret));
        expect([role, place, told, answer.status < 500]).toEqual([role, place, [], true]);
      }
  },
);

const ofThings = inAreas.filter(({ path }) => path.includes(':'));

// Taking in a phone that the store has forgotten is meant for one that is not there.
test.each(ofThings.filter(({ path }) => !path.endsWith('/adoption')))(
  '$key knows nothing that is not there [A-150]',
  async ({ method, path, who }) => {
    for (const role of who) {
      const answer = await ask(role, 'parent', addressOf(path, false), requestOf(method, path));
      expect([role, answer.status]).toEqual([role, 404]);
    }
  },
);

test.each(ofThings)(
  '$key knows nothing that lies in no area of theirs [A-150]',
  async ({ method, path, who }) => {
    const isOfOne = /:(comment|case|link|user|session)|\/(devices|actions)\/:id/.test(path);
    for (const role of who)
      for (const place of isOfOne ? outside : (['foreign'] as const)) {
        const answer = await ask(role, place, addressOf(path), requestOf(method, path));
        expect([role, place, answer.status]).toEqual([role, place, 404]);
      }
  },
);

test('what lies in the areas of a person is told: the words are there to be found [A-150]', async () => {
  const asked = inAreas
    .filter(({ method }) => method === 'GET')
    .flatMap(({ path, who }) => who.map((role) => ask(role, 'parent', addressOf(path))));
  const texts = await Promise.all(
    (await Promise.all(asked)).map(async (answer) => Buffer.from(await answer.arrayBuffer())),
  );

  expect(secrets.filter((secret) => texts.some((text) => text.includes(secret)))).toEqual(secrets);
});

test('an observer reads counts and figures, and not a word of one person, comment, action, phone or form [A-150]', async () => {
  const open = ofPeople.filter(({ who }) => who.includes('observer'));
  const asked = open
    .filter(({ method }) => method === 'GET')
    .map(async ({ path }) => {
      const answer = await ask('observer', 'parent', addressOf(path));
      const text = Buffer.from(await answer.arrayBuffer()).toString('utf8');
      return { path, status: answer.status, told: secrets.filter((one) => text.includes(one)) };
    });

  const answers = await Promise.all(asked);
  expect(answers.filter(({ told }) => told.length > 0)).toEqual([]);
  expect(answers.filter(({ status }) => status >= 500)).toEqual([]);
  // Changes nothing but the own account, and may say that something happened; none of these names a comment, a form, a phone
  // or a file of rows.
  expect(
    open
      .filter(({ method, relation }) => method !== 'GET' && relation !== 'own')
      .map(({ key }) => key),
  ).toEqual(['POST /api/v1/incidents/suspicions']);
  expect(
    open.filter(({ path }) =>
      /comment|device|kept-apart|allowance|microdata|bundle|link|report/.test(path),
    ),
  ).toEqual([]);
});

test('a data protection officer reads the registers and nothing of a wave [A-150]', async () => {
  const open = ofPeople.filter(({ who }) => who.includes('data-protection'));
  const answers = await Promise.all(
    open
      .filter(({ method }) => method === 'GET')
      .map(async ({ path }) => {
        const answer = await ask('data-protection', 'parent', addressOf(path));
        return Buffer.from(await answer.arrayBuffer()).toString('utf8');
      }),
  );

  expect(answers.some((text) => text.includes('Người surveyor-829'))).toBe(true);
  for (const secret of ['xyz829', 'HANH-DONG-829', 'Máy surveyor-829', 'LK-829'])
    expect([secret, answers.filter((text) => text.includes(secret))]).toEqual([secret, []]);
  expect(
    open
      .filter(({ relation, path }) => relation !== 'own' && !path.startsWith('/api/v1/waves'))
      .map(({ key }) => key),
  ).toEqual([
    'GET /api/v1/users',
    'GET /api/v1/users/:user/sessions',
    'GET /api/v1/care',
    'GET /api/v1/cases',
    'POST /api/v1/cases',
    'GET /api/v1/cases/:case',
    'POST /api/v1/cases/:case/entries',
    'POST /api/v1/cases/:case/withdrawal',
    'GET /api/v1/incident-clocks',
    'GET /api/v1/incidents',
    'POST /api/v1/incidents',
    'POST /api/v1/incidents/suspicions',
    'GET /api/v1/incidents/:incident',
    'POST /api/v1/incidents/:incident/entries',
    'GET /api/v1/audit',
    'GET /api/v1/audit/chain',
    'GET /api/v1/audit/export.csv',
    'GET /api/v1/impact',
  ]);
  expect(open.filter(({ path }) => path.startsWith('/api/v1/waves')).map(({ key }) => key)).toEqual(
    ['GET /api/v1/waves', 'GET /api/v1/waves/:id'],
  );
});

// Last, since some of these change what the others look at.
test.each(ofPeople)(
  '$key is open to its roles, over all of it or a part [A-150]',
  async ({ method, path, who, relation }) => {
    const isOfAll = relation === 'whole-wave';
    for (const role of who)
      for (const place of ['child', 'own', 'parent'] as const) {
        const { status } = await ask(role, place, addressOf(path), requestOf(method, path));
        const isOpen = ![401, 403, 405].includes(status) && status < 500;
        expect([role, place, status, isOpen]).toEqual(
          isOfAll && place !== 'parent' ? [role, place, 403, false] : [role, place, status, true],
        );
      }
  },
);

const ofPhones = rows.filter(({ who }) => who === 'phone');
test.each(ofPhones)(
  '$key is closed to people and to everybody without a phone [A-150]',
  async ({ method, path }) => {
    for (const role of [null, ...roles]) {
      const answer = await ask(role, 'parent', path, requestOf(method, path));
      expect([role, answer.status, await code(answer)]).toEqual([role, 401, 'device.required']);
    }
  },
);

const changing = rows.filter(
  ({ who, method }) => method !== 'GET' && who !== 'phone' && who !== 'link-key' && who !== 'watch',
);
test.each(changing)(
  '$key is closed to a page of another site, whoever reads it [A-150]',
  async ({ method, path }) => {
    const headers = {
      Origin: 'https://evil.example',
      Cookie: cookies.get('admin-of-parent') ?? '',
    };
    const answer = await world.app.request(addressOf(path), { method, headers });

    expect([answer.status, await code(answer)]).toEqual([403, 'request.foreign-origin']);
  },
);
