import { createHash } from 'node:crypto';
import { canonicalJson } from '@sipas/shared/kernel';
import { type ClearEnvelope, clearEnvelopeSchema } from '@sipas/shared/wire';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import {
  redeemAnswer,
  sampleDraft,
  sampleForm,
  samplePackage,
  sampleStep,
  sampleVersion,
} from '../../test/fakes/field-samples.ts';
import { createMemoryFile } from '../../test/fakes/memory-file.ts';
import { createMemoryView, openMemoryJournal } from '../../test/fakes/memory-storage.ts';
import { createSeededDice } from '../../test/fakes/seeded-dice.ts';
import type { FieldShelf } from '../ports/field-shelf.ts';
import { createFieldShelf } from './field-shelf.ts';

const enrolledAt = '2026-11-23T01:00:05.000Z';
const receiptFor = (hash: string, receipt: number, outcome = 'stored') =>
  ({ line: 1, hash, outcome, receipt, receivedAt: '2026-11-23T03:00:00.000Z' }) as never;

function setupPhone() {
  const file = createMemoryFile();
  const view = createMemoryView();
  let seed = 1;
  const open = () =>
    createFieldShelf({
      journal: openMemoryJournal(file, `00000000000000${String((seed += 1)).padStart(2, '0')}`),
      view,
      dice: createSeededDice(seed),
    });
  return { file, view, open };
}

async function setupEnrolled() {
  const phone = setupPhone();
  const shelf = await phone.open();
  await shelf.enrol(redeemAnswer, enrolledAt);
  return { ...phone, shelf };
}

/** Everything a reader of the shelf can see. */
const sightOf = async (shelf: FieldShelf) => ({
  enrolled: await shelf.enrolled(),
  pin: await shelf.pin(),
  attempts: await shelf.pinAttempts(),
  preferences: await shelf.preferences(),
  package: await shelf.fieldPackage(),
  contact: await shelf.contact(),
  inbox: await shelf.inbox(),
  drafts: await shelf.drafts(),
  outbox: await shelf.outbox(),
  heads: await shelf.heads(),
});

/** A phone in the middle of its day: one form received, one waiting, one draft. */
async function setupBusyPhone() {
  const phone = await setupEnrolled();
  const { shelf } = phone;
  await shelf.setPin({ salt: 'AA==', iterations: 600_000, hash: 'BB==' });
  await shelf.savePinAttempts({ failures: 2, lastFailedAt: enrolledAt });
  await shelf.setPreferences({ language: 'vi', textStep: 1 });
  await shelf.savePackage(samplePackage([sampleVersion]), '"p1"');
  await shelf.saveInbox([{ kind: 'decision', cursor: '7' }]);
  for (const number of [1, 2]) {
    await shelf.startDraft(sampleDraft(number));
    await shelf.saveStep(sampleStep(number, 'sex', '1'));
    await shelf.finish(sampleForm(number));
  }
  const [first] = await shelf.outbox();
  await shelf.saveReceipts([receiptFor(first?.hash ?? '', 5)], 'inc-1');
  await shelf.startDraft(sampleDraft(3));
  await shelf.saveStep(sampleStep(3, 'sex', '2'));
  await shelf.close();
  return { ...phone, before: await sightOf(shelf) };
}

describe('the shelf of a phone', () => {
  it('starts empty, with nothing to mend', async () => {
    const shelf = await setupPhone().open();

    expect(shelf.mendedAtStart).toBe(0);
    expect(await shelf.enrolled()).toBeNull();
    expect(await shelf.safety()).toEqual({
      unsent: 0,
      oldestUnsentAt: null,
      keptApart: 0,
      received: 0,
      lastReceiptAt: null,
    });
  });

  it('keeps each tap of a draft, and takes an answer away when it is unanswered', async () => {
    const { shelf } = await setupEnrolled();
    await shelf.startDraft(sampleDraft(1));

    await shelf.saveStep(sampleStep(1, 'sex', '1'));
    await shelf.saveStep({ ...sampleStep(1, 'c1_1', '2'), language: 'km', activeMs: 2000 });
    await shelf.saveStep({
      responseId: sampleDraft(1).responseId,
      answer: { question: 'sex', value: null },
      consent: { given: true, at: enrolledAt, textVersion: '1' },
      position: 'sex',
      activeMs: 3000,
    });

    expect(await shelf.drafts()).toEqual([
      {
        ...sampleDraft(1),
        consent: { given: true, at: enrolledAt, textVersion: '1' },
        answers: { c1_1: '2' },
        position: 'sex',
        language: 'km',
        timings: { sex: [1, 900, 0], c1_1: [1, 900, 0] },
        activeMs: 3000,
      },
    ]);
  });

  it('chains finished forms: sequence without gaps, hash of the one before, line as it travels [D-11]', async () => {
    const { shelf } = await setupEnrolled();

    const first = await shelf.finish(sampleForm(1));
    const second = await shelf.finish(sampleForm(2));

    const [one, two] = [first, second].map((item) => JSON.parse(item.line ?? '') as ClearEnvelope);
    const { hash, sig, ...hashed } = one as ClearEnvelope;
    // The hash by Node's own SHA-256 over the line without hash and sig: members are in order already.
    expect(hash).toBe(createHash('sha256').update(JSON.stringify(hashed)).digest('hex'));
    expect(sig).toBeNull();
    expect([one, two]).toMatchObject([
      { seq: 1, prevHash: null },
      { seq: 2, prevHash: first.hash },
    ]);
    expect(v.is(clearEnvelopeSchema, one) && v.is(clearEnvelopeSchema, two)).toBe(true);
    expect([canonicalJson(one), canonicalJson(two)]).toEqual([first.line, second.line]);
  });

  it('gives each form its own number when many are finished at once [D-14]', async () => {
    const { shelf } = await setupEnrolled();

    const items = await Promise.all(
      [1, 2, 3, 4, 5].map((number) => shelf.finish(sampleForm(number))),
    );

    expect(items.map((item) => item.seq)).toEqual([1, 2, 3, 4, 5]);
  });

  it('queues a form once, however often it is finished', async () => {
    const { shelf } = await setupEnrolled();
    await shelf.startDraft(sampleDraft(1));

    const twice = await Promise.all([shelf.finish(sampleForm(1)), shelf.finish(sampleForm(1))]);

    expect(twice[0]).toEqual(twice[1]);
    expect(await shelf.outbox()).toHaveLength(1);
    expect(await shelf.drafts()).toEqual([]);
  });

  it('saves nothing and says so when the storage is full, and goes on when there is room', async () => {
    const { shelf, file, open } = await setupEnrolled();
    await shelf.startDraft(sampleDraft(1));
    file.setQuota(file.getSize() + 100);

    await expect(shelf.finish(sampleForm(1))).rejects.toMatchObject({ tag: 'storage-full' });

    expect(await shelf.outbox()).toEqual([]);
    expect(await shelf.drafts()).toHaveLength(1);
    file.setQuota(Number.POSITIVE_INFINITY);
    expect((await shelf.finish(sampleForm(1))).seq).toBe(1);
    expect(await (await open()).outbox()).toHaveLength(1);
  });

  it('counts a form as received only by a receipt with its hash [D-12]', async () => {
    const { shelf } = await setupEnrolled();
    const [first, second] = [await shelf.finish(sampleForm(1)), await shelf.finish(sampleForm(2))];

    await shelf.saveReceipts(
      [receiptFor('f'.repeat(64), 1), receiptFor(second.hash, 2, 'conflict')],
      'inc-1',
    );

    expect(await shelf.unsent(10)).toEqual([first]);
    expect(await shelf.safety()).toMatchObject({ unsent: 1, received: 1, keptApart: 1 });
  });

  it('counts as unsent again what the restored server may have lost, and only that [D-18]', async () => {
    const { shelf } = await setupEnrolled();
    const items = await Promise.all([1, 2, 3].map((number) => shelf.finish(sampleForm(number))));
    const hash = (index: number) => items[index]?.hash ?? '';
    await shelf.saveReceipts([receiptFor(hash(0), 10), receiptFor(hash(1), 11)], 'inc-1');
    await shelf.saveReceipts([receiptFor(hash(2), 12)], 'inc-2');

    expect(await shelf.unsendAbove(10, 'inc-2')).toBe(1);

    expect((await shelf.unsent(10)).map((item) => item.seq)).toEqual([2]);
  });

  it('counts each response once per village, without the withdrawn [D-13]', async () => {
    const { shelf } = await setupEnrolled();
    await shelf.finish(sampleForm(1));
    await shelf.finish(sampleForm(1, 2));
    await shelf.finish(sampleForm(2));
    await shelf.finish({ ...sampleForm(2, 2), kind: 'withdrawal' });
    await shelf.finish({ ...sampleForm(3), kind: 'visit' });

    expect(await shelf.done()).toEqual([
      { waveId: sampleForm(1).waveId, commune: '29551', village: 'Ấp An Hòa', done: 1 },
    ]);
  });

  it('counts a household once in its form, and nothing that the office keeps apart [D-13]', async () => {
    const { shelf } = await setupEnrolled();
    const done = async () => (await shelf.done()).map((village) => village.done);
    const { hash } = await shelf.finish(sampleForm(1));
    await shelf.finish({ ...sampleForm(2), body: { ...sampleForm(2).body, household: ' h-1' } });
    expect(await done()).toEqual([1]);
    const instrument = { ...sampleForm(3).instrument, id: 'transaction-5-factor' };
    await shelf.finish({ ...sampleForm(3), instrument, body: sampleForm(1).body });
    expect(await done()).toEqual([2]);

    await shelf.saveReceipts([receiptFor(hash, 1, 'quarantined')], 'inc-1');
    expect(await done()).toEqual([2]);
    await shelf.finish({ ...sampleForm(2, 2), kind: 'withdrawal' });
    expect(await done()).toEqual([1]);
  });

  it('keeps the definition that an open draft is pinned to when the package changes', async () => {
    const { shelf } = await setupEnrolled();
    const versions = async () =>
      (await shelf.fieldPackage())?.value.instruments.map(({ version }) => version);
    await shelf.savePackage(samplePackage([sampleVersion, 'c'.repeat(64)]), 'p1');
    await shelf.startDraft(sampleDraft(1));

    await shelf.savePackage(samplePackage(['b'.repeat(64)]), 'p2');
    expect(await versions()).toEqual(['b'.repeat(64), sampleVersion]);

    await shelf.discardDraft(sampleDraft(1).responseId, 'refused');
    await shelf.savePackage(samplePackage(['b'.repeat(64)]), 'p3');
    expect(await versions()).toEqual(['b'.repeat(64)]);
  });

  it('refuses a step of a draft that has ended', async () => {
    const { shelf } = await setupEnrolled();

    await expect(shelf.saveStep(sampleStep(1, 'sex', '1'))).rejects.toThrow('no draft');
  });
});

describe('the shelf after a restart', () => {
  it('knows all that it knew, without a difference [D-19]', async () => {
    const { open, before } = await setupBusyPhone();

    const shelf = await open();

    expect(await sightOf(shelf)).toEqual(before);
    expect(shelf.mendedAtStart).toBe(0);
  });

  it('knows which interview the screen was in, and says the same only once [D-14]', async () => {
    const { open, shelf, file } = await setupEnrolled();
    expect(await shelf.place()).toEqual({ responseId: null });
    await shelf.setPlace({ responseId: 'a' });
    const written = file.bytes().length;
    await shelf.setPlace({ responseId: 'a' });
    expect(file.bytes().length).toBe(written);

    expect(await (await open()).place()).toEqual({ responseId: 'a' });
  });

  it('knows all that it knew when the view is gone, and writes the view again [D-19]', async () => {
    const { open, view, before } = await setupBusyPhone();
    const content = view.content;
    view.content = null;

    const shelf = await open();
    await shelf.close();

    expect(await sightOf(shelf)).toEqual(before);
    // enrolled, pin, attempts, preferences, package; two forms; one draft; one item of the inbox.
    expect(shelf.mendedAtStart).toBe(9);
    expect(view.content).toEqual(content);
  });

  it('brings a view that stayed behind up to date [D-06]', async () => {
    const { open, view, before } = await setupBusyPhone();
    const content = view.content;
    const shelf = await open();
    view.broken = true;
    await shelf.saveStep(sampleStep(3, 'c1_1', '2'));
    await shelf.close();
    view.broken = false;
    view.content = content;

    const again = await open();
    await again.close();

    expect(again.mendedAtStart).toBe(0);
    expect((await again.drafts())[0]?.answers).toEqual({ sex: '2', c1_1: '2' });
    expect(view.content?.state.drafts).not.toEqual(content?.state.drafts);
    expect(before.drafts[0]?.answers).toEqual({ sex: '2' });
  });

  it('reads a long journal only from where the view stopped [D-09, D-19]', async () => {
    const { open, file, view, shelf } = await setupEnrolled();
    for (let step = 0; step < 5_000; step += 1)
      await shelf.setPreferences({ language: 'vi', textStep: step % 3 });
    await shelf.close();
    await openMemoryJournal(file, 'ffffffffffffffff').append([
      '{"type":"pin","value":{"salt":"00","iterations":1,"hash":"11"}}',
    ]);
    // Only the view says so: what is shown came from it.
    view.content?.state.drafts.set(sampleDraft(7).responseId, sampleDraft(7));

    const again = await open();
    await again.close();

    expect(again.mendedAtStart).toBe(0);
    expect(await again.drafts()).toEqual([sampleDraft(7)]);
    expect(await again.pin()).toEqual({ salt: '00', iterations: 1, hash: '11' });
    expect(view.content?.state.settings.pin).toEqual({ salt: '00', iterations: 1, hash: '11' });
  }, 60_000);

  it('leaves the view alone for a while, and writes it at once when it closes [D-06]', async () => {
    const file = createMemoryFile();
    const view = createMemoryView();
    const shelf = await createFieldShelf({
      journal: openMemoryJournal(file, 'ffffffffffffffff'),
      view,
      dice: createSeededDice(1),
      firstAfterMs: 3_600_000,
    });
    await shelf.setPreferences({ language: 'vi', textStep: 1 });
    await new Promise((resolve) => {
      setImmediate(resolve);
    });
    expect(view.content).toBeNull();

    await shelf.close();

    expect(view.content).not.toBeNull();
  });

  it('copies an enrolment and a finished form into the view at once [D-06]', async () => {
    const view = createMemoryView();
    const shelf = await createFieldShelf({
      journal: openMemoryJournal(createMemoryFile(), 'ffffffffffffffff'),
      view,
      dice: createSeededDice(1),
      firstAfterMs: 3_600_000,
    });
    await shelf.enrol(redeemAnswer, enrolledAt);
    await expect.poll(() => view.content?.state.settings.enrolled?.enrolledAt).toBe(enrolledAt);

    await shelf.finish(sampleForm(1));
    await expect.poll(() => view.content?.state.outbox.size).toBe(1);
  });

  it('writes the view whole again after writes to it have failed [D-06]', async () => {
    const { open, view, shelf } = await setupEnrolled();
    await shelf.startDraft(sampleDraft(1));
    view.broken = true;
    await shelf.saveStep(sampleStep(1, 'sex', '1'));
    await shelf.saveStep(sampleStep(1, 'c1_1', '2'));
    view.broken = false;
    view.content = null;

    await shelf.saveStep(sampleStep(1, 'c1_2', '3'));
    await shelf.close();

    const again = await open();
    expect(again.mendedAtStart).toBe(0);
    expect((await again.drafts())[0]?.answers).toEqual({ sex: '1', c1_1: '2', c1_2: '3' });
  });

  it('writes back to a lost journal what the view still knows, on a new chain [D-07, D-09]', async () => {
    const { open, file, before } = await setupBusyPhone();
    file.setBytes(new Uint8Array());

    const shelf = await open();

    const after = await sightOf(shelf);
    expect({ ...after, enrolled: null, heads: null }).toEqual({
      ...before,
      enrolled: null,
      heads: null,
    });
    expect(after.enrolled?.epoch).not.toBe(before.enrolled?.epoch);
    expect(await shelf.finish(sampleForm(9))).toMatchObject({
      seq: 1,
      epoch: after.enrolled?.epoch,
    });
    expect(shelf.mendedAtStart).toBeGreaterThan(0);
    expect(await sightOf(await open())).toEqual(await sightOf(shelf));
  });

  it('refills a record that was hurt in the middle of the journal from the view [D-08]', async () => {
    const { open, file, before, view } = await setupBusyPhone();
    const whole = file.bytes();
    const middle = Math.floor(whole.length / 2);
    whole[middle] = (whole[middle] as number) ^ 1;
    file.setBytes(whole);

    const shelf = await open();
    await shelf.close();

    expect(await sightOf(shelf)).toEqual(before);
    expect(shelf.mendedAtStart).toBeGreaterThan(0);
    view.content = null;
    expect((await sightOf(await open())).outbox).toHaveLength(before.outbox.length);
  });

  it('starts a new chain when damage swallowed what nobody can vouch for [D-09]', async () => {
    const { open, file, before, view } = await setupBusyPhone();
    view.content = null;
    const place = file.bytes().length - 1;
    const bytes = file.bytes();
    bytes[place] = (bytes[place] as number) ^ 1;
    file.setBytes(bytes);

    const shelf = await open();

    expect((await shelf.enrolled())?.epoch).not.toBe(before.enrolled?.epoch);
    expect(await shelf.outbox()).toEqual(before.outbox);
  });

  it('keeps its chain when a kill tore off a record that was never shown as saved [D-03, D-09]', async () => {
    const { open, file, before } = await setupBusyPhone();
    const bytes = file.bytes();
    const torn = new Uint8Array(bytes.length + 20);
    torn.set(bytes);
    torn.set(bytes.subarray(24, 44), bytes.length);
    file.setBytes(torn);

    const shelf = await open();

    expect(await sightOf(shelf)).toEqual(before);
    expect(shelf.mendedAtStart).toBe(0);
  });

  it('takes from a view that is ahead what the journal lost at its end [D-07]', async () => {
    const { open, file, before } = await setupBusyPhone();
    const bytes = file.bytes();
    file.setBytes(bytes.subarray(0, bytes.length - 2500));

    const shelf = await open();
    const after = await sightOf(shelf);

    expect(after.outbox.map((item) => item.line)).toEqual(before.outbox.map((item) => item.line));
    expect(after.drafts).toEqual(before.drafts);
    expect(after.enrolled?.epoch).not.toBe(before.enrolled?.epoch);
  });

  it('passes over records of a kind that it does not know, and keeps them [D-04]', async () => {
    const { open, file, before, view } = await setupBusyPhone();
    openMemoryJournal(file, 'ffffffffffffffff');
    await openMemoryJournal(file, 'ffffffffffffffff').append([
      '{"type":"photo","of":"the door"}',
      '{"type":"pin","value":{"salt":7}}',
    ]);
    const size = file.getSize();
    view.content = null;

    const shelf = await open();

    expect(await sightOf(shelf)).toEqual(before);
    expect(file.getSize()).toBe(size);
  });

  it('knows after a cut at any byte exactly what was durable by then [D-02, D-09]', async () => {
    const { shelf, file, view, open } = await setupEnrolled();
    await shelf.startDraft(sampleDraft(1));
    await shelf.saveStep(sampleStep(1, 'sex', '1'));
    const beforeFinish = file.getSize();
    await shelf.finish(sampleForm(1));
    const whole = file.bytes();

    for (let length = beforeFinish; length <= whole.length; length += 1) {
      file.setBytes(whole.subarray(0, length));
      view.content = null;
      const reopened = await open();
      const finished = length === whole.length;

      expect([(await reopened.outbox()).length, (await reopened.drafts()).length]).toEqual(
        finished ? [1, 0] : [0, 1],
      );
    }
  }, 60_000);
});
