import { describe, expect, it } from 'vitest';
import {
  redeemAnswer,
  sampleDraft,
  sampleForm,
  samplePackage,
  sampleStep,
  sampleVersion,
} from '../../../test/fakes/field-samples.ts';
import {
  type MemoryDisk,
  createMemoryDisk,
  openDiskJournal,
} from '../../../test/fakes/memory-disk.ts';
import { type MemoryView, createMemoryView } from '../../../test/fakes/memory-storage.ts';
import { createSeededDice } from '../../../test/fakes/seeded-dice.ts';
import { sightOf as readersSight } from '../../../test/storage-upgrades/sight-of.ts';
import type { FieldShelf, OutboxItem } from '../../ports/field-shelf.ts';
import { createFieldShelf } from '../field-shelf.ts';

const receivedAt = '2026-11-23T03:00:00.000Z';
const receipt = (hash: string, number: number) =>
  ({ line: 1, hash, outcome: 'stored', receipt: number, receivedAt }) as never;
const contactAt = (serverTime: string, safeReceipt: number) => ({
  at: '2026-11-23T03:00:01.000Z',
  serverTime,
  incarnation: 'inc-1',
  safeReceipt,
  packageEtag: '"p1"',
  lastReceipt: 3,
  pullCursor: '7',
});
const twoWeeksLater = '2026-12-07T03:00:00.000Z';

const open = async (disk: MemoryDisk, view: MemoryView, leastDeadBytes: number) =>
  createFieldShelf({
    journal: await openDiskJournal(disk, '00000000000000aa'),
    view,
    dice: createSeededDice(9),
    leastDeadBytes,
  });

/** Everything a reader can see. */
const sightOf = async (shelf: FieldShelf) => ({
  ...(await readersSight(shelf)),
  safety: await shelf.safety(),
  done: await shelf.done(),
  former: await shelf.former(),
});

/** Two epochs, four forms, of which two are safe and old; an open draft; much that is of no use any more. */
async function setupOldPhone() {
  const disk = createMemoryDisk();
  const view = createMemoryView();
  const shelf = await open(disk, view, Number.POSITIVE_INFINITY);
  await shelf.enrol({ ...redeemAnswer, deviceToken: 'before' }, receivedAt);
  await shelf.finish(sampleForm(1));
  await shelf.enrol(redeemAnswer, receivedAt);
  await shelf.setPin({ salt: 'AA==', iterations: 600_000, hash: 'BB==' });
  await shelf.savePackage(samplePackage([sampleVersion]), '"p1"');
  await shelf.saveInbox([{ kind: 'decision', cursor: '7' }]);
  for (const number of [2, 3, 4]) {
    await shelf.startDraft(sampleDraft(number));
    for (let step = 0; step < 20; step += 1)
      await shelf.saveStep(sampleStep(number, `c9_${String(step)}`, '1'));
    await shelf.finish(sampleForm(number));
  }
  const [first, second, third] = await shelf.outbox();
  await shelf.saveReceipts(
    [first, second, third].map((item, index) => receipt(item?.hash ?? '', index + 1)),
    'inc-1',
  );
  await shelf.startDraft(sampleDraft(5));
  await shelf.saveStep(sampleStep(5, 'sex', '2'));
  await shelf.saveContact(contactAt(twoWeeksLater, 2));
  await shelf.close();
  return { disk, view, before: await sightOf(shelf) };
}

const withoutLines = (items: readonly OutboxItem[], count: number) =>
  items.map((item, index) => (index < count ? { ...item, line: null } : item));

describe('a shelf whose journal is written anew', () => {
  it('shows all that it showed, and only the lines that are safe and old are gone [D-37]', async () => {
    const { disk, view, before } = await setupOldPhone();
    const usedBefore = disk.usedBytes();

    disk.restart('kept');
    const shelf = await open(disk, view, 1);
    await shelf.close();

    const after = { ...before, outbox: withoutLines(before.outbox, 2) };
    expect(await sightOf(shelf)).toEqual(after);
    expect(disk.usedBytes()).toBeLessThan(usedBefore / 2);
    disk.restart('kept');
    const again = await open(disk, view, 1);
    expect(await sightOf(again)).toEqual(after);
    expect(again.mendedAtStart).toBe(0);
  });

  it('goes on with the numbers and hashes of its chain, also when every line of it is gone [D-37]', async () => {
    const { disk, view } = await setupOldPhone();
    disk.restart('kept');
    const shelf = await open(disk, view, Number.POSITIVE_INFINITY);
    const fourth = (await shelf.outbox())[3];
    await shelf.saveReceipts([receipt(fourth?.hash ?? '', 4)], 'inc-1');
    await shelf.saveContact(contactAt(twoWeeksLater, 4));
    const heads = await shelf.heads();
    await shelf.close();

    disk.restart('kept');
    const compacted = await open(disk, view, 1);
    await compacted.close();
    expect((await compacted.outbox()).map(({ line }) => line)).toEqual([null, null, null, null]);
    disk.restart('kept');
    const again = await open(disk, createMemoryView(), 1);

    expect(await again.heads()).toEqual(heads);
    const next = await again.finish(sampleForm(6));
    expect(next.seq).toBe((fourth?.seq ?? 0) + 1);
    expect(next.line).toContain(`"prevHash":"${fourth?.hash ?? ''}"`);
    // The form that was deleted is known as finished: it is not queued a second time.
    expect(await again.finish(sampleForm(4))).toMatchObject({ hash: fourth?.hash, line: null });
  });

  it.each(['kept', 'lost', 'torn'] as const)(
    'shows all that it showed when the phone dies at any operation of it and what was not flushed is %s [D-37]',
    async (unflushed) => {
      let operations = Number.POSITIVE_INFINITY;
      for (let at = 0; at <= operations; at += 1) {
        const { disk, view, before } = await setupOldPhone();
        disk.restart('kept');
        const journal = await openDiskJournal(disk, '00000000000000aa');
        disk.fail({ at, how: 'dies', lasts: 'for-good', leaving: 0.5 });
        const dying = await createFieldShelf({
          journal,
          view,
          dice: createSeededDice(9),
          leastDeadBytes: 1,
        }).catch(() => null);
        await dying?.close();
        if (disk.operations() < at) operations = at;
        disk.restart(unflushed);

        const again = await open(disk, view, Number.POSITIVE_INFINITY);
        const sight = await sightOf(again);
        const isCompacted = sight.outbox[0]?.line === null;

        expect(sight).toEqual({
          ...before,
          outbox: withoutLines(before.outbox, isCompacted ? 2 : 0),
        });
        expect(again.mendedAtStart).toBe(0);
      }
      expect(operations).toBeGreaterThan(8);
    },
    60_000,
  );

  it('brings no draft back from a view that has not heard of it [D-19, D-37]', async () => {
    const { disk, view } = await setupOldPhone();
    disk.restart('kept');
    const shelf = await open(disk, view, Number.POSITIVE_INFINITY);
    await shelf.close();
    const stale = view.content;
    disk.restart('kept');
    const compacting = await open(disk, view, Number.POSITIVE_INFINITY);
    await compacting.discardDraft(sampleDraft(5).responseId, 'refused');
    await compacting.close();
    disk.restart('kept');
    await (await open(disk, createMemoryView(), 1)).close();

    disk.restart('kept');
    view.content = stale;
    const again = await open(disk, view, Number.POSITIVE_INFINITY);
    await again.close();

    expect(await again.drafts()).toEqual([]);
    expect(again.mendedAtStart).toBe(0);
    expect([...(view.content?.state.drafts.keys() ?? [])]).toEqual([]);
  });

  it('leaves alone a journal with a record that only a newer app knows [D-37]', async () => {
    const { disk, view } = await setupOldPhone();
    disk.restart('kept');
    await (
      await openDiskJournal(disk, 'ffffffffffffffff')
    ).append(['{"type":"photo","of":"door"}']);
    const content = disk.content('first');

    disk.restart('kept');
    await (await open(disk, view, 1)).close();

    expect(disk.content('first')).toEqual(content);
    expect(disk.content('second')).toBeNull();
  });

  it('goes on as it was when there is no room for it, and writes what comes [D-37]', async () => {
    const { disk, view, before } = await setupOldPhone();
    disk.restart('kept');
    disk.setQuota(disk.usedBytes() + 2_000);

    const shelf = await open(disk, view, 1);
    await shelf.saveStep(sampleStep(5, 'c1_1', '2'));
    await shelf.close();

    expect((await sightOf(shelf)).outbox).toEqual(before.outbox);
    disk.restart('kept');
    expect((await (await open(disk, view, Number.POSITIVE_INFINITY)).drafts())[0]?.answers).toEqual(
      { sex: '2', c1_1: '2' },
    );
  });

  it('takes the writes of an interview that begins meanwhile behind it [D-37]', async () => {
    const { disk, view } = await setupOldPhone();
    disk.restart('kept');
    const shelf = await open(disk, view, 1);
    await Promise.all([
      shelf.saveStep(sampleStep(5, 'c1_1', '2')),
      shelf.finish(sampleForm(5)),
      shelf.startDraft(sampleDraft(6)),
    ]);
    await shelf.close();
    const after = await sightOf(shelf);

    disk.restart('kept');
    const again = await open(disk, view, Number.POSITIVE_INFINITY);
    expect(await sightOf(again)).toEqual(after);
    expect(view.content?.checkpoint.journalId).toMatch(/\.1$/);
  });
});
