import { gzipSync } from 'node:zlib';
import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { ImportAnswer } from '@sipas/shared/wire';
import { type OpenCopy, type StoreMould, manifestOf, mouldStore } from '../world/copied-store.ts';
import { type TestPhone, pushBody } from '../world/phone.ts';

let mould: StoreMould;
let forms: readonly (readonly string[])[];
let straight: OpenCopy;
let expected: readonly string[];
beforeAll(async () => {
  mould = await mouldStore(2);
  forms = mould.phones.map((phone) => [
    ...Array.from({ length: 6 }, (_, form) =>
      phone.line({ answers: { q1: String((form % 5) + 1), age: 20 + form } }),
    ),
    // A form that waits for a person: its answer breaks a rule of the questionnaire.
    phone.line({ answers: { age: 3 } }),
  ]);
  straight = await mould.open();
  for (const [place, phone] of mould.phones.entries())
    await straight.push(phone, Buffer.from(pushBody(phone, forms[place] ?? [])));
  expected = await exportsOf(straight);
  expect(expected.join('\n').length).toBeGreaterThan(1000);
});
afterAll(async () => {
  await straight.leave();
  mould.remove();
});

/** One thing that happens on the way home: which forms of which phone, how. */
const step = fc.record({
  phone: fc.nat(1),
  from: fc.nat(6),
  count: fc.integer({ min: 1, max: 7 }),
  backwards: fc.boolean(),
  way: fc.constantFrom('push', 'file', 'file with manifest', 'gzip file'),
  /** Put behind the file before it, as a hub does that joins what it gets. */
  joined: fc.boolean(),
  times: fc.integer({ min: 1, max: 3 }),
});
type Step = typeof step extends fc.Arbitrary<infer One> ? One : never;

const filesOf = (asked: Step): Buffer => {
  const phone = mould.phones[asked.phone];
  if (!phone) throw new Error('there are two phones');
  const chosen = (forms[asked.phone] ?? []).slice(asked.from, asked.from + asked.count);
  const lines = asked.backwards ? chosen.toReversed() : chosen;
  const body = pushBody(
    phone,
    asked.way === 'file with manifest' ? [manifestOf(lines), ...lines] : lines,
  );
  return asked.way === 'gzip file' ? gzipSync(body) : Buffer.from(body);
};

async function exportsOf(copy: OpenCopy): Promise<readonly string[]> {
  const wave = `/api/v1/waves/${mould.waveId}`;
  const asked = [
    `${wave}/exports/scores.csv?level=commune&by=criterion`,
    `${wave}/exports/scores.csv?level=village&shape=wide`,
    `${wave}/exports/codebook.csv`,
  ];
  const texts = [];
  for (const path of asked) {
    const answer = await copy.ask(path);
    expect(answer.status).toBe(200);
    texts.push(await answer.text());
  }
  for await (const row of copy.storage.responses.countedResponses(mould.waveId, 1, 'all'))
    texts.push(JSON.stringify(row));
  const { total } = await copy.storage.responses.keptApart(mould.waveId, 'all', {
    limit: 100,
    offset: 0,
  });
  return [...texts, `${String(total)} wait for a person`];
}

type Delivery = (copy: OpenCopy) => Promise<Response>;

/** Answers: the requests that these steps make, in order; a file that is joined waits for the next that is not. */
function deliveries(steps: readonly Step[]): Delivery[] {
  const made: Delivery[] = [];
  let waiting: Buffer[] = [];
  const importFile = (...files: Buffer[]) =>
    made.push((copy) => copy.importFile(Buffer.concat(files)));
  for (const asked of steps.flatMap((one) => Array.from({ length: one.times }, () => one))) {
    const file = filesOf(asked);
    const phone = mould.phones[asked.phone];
    if (asked.way === 'push') made.push((copy) => copy.push(phone as TestPhone, file));
    // Compressed files join with compressed ones alone.
    else if (asked.way === 'gzip file') importFile(file);
    else if (asked.joined) waiting.push(file);
    else {
      importFile(...waiting, file);
      waiting = [];
    }
  }
  if (waiting.length > 0) importFile(...waiting);
  return made;
}

it('gives the same state and exports whatever files come, how often, in which order, beside the network [A-12]', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 8 }), async (steps) => {
      const copy = await mould.open();
      const numbers = new Map<string, number>();
      const note = async (response: Response) => {
        expect(response.status).toBe(200);
        const { receipts, damage } = (await response.json()) as ImportAnswer;
        expect(damage).toBeUndefined();
        for (const { hash = '', receipt, outcome } of receipts) {
          // One content, one number, for good; and it is new exactly once.
          expect(numbers.get(hash) ?? receipt).toBe(receipt);
          if (outcome === 'stored') expect(numbers.has(hash)).toBe(false);
          numbers.set(hash, receipt);
        }
      };
      for (const sent of deliveries(steps)) await note(await sent(copy));
      // In the end everything comes home, by whichever way is left.
      for (const [place, phone] of mould.phones.entries())
        await note(await copy.importFile(Buffer.from(pushBody(phone, forms[place] ?? []))));

      expect(await exportsOf(copy)).toEqual(expected);
      const { envelopes, differences } = await copy.storage.keeper.verify();
      expect([envelopes, differences]).toEqual([14, []]);
      await copy.leave();
    }),
    { numRuns: 30 },
  );
}, 120_000);

it('keeps each form once and whole when a hub joins, cuts and repeats files [A-12]', async () => {
  const copy = await mould.open();
  const [a, b] = mould.phones;
  if (!a || !b) throw new Error('there are two phones');
  const [ofA = [], ofB = []] = forms;
  const file = pushBody(a, [manifestOf(ofA), ...ofA]) + pushBody(b, [manifestOf(ofB), ...ofB]);
  const cut = Buffer.from(file).subarray(0, file.length - 100);

  const first = (await (await copy.importFile(gzipSync(cut))).json()) as ImportAnswer;
  const second = (await (await copy.importFile(gzipSync(cut))).json()) as ImportAnswer;
  const whole = (await (await copy.importFile(gzipSync(file))).json()) as ImportAnswer;

  // The form that waits for a person was the last of the second phone; of its beginning nothing is kept.
  expect(first).toMatchObject({
    damage: 'cut',
    missingLines: [{ line: 7, reason: 'cut', deviceId: b.deviceId }],
  });
  expect(first.receipts).toHaveLength(13);
  expect(second.missingLines).toEqual(first.missingLines);
  expect(whole.receipts.map(({ outcome }) => outcome)).toEqual([
    ...Array.from({ length: 6 }, () => 'already-stored'),
    'quarantined',
    ...Array.from({ length: 6 }, () => 'already-stored'),
    'quarantined',
  ]);
  expect([whole.missingLines, whole.damage]).toEqual([undefined, undefined]);
  expect((await copy.storage.keeper.verify()).envelopes).toBe(14);
  // Each phone finds its own by the hash of what it wrote.
  const hashes = whole.receipts.map(({ hash }) => hash);
  for (const line of [...ofA, ...ofB])
    expect(hashes).toContain((JSON.parse(line) as { hash: string }).hash);
  await copy.leave();
});
