import type { PushAnswer } from '@sipas/shared/wire';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { redeemAnswer, sampleForm } from '../../test/fakes/field-samples.ts';
import { createMemoryFile } from '../../test/fakes/memory-file.ts';
import { createMemoryView, openMemoryJournal } from '../../test/fakes/memory-storage.ts';
import { createSeededDice } from '../../test/fakes/seeded-dice.ts';
import type { FieldShelf, OutboxItem } from '../ports/field-shelf.ts';
import { createFieldShelf } from '../storage/index.ts';
import { readReceiptsFile } from './receipts-file.ts';
import { takeReceipts } from './take-receipts.ts';

const at = '2026-11-23T03:00:00.000Z';

async function setupPhone(forms: number) {
  const shelf = await createFieldShelf({
    journal: openMemoryJournal(createMemoryFile(), '0011223344556677'),
    view: createMemoryView(),
    dice: createSeededDice(7),
  });
  await shelf.enrol(redeemAnswer, at);
  for (let number = 1; number <= forms; number += 1) await shelf.finish(sampleForm(number));
  return { shelf, items: await shelf.outbox() };
}

const receiptFor = (
  { responseId, revision, hash }: OutboxItem,
  receipt: number,
  change: object = {},
) => ({
  line: receipt,
  responseId,
  revision,
  hash,
  outcome: 'stored',
  receipt,
  receivedAt: at,
  ...change,
});

const answerOf = (receipts: readonly object[], change: object = {}) =>
  ({
    protocol: 1,
    batchId: 'batch-of-the-office',
    serverTime: at,
    incarnation: 'inc-1',
    safeReceipt: 0,
    receipts,
    ...change,
  }) as PushAnswer;

const fileOf = (content: unknown): Blob =>
  new Blob([typeof content === 'string' ? content : JSON.stringify(content)]);

const contact = {
  at,
  serverTime: at,
  incarnation: 'inc-1',
  safeReceipt: 0,
  packageEtag: '"p1"',
  lastReceipt: 3,
  pullCursor: '9',
};

const receivedOn = async (shelf: FieldShelf) =>
  (await shelf.outbox()).map(({ receipt }) => receipt?.receipt ?? null);

describe('a receipts file', () => {
  it('says nothing of a form whose outcome this version does not know, and all of the others [W-12]', async () => {
    const { shelf, items } = await setupPhone(3);
    const receipts = items.map((item, place) =>
      receiptFor(item, place + 1, place === 1 ? { outcome: 'of-a-later-version' } : {}),
    );

    expect(await takeReceipts(shelf, fileOf(answerOf(receipts)))).toEqual({
      tag: 'read',
      named: 2,
      keptApart: 0,
      fresh: 2,
    });
    expect(await receivedOn(shelf)).toEqual([1, null, 3]);
  });

  it('turns the forms green whose hash it names, whatever batch it answers [O-22]', async () => {
    const { shelf, items } = await setupPhone(3);
    const [first, , third] = items as [OutboxItem, OutboxItem, OutboxItem];
    const file = fileOf(
      answerOf([receiptFor(third, 8), receiptFor(first, 7, { outcome: 'quarantined' })]),
    );

    expect(await takeReceipts(shelf, file)).toEqual({
      tag: 'read',
      named: 2,
      keptApart: 1,
      fresh: 2,
    });
    expect(await receivedOn(shelf)).toEqual([7, null, 8]);
    // Read once more it says the same and changes nothing.
    expect(await takeReceipts(shelf, file)).toEqual({
      tag: 'read',
      named: 2,
      keptApart: 1,
      fresh: 0,
    });
    expect(await receivedOn(shelf)).toEqual([7, null, 8]);
  });

  it('confirms nothing by number, by id, or by a hash of another phone [O-22]', async () => {
    const { shelf, items } = await setupPhone(2);
    const [first, second] = items as [OutboxItem, OutboxItem];
    const file = fileOf(
      answerOf([
        receiptFor(first, 1, { hash: undefined, outcome: 'quarantined' }),
        receiptFor(second, 2, { hash: 'f'.repeat(64) }),
        receiptFor(second, 3, { responseId: first.responseId }),
        receiptFor(second, 4, { revision: 2 }),
      ]),
    );

    expect(await takeReceipts(shelf, file)).toMatchObject({ tag: 'read', named: 0, fresh: 0 });
    expect(await receivedOn(shelf)).toEqual([null, null]);
    expect(await shelf.contact()).toBeNull();
  });

  it('from a restored server makes what may be lost unsent first [O-22, O-26]', async () => {
    const { shelf, items } = await setupPhone(3);
    const [first, second, third] = items as [OutboxItem, OutboxItem, OutboxItem];
    await shelf.saveContact({ ...contact, safeReceipt: 1 });
    const receipts = [receiptFor(first, 1), receiptFor(second, 2)] as never[];
    await shelf.saveReceipts(receipts, 'inc-1');

    const read = await takeReceipts(
      shelf,
      fileOf(
        answerOf([receiptFor(third, 2)], {
          incarnation: 'inc-2',
          // The new numbers of other phones are safe by now: that proves nothing of the old ones.
          safeReceipt: 9,
          serverTime: '2026-11-24T03:00:00.000Z',
        }),
      ),
    );

    expect(read).toMatchObject({ tag: 'read', fresh: 1 });
    // The second was above the safe receipt of the restored server.
    expect(await receivedOn(shelf)).toEqual([1, null, 2]);
    expect(await shelf.contact()).toEqual({
      ...contact,
      clockOffsetMs: null,
      incarnation: 'inc-2',
      serverTime: '2026-11-24T03:00:00.000Z',
      // Nothing is deleted on the word of a file.
      safeReceipt: 0,
    });
  });

  it('from before a restore that the phone has heard of confirms nothing [O-22]', async () => {
    const { shelf, items } = await setupPhone(1);
    await shelf.saveContact({ ...contact, incarnation: 'inc-2' });
    const [first] = items as [OutboxItem];

    expect(await takeReceipts(shelf, fileOf(answerOf([receiptFor(first, 1)])))).toEqual({
      tag: 'refused',
      why: 'older-server',
    });
    expect(await receivedOn(shelf)).toEqual([null]);
  });

  it('is taken from the later life of the store whatever its clock said, and not from the earlier [O-22]', async () => {
    const { shelf, items } = await setupPhone(2);
    const [first, second] = items as [OutboxItem, OutboxItem];
    // The clock of the server ran five years ahead before the restore.
    await shelf.saveContact({ ...contact, serverTime: '2031-11-24T03:00:00.000Z' });
    await shelf.saveReceipts([receiptFor(first, 1)] as never[], 'inc-1');
    const later = {
      incarnation: 'inc-2',
      serverTime: '2026-11-24T03:00:00.000Z',
      formerIncarnations: ['inc-0', 'inc-1'],
    };

    const read = await takeReceipts(shelf, fileOf(answerOf([receiptFor(second, 2)], later)));
    expect(read).toMatchObject({ tag: 'read', fresh: 1 });
    expect((await shelf.contact())?.incarnation).toBe('inc-2');

    await shelf.saveReceipts([receiptFor(first, 3)] as never[], 'inc-2');
    const earlier = { incarnation: 'inc-2', serverTime: '2032-01-01T00:00:00.000Z' };
    await shelf.saveContact({ ...contact, incarnation: 'inc-3' });
    expect(await takeReceipts(shelf, fileOf(answerOf([receiptFor(second, 9)], earlier)))).toEqual({
      tag: 'refused',
      why: 'older-server',
    });
  });

  it('never lowers or raises what is safe within an incarnation, nor the contact [O-26]', async () => {
    const { shelf, items } = await setupPhone(1);
    await shelf.saveContact({ ...contact, safeReceipt: 5 });
    const [first] = items as [OutboxItem];

    await takeReceipts(shelf, fileOf(answerOf([receiptFor(first, 9)], { safeReceipt: 1_000_000 })));

    expect(await shelf.contact()).toEqual({ ...contact, safeReceipt: 5 });
  });

  it('says that it could not be kept when the phone is full, and is read again later [O-26]', async () => {
    const { shelf, items } = await setupPhone(1);
    const [first] = items as [OutboxItem];
    const full = { ...shelf, saveReceipts: () => Promise.reject(new Error('full')) };
    const file = fileOf(answerOf([receiptFor(first, 1)]));

    expect(await takeReceipts(full, file)).toEqual({ tag: 'refused', why: 'not-kept' });
    expect(await takeReceipts(shelf, file)).toMatchObject({ tag: 'read', fresh: 1 });
  });

  it.each([
    ['nothing', ''],
    ['a batch file', '{"protocol":1,"batchId":"b","deviceId":"d","sentAt":"t"}\n{"manifest":1}\n'],
    ['a page', '<!doctype html><title>Wi-Fi</title>'],
    ['null', 'null'],
    ['a list', '[]'],
    ['another protocol', { ...answerOf([]), protocol: 2 }],
    [
      'a receipt number of no server',
      answerOf([{ line: 1, outcome: 'stored', receipt: -1, receivedAt: at }]),
    ],
    ['receipts that are no list', { ...answerOf([]), receipts: { length: 1 } }],
    ['text that is no UTF-8 JSON', '\ufffd\u0000\u0001'],
  ])('is refused where it is %s [O-21]', async (_what, content) => {
    expect(await readReceiptsFile(fileOf(content))).toEqual({ ok: false, error: 'not-receipts' });
  });

  it('is refused unread above 16 MiB [O-21]', async () => {
    const huge = { size: 16 * 1024 * 1024 + 1, text: () => Promise.reject(new Error('was read')) };

    expect(await readReceiptsFile(huge)).toEqual({ ok: false, error: 'too-large' });
  });
});

describe('receipts files of any kind, in any order, any number of times', () => {
  /** What one file may say of one of three forms. */
  interface Word {
    readonly form: number;
    readonly receipt: number;
    readonly as: 'true' | 'no-hash' | 'foreign-hash' | 'foreign-id';
  }
  const word: fc.Arbitrary<Word> = fc.record({
    form: fc.nat(2),
    receipt: fc.integer({ min: 1, max: 4 }),
    as: fc.constantFrom('true', 'true', 'no-hash', 'foreign-hash', 'foreign-id'),
  });
  const hostile = fc.oneof(fc.string(), fc.json(), fc.constant('{"protocol":1}'));
  const file: fc.Arbitrary<string | readonly Word[]> = fc.oneof(
    { weight: 4, arbitrary: fc.array(word, { maxLength: 6 }) },
    { weight: 1, arbitrary: hostile },
  );

  it('leave the same phone, confirm only by hash, and change no line [O-22]', async () => {
    const { items } = await setupPhone(3);
    /** The server gives a number to one content once: the outcome of a form's receipt follows from its number. */
    const contentOf = (given: string | readonly Word[]): string => {
      if (typeof given === 'string') return given;
      const receipts = given.map(({ form, receipt, as }) => {
        const item = items[form] as OutboxItem;
        const outcome = receipt % 2 === 0 ? 'stored' : 'quarantined';
        const change = {
          true: {},
          'no-hash': { hash: undefined },
          'foreign-hash': { hash: 'e'.repeat(64) },
          'foreign-id': { responseId: '0192f0c1-0000-7000-8000-0000000000ff' },
        }[as];
        return receiptFor(item, receipt, { line: 1, outcome, ...change });
      });
      return JSON.stringify(answerOf(receipts));
    };

    await fc.assert(
      fc.asyncProperty(fc.array(file, { maxLength: 6 }), fc.nat(), async (files, turn) => {
        const contents = files.map(contentOf);
        const [one, other] = [await setupPhone(3), await setupPhone(3)];
        for (const content of contents) await takeReceipts(one.shelf, fileOf(content));
        const shuffled = [...contents, ...contents].map(
          (_, index, all) => all[(index + turn) % all.length] ?? '',
        );
        for (const content of shuffled.toReversed())
          await takeReceipts(other.shelf, fileOf(content));

        expect(await other.shelf.outbox()).toEqual(await one.shelf.outbox());
        expect((await one.shelf.outbox()).map(({ line }) => line)).toEqual(
          items.map(({ line }) => line),
        );
        const named = new Set(
          files.flatMap((words) =>
            typeof words === 'string'
              ? []
              : words.filter(({ as }) => as === 'true').map(({ form }) => form),
          ),
        );
        expect((await one.shelf.outbox()).map(({ receipt }) => receipt !== null)).toEqual(
          [0, 1, 2].map((form) => named.has(form)),
        );
      }),
      { numRuns: 150 },
    );
  }, 60_000);
});
