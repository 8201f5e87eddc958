import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { PushAnswer } from '@sipas/shared/wire';
import { type TestPhone, pushBody, withHash } from '../world/phone.ts';
import { type World, newId, setupWorld } from '../world/setup-world.ts';

let world: World;
let phone: TestPhone;
let otherPhone: TestPhone;

beforeAll(async () => {
  world = await setupWorld();
  phone = await world.addPhone(await world.addPerson('mot', 'surveyor', ['29551', '29557']));
  otherPhone = await world.addPhone(await world.addPerson('hai', 'surveyor', ['29551']));
});
afterAll(() => world.leave());

const answerOf = async (response: Response): Promise<PushAnswer> => {
  expect(response.status).toBe(200);
  return (await response.json()) as PushAnswer;
};
const pushLines = async (lines: readonly string[], from = phone) =>
  answerOf(await world.push(from, pushBody(from, lines)));
const outcomes = ({ receipts }: PushAnswer) =>
  receipts.map(({ outcome, code }) => (code === undefined ? outcome : `${outcome} ${code}`));

it('answers one receipt for every line in order, the unreadable and empty ones too [A-11]', async () => {
  const good = phone.envelope();
  const lines = [JSON.stringify(good), '{not json', '', phone.line()];

  const answer = await pushLines(lines);

  expect(answer).toMatchObject({ protocol: 1, batchId: 'batch-1', safeReceipt: 0 });
  expect(answer.receipts.map(({ line }) => line)).toEqual([1, 2, 3, 4]);
  expect(outcomes(answer)).toEqual([
    'stored',
    'quarantined line.unreadable',
    'quarantined line.unreadable',
    'stored',
  ]);
  expect(answer.receipts[0]).toMatchObject({
    responseId: good['responseId'],
    revision: 1,
    hash: good['hash'],
  });
  expect(answer.receipts[1]).not.toHaveProperty('responseId');
});

it('answers already-stored with the first receipt when the same content comes again [A-01]', async () => {
  const envelope = phone.envelope();
  const first = await pushLines([JSON.stringify(envelope)]);

  // Other bytes, equal content: members in another order, blanks between.
  const again = await pushLines([
    JSON.stringify(Object.fromEntries(Object.entries(envelope).reverse()), null, 1).replaceAll(
      '\n',
      ' ',
    ),
    JSON.stringify(envelope),
  ]);

  expect(outcomes(again)).toEqual(['already-stored', 'already-stored']);
  for (const receipt of again.receipts)
    expect(receipt).toMatchObject({
      receipt: first.receipts[0]?.receipt,
      receivedAt: first.receipts[0]?.receivedAt,
    });
});

it('keeps other content under the same revision apart as a conflict, and says so again [A-01]', async () => {
  const responseId = newId();
  const [one, two] = [
    phone.line({ envelope: { responseId } }),
    phone.line({ envelope: { responseId }, answers: { q1: '5' } }),
  ];

  expect(outcomes(await pushLines([one, two]))).toEqual(['stored', 'conflict response.conflict']);
  expect(outcomes(await pushLines([two, one]))).toEqual([
    'conflict response.conflict',
    'already-stored',
  ]);
});

it('keeps another form under the same number of a chain apart as a fork [A-01]', async () => {
  const place = { epoch: 'cloned', seq: 7 };

  const answer = await pushLines([
    phone.line({ envelope: place }),
    phone.line({ envelope: place }),
    phone.line({ envelope: { ...place, epoch: 'another' } }),
  ]);

  expect(outcomes(answer)).toEqual(['stored', 'fork response.fork', 'stored']);
});

it('counts a form of one batch that contradicts two others as a conflict [A-01]', async () => {
  const responseId = newId();
  const place = { epoch: 'both', seq: 3 };

  const answer = await pushLines([
    phone.line({ envelope: { responseId } }),
    phone.line({ envelope: place }),
    phone.line({ envelope: { ...place, responseId } }),
  ]);

  expect(outcomes(answer)).toEqual(['stored', 'stored', 'conflict response.conflict']);
});

it.each(['correction', 'withdrawal'] as const)(
  'keeps a %s of a form that another phone made apart, and leaves its number to the true one [A-01]',
  async (kind) => {
    const responseId = newId();
    const withdrawn = kind === 'withdrawal' ? { answers: {} } : {};
    const later = (from: TestPhone) =>
      from.line({ envelope: { responseId, revision: 2, kind }, body: withdrawn });
    await pushLines([phone.line({ envelope: { responseId } })]);

    const foreign = later(otherPhone);

    expect(outcomes(await pushLines([foreign], otherPhone))).toEqual([
      'conflict response.of-other-device',
    ]);
    expect(outcomes(await pushLines([foreign], otherPhone))).toEqual([
      'conflict response.of-other-device',
    ]);
    expect(outcomes(await pushLines([later(phone)]))).toEqual(['stored']);
    expect((await world.storage.keeper.verify()).differences).toEqual([]);
  },
);

it('lets the copy of a form that another phone sends take no place of the true one [A-09]', async () => {
  const line = phone.line();

  expect(outcomes(await pushLines([line], otherPhone))).toEqual([
    'quarantined envelope.wrong-device',
  ]);
  expect(outcomes(await pushLines([line]))).toEqual(['stored']);
  expect(outcomes(await pushLines([line], otherPhone))).toEqual([
    'quarantined envelope.wrong-device',
  ]);
});

const spoilt: readonly [code: string, detail: string | undefined, make: () => string][] = [
  ['line.unreadable', 'JSON', () => '[1, 2]'],
  ['line.unreadable', 'JSON', () => '\ufeff' + phone.line()],
  ['line.unreadable', 'JSON', () => phone.line().replace('interview', 'inter\u0000view')],
  ['line.duplicate-key', undefined, () => phone.line().replace('{"body"', '{"v":1,"body"')],
  [
    'line.duplicate-key',
    undefined,
    () => phone.line().replace('"q1":"4"', '"q1":"4","q\\u0031":"5"'),
  ],
  ['envelope.bad-text', undefined, () => phone.line({ body: { household: 'a\u0000b' } })],
  [
    'envelope.bad-text',
    undefined,
    () => phone.line({ body: { household: 'HALF' } }).replace('HALF', '\\ud800'),
  ],
  ['envelope.version-unsupported', 'v 2', () => phone.line({ envelope: { v: 2 } })],
  ['envelope.malformed', 'seq', () => phone.line({ envelope: { seq: 0 } })],
  ['envelope.malformed', 'extra', () => phone.line({ envelope: { extra: true } })],
  ['envelope.malformed', undefined, () => '{}'],
  ['envelope.malformed', 'responseId', () => phone.line({ envelope: { responseId: 'x' } })],
  ['envelope.malformed', 'body.answers', () => phone.line({ answers: { q1: { a: 1 } } })],
  ['envelope.hash-mismatch', undefined, () => phone.line().replace('"q1":"4"', '"q1":"5"')],
  ['envelope.key-unknown', 'k', () => sealed()],
  ['wave.unknown', undefined, () => phone.line({ envelope: { waveId: newId() } })],
  ['wave.closed', undefined, () => phone.line({ envelope: { waveId: world.closedWaveId } })],
  ['instrument.unknown', 'huge', () => phone.line({ envelope: instrument('huge') })],
  ['instrument.version-unknown', undefined, () => phone.line({ envelope: instrument('small') })],
  ['catalogue.unknown', '2020-01-01', () => phone.line({ envelope: { catalogue: '2020-01-01' } })],
  ['unit.unknown', '00000', () => phone.line({ body: unit('00000', 'Ấp 1') })],
  ['unit.unknown', '86', () => phone.line({ body: unit('86', 'Ấp 1') })],
  ['unit.outside-area', '29584', () => phone.line({ body: unit('29584', 'Ấp 1') })],
  ['unit.village-invalid', undefined, () => phone.line({ body: unit('29551', '  ') })],
  ['unit.village-invalid', undefined, () => phone.line({ body: unit('29551', 'ấ'.repeat(101)) })],
  ['unit.village-invalid', undefined, () => phone.line({ body: unit('29551', 'a\tb') })],
  ['answer.unknown-question', 'q9', () => phone.line({ answers: { q9: '1' } })],
  ['answer.unknown-question', '__proto__', () => phone.line(withProto())],
  ['answer.unknown-option', 'q1', () => phone.line({ answers: { q1: '6' } })],
  ['answer.wrong-type', 'q1', () => phone.line({ answers: { q1: 4 } })],
  ['answer.not-relevant', 'why', () => phone.line({ answers: { why: 'vì thế' } })],
  ['answer.constraint', 'age', () => phone.line({ answers: { age: 17 } })],
  ['response.incomplete', 'q2', () => phone.line({ answers: { q2: { missing: 'left-blank' } } })],
  [
    'response.no-consent',
    undefined,
    () =>
      phone.line({
        body: { consent: { given: false, at: '2026-11-20T07:50:00.000Z', textVersion: '1' } },
      }),
  ],
];

const unit = (commune: string, village: string) => ({ unit: { commune, village } });
const instrument = (id: string) => ({ instrument: { id, version: 'a'.repeat(64) } });
const withProto = () => ({
  answers: JSON.parse('{"__proto__":"1"}') as Record<string, unknown>,
});

function sealed(): string {
  const { body: _body, hash: _hash, sig: _sig, ...header } = phone.envelope();
  const parts = { keyId: 'k', enc: 'e', ciphertext: 'c' };
  return JSON.stringify(withHash({ ...header, sealed: parts }));
}

it.each(spoilt)(
  'keeps a line apart as %s, %s, and no other line with it [A-08] [A-09]',
  async (code, detail, make) => {
    const [before, bad, after] = [phone.line(), make(), phone.line()];

    const answer = await pushLines([before, bad, after]);

    expect(outcomes(answer)).toEqual(['stored', `quarantined ${code}`, 'stored']);
    if (detail !== undefined) expect(answer.receipts[1]?.detail).toBe(detail);
    const again = await pushLines([bad]);
    expect(outcomes(again)).toEqual([`quarantined ${code}`]);
    expect(again.receipts[0]?.receipt).toBe(answer.receipts[1]?.receipt);
  },
);

it('names the hash of a line only where the line has that content, else that of its bytes [A-33]', async () => {
  const whole = phone.line();
  const altered = phone.line().replace('"q1":"4"', '"q1":"5"');

  const { receipts } = await pushLines([whole, altered]);

  expect(receipts[0]).toMatchObject({ hash: (JSON.parse(whole) as { hash: string }).hash });
  expect(receipts[0]).not.toHaveProperty('bytesHash');
  expect(receipts[1]).not.toHaveProperty('hash');
  expect(receipts[1]?.bytesHash).toBe(createHash('sha256').update(altered).digest('hex'));
});

it('takes clocks that are years off, text that is not composed and big batches as they are [A-09]', async () => {
  const clock = { utcOffsetMin: -600, activeMs: 0, sinceContactMs: 1e12 };
  const answer = await pushLines([
    phone.line({ envelope: { clock: { ...clock, wall: '1970-01-01T00:00:00.000Z' } } }),
    phone.line({ envelope: { clock: { ...clock, wall: '2099-12-31T23:59:59.999Z' } } }),
    phone.line({ body: unit('29557', 'Ấp Thới Hòa'.normalize('NFD')) }),
    phone.line({ body: unit('29557', 'Ấp Thới Hòa'.normalize('NFC')) }),
  ]);

  expect(outcomes(answer)).toEqual(['stored', 'stored', 'stored', 'stored']);
  const villages = await world.storage.responses.villageCounts(world.waveId, 1, new Set(['29557']));
  // Two responses in one village, however its name was spelt.
  expect(villages.map(({ village, counts }) => [village, counts[0]])).toEqual([
    ['Ấp Thới Hòa'.normalize('NFC'), 2],
  ]);
});

it('takes gzip, a missing last line feed and carriage returns', async () => {
  const body = pushBody(phone, [phone.line(), `${phone.line()}\r`]).trimEnd();

  const answer = await answerOf(
    await world.push(phone, gzipSync(body), { 'content-encoding': 'gzip' }),
  );

  expect(outcomes(answer)).toEqual(['stored', 'stored']);
});

it('answers a push without envelopes with no receipts [A-11]', async () => {
  expect((await pushLines([])).receipts).toEqual([]);
});

it('keeps one row however often the same batch comes at once [A-01]', async () => {
  const lines = [phone.line(), phone.line()];
  const body = pushBody(phone, lines);

  const answers = await Promise.all(
    Array.from({ length: 5 }, async () => answerOf(await world.push(phone, body))),
  );

  const all = answers.flatMap(outcomes);
  expect(all.filter((outcome) => outcome === 'stored')).toHaveLength(2);
  expect(all.filter((outcome) => outcome === 'already-stored')).toHaveLength(8);
  expect(new Set(answers.map(({ receipts }) => receipts[0]?.receipt)).size).toBe(1);
  expect((await world.storage.keeper.verify()).differences).toEqual([]);
});
