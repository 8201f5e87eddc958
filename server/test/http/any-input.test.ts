import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type TestPhone, pushBody } from '../world/phone.ts';
import { type World, newId, origin, setupWorld } from '../world/setup-world.ts';

let world: World;
let phone: TestPhone;
let cookies: readonly string[];
let operations: readonly { readonly method: string; readonly path: string }[];
beforeAll(async () => {
  world = await setupWorld();
  phone = await world.addPhone(await world.addPerson('mot', 'surveyor', ['86']));
  const people = [
    await world.addPerson('quantri', 'admin', ['86']),
    await world.addPerson('sonoivu', 'analyst', ['86']),
    await world.addPerson('buudien', 'office', ['29551']),
  ];
  cookies = await Promise.all(people.map((person) => world.signIn(person)));
  await world.push(phone, pushBody(phone, [phone.line(), phone.line(), 'broken']));
  const document = (await (await world.ask('/api/openapi.json')).json()) as {
    paths: Record<string, Record<string, unknown>>;
  };
  operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => ({ method: method.toUpperCase(), path })),
  );
});
afterAll(() => world.leave());

const word = fc.oneof(
  fc.constantFrom(
    '',
    '0',
    '-1',
    'commune',
    'village',
    'province',
    'household-2022',
    'small',
    'overall',
  ),
  fc.constantFrom(
    'grouping:huyen-cu',
    'long',
    'wide',
    '1e999',
    'null',
    '../..',
    "' or 1=1 --",
    '%',
  ),
  fc.string({ unit: 'binary', maxLength: 30 }),
);
const names = [
  'level',
  'instrument',
  'by',
  'group',
  'scheme',
  'shape',
  'decimal',
  'limit',
  'offset',
  'cursor',
  'bom',
  'unit',
  'places',
  'status',
  'overdue',
  'wave',
  'search',
  'question',
  'theme',
  'coded',
];
const query = fc.array(fc.tuple(fc.oneof(fc.constantFrom(...names), word), word), { maxLength: 4 });
/** Any JSON, and shapes that look like what is asked for with any JSON inside. */
const body = fc.oneof(
  fc.jsonValue(),
  fc.dictionary(
    fc.constantFrom(
      'protocol',
      'deviceId',
      'code',
      'username',
      'password',
      'surveyor',
      'epochs',
      'deviceName',
      'platform',
      'storage',
      'unsent',
      'themes',
      'reason',
    ),
    fc.oneof(fc.jsonValue(), word),
  ),
);
const headers = fc.record(
  {
    'content-type': fc.constantFrom(
      'application/json',
      'application/x-ndjson',
      'text/plain',
      'multipart/form-data',
      'application/json; charset=x',
    ),
    'content-encoding': fc.constantFrom('gzip', 'identity', 'deflate', 'x'),
    'accept-language': fc.constantFrom('en', 'vi', 'x;q=nope', ',,;'),
    'accept-encoding': fc.constantFrom('gzip', 'br', '*'),
  },
  { requiredKeys: ['content-type'] },
);

const anyRequest = fc.record({
  operation: fc.nat(),
  who: fc.constantFrom('phone', 'nobody', '0', '1', '2'),
  knownWave: fc.boolean(),
  id: word,
  query,
  body,
  headers,
});

it('answers any JSON to any route of the interface without a failure of its own', async () => {
  await fc.assert(
    fc.asyncProperty(anyRequest, async (asked) => {
      const { method, path } = operations[asked.operation % operations.length] ?? {
        method: 'GET',
        path: '/',
      };
      const id = asked.knownWave ? world.waveId : encodeURIComponent(asked.id) || newId();
      const search = new URLSearchParams(asked.query).toString();
      // Who had signed out would meet nothing but 401 from there on.
      const endsSession = method === 'DELETE' && path.endsWith('/session');
      const response = await world.ask(`${path.replaceAll(/\{\w+\}/g, id)}?${search}`, {
        method,
        headers: { origin, ...asked.headers, ...identity(endsSession ? 'nobody' : asked.who) },
        ...(method === 'GET' ? {} : { body: JSON.stringify(asked.body) }),
      });
      const text = await response.text();

      expect(response.status, `${method} ${path} ${text}`).toBeLessThan(500);
      if (response.status >= 400)
        expect(response.headers.get('content-type')).toBe('application/problem+json');
    }),
    { numRuns: 600 },
  );
  expect(world.logged.filter(({ message }) => message === 'defect')).toEqual([]);
});

it('gives any JSON in any line of a push its receipt', async () => {
  const anyLine = fc.oneof(
    fc.jsonValue().map((value) => JSON.stringify(value)),
    fc.string({ unit: 'binary' }).map((text) => text.replaceAll('\n', '')),
    fc
      .dictionary(
        fc.constantFrom('unit', 'answers', 'mode', 'consent', 'household'),
        fc.jsonValue(),
      )
      .map((changes) => phone.line({ body: changes })),
    fc
      .dictionary(
        fc.constantFrom('seq', 'clock', 'instrument', 'kind', 'catalogue', 'epoch', 'v'),
        fc.jsonValue(),
      )
      .map((changes) => phone.line({ envelope: changes })),
    fc
      .dictionary(fc.constantFrom('sex', 'q1', 'why', 'age', '__proto__'), fc.jsonValue())
      .map((answers) => phone.line({ answers })),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(anyLine, { maxLength: 20 }), async (lines) => {
      const response = await world.push(phone, pushBody(phone, lines));

      expect(response.status).toBe(200);
      const { receipts } = (await response.json()) as { receipts: { line: number }[] };
      expect(receipts.map(({ line }) => line)).toEqual(lines.map((_, index) => index + 1));
    }),
    { numRuns: 100 },
  );
  expect((await world.storage.keeper.verify()).differences).toEqual([]);
});

function identity(who: string): Record<string, string> {
  if (who === 'nobody') return {};
  if (who === 'phone') return { authorization: `Bearer ${phone.token}` };
  return { cookie: cookies[Number(who)] ?? '' };
}

it('compares waves of a store that has fewer communes than are on record', async () => {
  const asked = ['trend', `changes?before=${world.closedWaveId}`].map((what) =>
    world.ask(`/api/v1/waves/${world.waveId}/${what}`, { headers: identity('1') }),
  );

  expect((await Promise.all(asked)).map(({ status }) => status)).toEqual([200, 200]);
});
