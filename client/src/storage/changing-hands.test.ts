import { describe, expect, it } from 'vitest';
import {
  redeemAnswer,
  sampleDraft,
  sampleForm,
  samplePackage,
  sampleVersion,
} from '../../test/fakes/field-samples.ts';
import { createMemoryFile } from '../../test/fakes/memory-file.ts';
import { createMemoryView, openMemoryJournal } from '../../test/fakes/memory-storage.ts';
import { createSeededDice } from '../../test/fakes/seeded-dice.ts';
import { deviceOf } from '../ports/form-owner.ts';
import { createFieldShelf } from './field-shelf.ts';

const at = '2026-11-23T01:00:05.000Z';
const second = {
  ...redeemAnswer,
  deviceId: '0192f0c1-0000-7000-8000-000000000009',
  deviceToken: 'token-of-the-next',
  surveyor: { username: 'buuta', name: 'Bưu tá 02' },
} as typeof redeemAnswer;
const contact = {
  at,
  serverTime: at,
  incarnation: 'inc-1',
  safeReceipt: 3,
  packageEtag: '"p1"',
  lastReceipt: 5,
  pullCursor: '9',
};

function setupPhone() {
  const file = createMemoryFile();
  let seed = 1;
  const open = (view = createMemoryView()) =>
    createFieldShelf({
      journal: openMemoryJournal(file, '00000000000000aa'),
      view,
      dice: createSeededDice((seed += 1)),
    });
  return { open, view: createMemoryView() };
}

/** One form of the first surveyor waits; the phone was given away. */
async function setupGivenAway() {
  const phone = setupPhone();
  const shelf = await phone.open(phone.view);
  await shelf.enrol(redeemAnswer, at);
  await shelf.setPin({ salt: 'AA==', iterations: 600_000, hash: 'BB==' });
  await shelf.savePinAttempts({ failures: 4, lastFailedAt: at });
  await shelf.savePackage(samplePackage([sampleVersion]), '"p1"');
  await shelf.saveInbox([{ kind: 'decision', cursor: '7' }]);
  await shelf.saveContact(contact);
  const form = await shelf.finish(sampleForm(1));
  await shelf.leave();
  return { ...phone, shelf, form };
}

describe('a phone that the server had lost', () => {
  const again = {
    ...redeemAnswer,
    deviceToken: 'token-after-the-restore',
    surveyor: { username: 'lan', name: 'Lan' },
  };

  it('goes on under its new token with the same chain, drafts and PIN, also after a new start [C-60]', async () => {
    const phone = setupPhone();
    const shelf = await phone.open(phone.view);
    const before = await shelf.enrol(redeemAnswer, at);
    await shelf.setPin({ salt: 'AA==', iterations: 600_000, hash: 'BB==' });
    const first = await shelf.finish(sampleForm(1));
    await shelf.startDraft(sampleDraft(1));

    await shelf.renew(again);
    const later = await shelf.finish(sampleForm(2));

    const { deviceToken, surveyor } = again;
    expect(await shelf.enrolled()).toEqual({ ...before, deviceToken, surveyor });
    expect([later.epoch, later.seq]).toEqual([first.epoch, first.seq + 1]);
    expect((JSON.parse(later.line ?? '') as { prevHash: string }).prevHash).toBe(first.hash);
    expect(await shelf.unsent(10)).toHaveLength(2);
    expect(await shelf.drafts()).toHaveLength(1);
    expect(await shelf.pin()).not.toBeNull();
    await shelf.close();
    const reopened = await phone.open();
    expect(await reopened.enrolled()).toMatchObject({ deviceToken, epoch: before.epoch });
  });

  it('renews the enrolment of a surveyor before, and nothing of who has it now [C-60]', async () => {
    const { shelf } = await setupGivenAway();
    const now = await shelf.enrol(second, at);

    await shelf.renew(again);

    expect(await shelf.enrolled()).toEqual(now);
    expect((await shelf.former()).map(({ deviceToken }) => deviceToken)).toEqual([
      'token-after-the-restore',
    ]);
  });

  it('takes no token of another phone [C-60]', async () => {
    const phone = setupPhone();
    const shelf = await phone.open(phone.view);
    const before = await shelf.enrol(redeemAnswer, at);

    await expect(shelf.renew(second)).rejects.toThrow('another phone');

    expect(await shelf.enrolled()).toEqual(before);
  });
});

describe('a phone that was moved to another surveyor', () => {
  const moved = {
    ...samplePackage([sampleVersion]),
    surveyor: { username: 'lan', name: 'Lan' },
    areas: [{ code: '29554', name: 'Phường khác' }],
  };

  it('learns by its package whose it is, and goes on with all that it holds, also after a new start [C-61]', async () => {
    const phone = setupPhone();
    const shelf = await phone.open(phone.view);
    const before = await shelf.enrol(redeemAnswer, at);
    await shelf.savePackage(samplePackage([sampleVersion]), '"p1"');
    const first = await shelf.finish(sampleForm(1));

    await shelf.savePackage(moved, '"p2"');

    const { surveyor, areas } = moved;
    expect(await shelf.enrolled()).toEqual({ ...before, surveyor, areas });
    const later = await shelf.finish(sampleForm(2));
    expect([later.epoch, later.seq]).toEqual([first.epoch, first.seq + 1]);
    await shelf.leave();
    await shelf.close();
    expect(await (await phone.open()).former()).toEqual([{ ...before, surveyor, areas }]);
  });

  it('writes nothing of who has it where the package names the same, and makes nobody of one [C-61]', async () => {
    const journal = openMemoryJournal(createMemoryFile(), '00000000000000aa');
    const written: string[] = [];
    const append = journal.append.bind(journal);
    const shelf = await createFieldShelf({
      journal: {
        ...journal,
        append: (payloads) => {
          for (const one of payloads) written.push((JSON.parse(one) as { type: string }).type);
          return append(payloads);
        },
      },
      view: createMemoryView(),
      dice: createSeededDice(3),
    });
    await shelf.savePackage(moved, '"p0"');
    expect(await shelf.enrolled()).toBeNull();
    await shelf.enrol(redeemAnswer, at);

    await shelf.savePackage(samplePackage([sampleVersion]), '"p1"');

    expect(written).toEqual(['package', 'enrolled', 'package']);
  });
});

describe('a phone that changes hands', () => {
  it('forgets the surveyor and keeps every form with the enrolment that sends it [C-30]', async () => {
    const { shelf, form } = await setupGivenAway();

    expect(await shelf.enrolled()).toBeNull();
    expect(await shelf.pin()).toBeNull();
    expect(await shelf.pinAttempts()).toEqual({ failures: 0, lastFailedAt: null });
    expect(await shelf.fieldPackage()).toBeNull();
    expect(await shelf.inbox()).toEqual([]);
    expect(await shelf.outbox()).toEqual([form]);
    expect(await shelf.former()).toMatchObject([
      { deviceId: redeemAnswer.deviceId, deviceToken: redeemAnswer.deviceToken },
    ]);
    // The server that gave the receipts is still known; what it said to the surveyor is not.
    expect(await shelf.contact()).toEqual({
      ...contact,
      packageEtag: null,
      lastReceipt: null,
      pullCursor: null,
    });
  });

  it.each(['its view', 'a new view', 'no journal'] as const)(
    'is the same after a start with %s [C-30]',
    async (what) => {
      const { shelf, open, view, form } = await setupGivenAway();
      await shelf.enrol(second, at);
      await shelf.setPin({ salt: 'CC==', iterations: 600_000, hash: 'DD==' });
      const own = await shelf.finish(sampleForm(2));
      await shelf.close();

      const again =
        what === 'no journal'
          ? await createFieldShelf({
              journal: openMemoryJournal(createMemoryFile(), '00000000000000bb'),
              view,
              dice: createSeededDice(9),
            })
          : await open(what === 'its view' ? view : createMemoryView());

      expect(await again.enrolled()).toMatchObject({ deviceId: second.deviceId });
      expect(await again.pin()).toMatchObject({ hash: 'DD==' });
      expect(await again.former()).toMatchObject([{ deviceId: redeemAnswer.deviceId }]);
      expect((await again.outbox()).map(({ hash }) => hash)).toEqual([form.hash, own.hash]);
      expect((await again.outbox()).map(deviceOf)).toEqual([
        redeemAnswer.deviceId,
        second.deviceId,
      ]);
    },
  );

  it('starts a chain of its own for the next surveyor, and counts as done only what is theirs [C-30]', async () => {
    const { shelf, form } = await setupGivenAway();
    await shelf.enrol(second, at);

    expect(await shelf.done()).toEqual([]);
    const own = await shelf.finish(sampleForm(2));

    expect(own).toMatchObject({ seq: 1, deviceId: second.deviceId });
    expect(own.epoch).not.toBe(form.epoch);
    expect(await shelf.heads()).toEqual([{ epoch: own.epoch, headSeq: 1, headHash: own.hash }]);
    expect(await shelf.heads(redeemAnswer.deviceId)).toEqual([
      { epoch: form.epoch, headSeq: 1, headHash: form.hash },
    ]);
  });

  it('counts for the next surveyor only what is theirs, and still knows all that the phone holds [C-30]', async () => {
    const { shelf, form } = await setupGivenAway();
    await shelf.enrol(second, at);
    const own = await shelf.finish(sampleForm(2));
    const receipt = { line: 1, outcome: 'stored', receipt: 9, receivedAt: at };
    await shelf.saveReceipts([{ ...receipt, hash: form.hash } as never], 'inc-1');

    expect(await shelf.safety(second.deviceId)).toEqual({
      unsent: 1,
      oldestUnsentAt: own.finishedAt,
      keptApart: 0,
      received: 0,
      lastReceiptAt: null,
    });
    expect(await shelf.safety()).toMatchObject({ unsent: 1, received: 1, lastReceiptAt: at });
  });

  it('is not given away with an open form [C-30]', async () => {
    const { open } = setupPhone();
    const shelf = await open();
    await shelf.enrol(redeemAnswer, at);
    await shelf.startDraft(sampleDraft(1));

    await expect(shelf.leave()).rejects.toThrow('open draft');
    expect(await shelf.enrolled()).not.toBeNull();
  });

  it('does not bring back the surveyor who left from a view that has not heard of it [C-30]', async () => {
    const phone = setupPhone();
    const before = await phone.open(phone.view);
    await before.enrol(redeemAnswer, at);
    await before.setPin({ salt: 'AA==', iterations: 600_000, hash: 'BB==' });
    await before.close();
    const elsewhere = createMemoryFile();
    const shelf = await createFieldShelf({
      journal: openMemoryJournal(elsewhere, '00000000000000cc'),
      view: createMemoryView(),
      dice: createSeededDice(5),
    });
    await shelf.enrol(redeemAnswer, at);
    await shelf.leave();
    await shelf.close();

    const united = await createFieldShelf({
      journal: openMemoryJournal(elsewhere, '00000000000000dd'),
      view: phone.view,
      dice: createSeededDice(6),
    });

    expect(await united.enrolled()).toBeNull();
    expect(await united.pin()).toBeNull();
    expect(await united.former()).toHaveLength(1);
  });
});

describe('forms written to a file', () => {
  it('carry the time of it, stay unsent, and only those without a receipt', async () => {
    const { open, view } = setupPhone();
    const shelf = await open(view);
    await shelf.enrol(redeemAnswer, at);
    const [kept, received] = [await shelf.finish(sampleForm(1)), await shelf.finish(sampleForm(2))];
    const receipt = { line: 1, hash: received.hash, outcome: 'stored', receipt: 1, receivedAt: at };
    await shelf.saveReceipts([receipt as never], 'inc-1');

    await shelf.noteHandedOver([kept.hash, received.hash, 'f'.repeat(64)], at);
    await shelf.close();

    const again = await open(view);
    expect((await again.outbox()).map(({ handedOverAt }) => handedOverAt)).toEqual([at, undefined]);
    expect((await again.safety()).unsent).toBe(1);
  });
});
