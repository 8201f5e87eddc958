import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { canonicalJson } from '@sipas/shared/kernel';
import type { Problem, PushAnswer } from '@sipas/shared/wire';
import { enrolmentCodeHash } from '../../src/use-cases/enrolment-code.ts';
import { smallCatalogue, smallInstrument } from '../world/small-survey.ts';
import { type World, origin, setupWorld } from '../world/setup-world.ts';

// What phones of protocol 1 send, as it was kept when it was released, against the server as it is now.
const folder = join(import.meta.dirname, '../../../shared/test/wire/protocol-1');
const sample = (name: string): string => readFileSync(join(folder, name), 'utf8');
const sampleJson = (name: string): unknown => JSON.parse(sample(name));

const { deviceId } = sampleJson('hello.json') as { deviceId: string };
const [header = '', ...lines] = sample('push.ndjson').trimEnd().split('\n');
const token = 'token-of-the-sample';
const asPhone = { authorization: `Bearer ${token}` };

let world: World;
let asOffice: Record<string, string>;
beforeAll(async () => {
  world = await setupWorld();
  const { storage } = world;
  const envelope = JSON.parse(lines[0] ?? '') as {
    waveId: string;
    instrument: { id: string; version: string };
  };
  // A questionnaire that asks what the form of the sample answers, under the version that it names.
  const codes = { sex: 'single', c1_1: 'single', c2: 'multiple', c9_01: 'single', c9_02: 'single' };
  const definition = {
    ...smallInstrument,
    id: envelope.instrument.id,
    blocks: [],
    factors: [],
    sections: [
      {
        code: 'A',
        title: { vi: 'A' },
        role: 'other',
        questions: [
          ...Object.entries(codes).map(([code, kind]) => ({
            code,
            kind,
            text: { vi: code },
            choices: 'satisfaction',
          })),
          { code: 'comment', kind: 'text', text: { vi: 'Ý kiến' } },
        ],
      },
    ],
  };
  await storage.waves.addReference({
    units: [],
    successions: [],
    groupings: [],
    instruments: [{ ...envelope.instrument, canonical: canonicalJson(definition) }],
  });
  await storage.waves.addWave(
    {
      id: envelope.waveId,
      name: 'SIPAS 2026',
      status: 'open',
      catalogue: smallCatalogue,
      scheme: 'criterion_mean',
      minimumBase: 30,
      minimumCell: 10,
      districtGrouping: 'huyen-cu',
      allowanceVnd: null,
      instrumentKeys: [2],
    },
    [{ commune: '29551', code: 'Khóm 3', name: 'Khóm 3', target: 12 }],
    '2026-11-01T00:00:00.000Z',
  );
  const surveyor = await world.addPerson('dieutravien', 'surveyor', ['29551']);
  const now = '2026-11-23T00:00:00.000Z';
  for (const code of ['SAMPLE', (sampleJson('redeem.json') as { code: string }).code])
    await storage.devices.addEnrolmentCode({
      codeHash: enrolmentCodeHash(code),
      userId: surveyor.id,
      createdAt: now,
      expiresAt: '2999-01-01T00:00:00.000Z',
    });
  const tokenHash = createHash('sha256').update(token).digest('hex');
  const phone = { id: deviceId, tokenHash, name: 'Máy mẫu', platform: 'Android', publicKey: null };
  await storage.devices.redeem(enrolmentCodeHash('SAMPLE'), phone, now);
  const cookie = await world.signIn(await world.addPerson('buudien', 'office', ['86']));
  asOffice = { cookie, origin };
});
afterAll(() => world.leave());

const post = (path: string, body: string | Uint8Array<ArrayBuffer>, headers: object) =>
  world.ask(`/api/v1${path}`, { method: 'POST', body, headers: { ...headers } });
const json = { 'content-type': 'application/json' };

/** Every member with the kind of its value; of a list what any of its items has. */
function membersOf(value: unknown, path = ''): string[] {
  if (Array.isArray(value)) return value.flatMap((item) => membersOf(item, `${path}[]`));
  if (typeof value !== 'object' || value === null)
    return [`${path} ${value === null ? 'null' : typeof value}`];
  return Object.entries(value).flatMap(([key, member]) => membersOf(member, `${path}.${key}`));
}
const missingMembers = (kept: unknown, today: unknown): string[] => {
  const there = new Set(membersOf(today));
  return [...new Set(membersOf(kept))].filter((member) => !there.has(member));
};

it('answers the hello of the sample as it did: numbers 1 to 3 lack', async () => {
  const response = await post('/sync/hello', sample('hello.json'), { ...asPhone, ...json });
  const kept = sampleJson('hello-answer.json') as { missing: unknown };
  const today = (await response.json()) as { missing: unknown };

  expect(response.status).toBe(200);
  expect(missingMembers(kept, today)).toEqual([]);
  expect(today.missing).toEqual(kept.missing);
});

it('answers the push of the sample as it did: a form and a visit count, the sealed one under the same id waits', async () => {
  const response = await post('/sync/push', sample('push.ndjson'), {
    ...asPhone,
    'content-type': 'application/x-ndjson',
  });
  const kept = sampleJson('push-answer.json') as PushAnswer;
  const today = (await response.json()) as PushAnswer;

  expect(response.status).toBe(200);
  expect(missingMembers(kept, today).filter((member) => !member.includes('detail'))).toEqual([]);
  expect([today.protocol, today.batchId]).toEqual([kept.protocol, kept.batchId]);
  const named = ({ receipts }: PushAnswer) =>
    receipts
      .slice(0, 2)
      .map(({ line, responseId, revision, hash }) => [line, responseId, revision, hash]);
  expect(named(today)).toEqual(named(kept));
  expect(today.receipts.map(({ outcome, code }) => [outcome, code])).toEqual([
    ['stored', undefined],
    ['stored', undefined],
    ['conflict', 'response.conflict'],
  ]);
});

it('answers a pull as it did, with what waits for a person', async () => {
  const response = await world.ask('/api/v1/sync/pull?cursor=', { headers: asPhone });
  const kept = sampleJson('pull-answer.json');
  const today = (await response.json()) as { items: { responseId: string | null }[] };

  expect(response.status).toBe(200);
  // The sealed form of the sample names its response: the member was null only where none could be read.
  expect(
    missingMembers(kept, today).filter((member) => !/(responseId|revision) null/.test(member)),
  ).toEqual([]);
  expect(today.items).toHaveLength(1);
  expect(today.items[0]).toHaveProperty('responseId');
  expect(today.items[0]).toHaveProperty('revision');
});

it('redeems the code of the sample, and the package has all that the sample has', async () => {
  const response = await post('/enrolments/redeem', sample('redeem.json'), json);
  const redeemed = await response.json();

  expect(response.status).toBe(200);
  expect(missingMembers(sampleJson('redeem-answer.json'), redeemed)).toEqual([]);

  const answer = await world.ask('/api/v1/field-package', { headers: asPhone });
  const contents = (await answer.json()) as { instruments: { definition: unknown }[] };
  const keptPackage = sampleJson('field-package.json') as typeof contents;
  // What a questionnaire holds is its own matter.
  const outer = (whole: typeof contents) => ({
    ...whole,
    instruments: whole.instruments.map((instrument) => ({ ...instrument, definition: '' })),
  });
  expect(answer.status).toBe(200);
  expect(missingMembers(outer(keptPackage), outer(contents))).toEqual([]);
});

it.each([
  ['a bare push body', sample('push.ndjson')],
  ['a file with a manifest', sample('batch-file.ndjson')],
])('imports %s of the sample after its push, and says nothing new', async (_what, file) => {
  for (const body of [file, new Uint8Array(gzipSync(file))]) {
    const response = await post('/sync/import', body, asOffice);
    const answer = (await response.json()) as PushAnswer;

    expect(response.status).toBe(200);
    expect(
      missingMembers(sampleJson('push-answer.json'), answer).filter(
        (member) => !member.includes('detail'),
      ),
    ).toEqual([]);
    expect(answer.receipts.map(({ line, outcome }) => [line, outcome])).toEqual([
      [1, 'already-stored'],
      [2, 'already-stored'],
      [3, 'conflict'],
    ]);
    expect(answer).not.toHaveProperty('missingLines');
  }
});

it('answers a cut file of the sample with all that the sample has', async () => {
  const file = sample('batch-file.ndjson').replace('"outcome": "away"', '"outcome": "moved"');

  const response = await post('/sync/import', file.slice(0, -40), asOffice);

  expect(response.status).toBe(200);
  const kept = sampleJson('import-answer.json') as { damage: string };
  const today = (await response.json()) as typeof kept;
  expect(missingMembers(kept, today)).toEqual([]);
  expect(today.damage).toBe('altered');
});

it.each([2, 99])(
  'refuses protocol %i until the app is updated, and keeps and forgets nothing',
  async (protocol) => {
    const before = await world.storage.keeper.verify();
    const changed = (text: string) =>
      text.replace(/"protocol": ?1/, `"protocol": ${String(protocol)}`);
    const asked = [
      post('/sync/hello', changed(sample('hello.json')), { ...asPhone, ...json }),
      post('/sync/push', changed(sample('push.ndjson')), asPhone),
      post('/sync/push', `${changed(header)}\n{"of":"another time"}\n`, asPhone),
      post('/sync/import', changed(sample('batch-file.ndjson')), asOffice),
      post('/sync/import', sample('push.ndjson') + changed(sample('push.ndjson')), asOffice),
    ];

    for (const response of await Promise.all(asked)) {
      const problem = (await response.json()) as Problem;
      expect(problem).toMatchObject({
        status: 400,
        code: 'batch.protocol-unknown',
        recovery: 'after-update',
      });
      expect(missingMembers(sampleJson('problem.json'), problem)).toEqual([]);
    }
    expect(await world.storage.keeper.verify()).toEqual(before);
    // The same phone is heard as before in the protocol that both know.
    const again = (await (
      await post('/sync/push', sample('push.ndjson'), asPhone)
    ).json()) as PushAnswer;
    expect(again.receipts[0]?.outcome).toBe('already-stored');
  },
);
