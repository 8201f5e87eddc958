import { describe, expect, it } from 'vitest';
import { type MemoryDisk, createMemoryDisk } from '../../../test/fakes/memory-disk.ts';
import { createMemoryFile } from '../../../test/fakes/memory-file.ts';
import { openJournalFile } from './journal-file.ts';
import { type RewritableJournal, openJournal } from './open-journal.ts';

const freshId = '00112233445566ff';
const otherId = 'aaaaaaaaaaaaaaaa';
const before = ['{"a":1}', '{"b":2}', '{"a":3}', '{"c":4}'];
const after = ['{"a":3}', '{"b":2}', '{"c":4}'];
const payloads = (journal: RewritableJournal) => journal.read(null)?.payloads;

async function setupWritten() {
  const disk = createMemoryDisk();
  const journal = await openJournal(disk, freshId);
  journal.append(before);
  return { disk, journal };
}

async function reopened(disk: MemoryDisk): Promise<RewritableJournal> {
  disk.restart('kept');
  return openJournal(disk, otherId);
}

describe('a journal that is written anew', () => {
  it('lies in the other file with what it was given, under another id, and is written on [D-32]', async () => {
    const { disk, journal } = await setupWritten();

    expect(await journal.rewrite(after)).toBe(true);
    journal.append(['{"d":5}']);

    expect(payloads(journal)).toEqual([...after, '{"d":5}']);
    expect(journal.id).toBe(`${freshId}.1`);
    // A head and its mark: the first file is given up.
    expect(disk.content('first')).toHaveLength(36);
    const again = await reopened(disk);
    expect(again).toMatchObject({ id: `${freshId}.1`, damaged: false });
    expect(payloads(again)).toEqual([...after, '{"d":5}']);
  });

  it('goes back and forth between the two files [D-32]', async () => {
    const { disk, journal } = await setupWritten();

    for (const number of [1, 2, 3, 4, 5]) {
      expect(await journal.rewrite([`{"n":${String(number)}}`])).toBe(true);
      expect(journal.id).toBe(`${freshId}.${String(number)}`);
    }

    expect(payloads(await reopened(disk))).toEqual(['{"n":5}']);
    expect(disk.content('first')).toHaveLength(36);
  });

  it('is not touched by an app of the first release, which sees a newer format [D-32]', async () => {
    const { disk, journal } = await setupWritten();
    await journal.rewrite(after);
    const first = disk.content('first') ?? new Uint8Array();

    // The first release knew format 1 alone and read it from the ninth byte.
    expect(new DataView(first.buffer).getUint32(8, true)).toBe(2);
    expect(new TextDecoder().decode(first.subarray(0, 8))).toBe('SIPASJNL');
  });

  it('stays as it was, and is written on, when there is no room for another [D-31]', async () => {
    const { disk, journal } = await setupWritten();

    for (let room = 0; room < 36 + after.join('').length + 3 * 8; room += 1) {
      disk.setQuota(disk.usedBytes() + room);
      expect(await journal.rewrite(after)).toBe(false);
      expect(disk.content('second')).toHaveLength(0);
    }
    disk.setQuota(Number.POSITIVE_INFINITY);
    journal.append(['{"d":5}']);

    expect(payloads(await reopened(disk))).toEqual([...before, '{"d":5}']);
  });

  it.each(['kept', 'lost', 'torn'] as const)(
    'adds up to the same when the phone dies at any operation and what was not flushed is %s [D-31, D-32]',
    async (unflushed) => {
      let operations = Number.POSITIVE_INFINITY;
      let switched = 0;
      for (let at = 0; at <= operations; at += 1)
        for (const leaving of [0, 0.5, 1]) {
          const { disk, journal } = await setupWritten();
          disk.fail({ at, how: 'dies', lasts: 'for-good', leaving });
          const isTold = await journal.rewrite(after);
          operations = Math.min(operations, disk.operations() < at ? at : operations);
          disk.restart(unflushed);

          const again = await openJournal(disk, otherId);
          const isNew = again.id === `${freshId}.1`;
          switched += isNew ? 1 : 0;

          expect(again.damaged).toBe(false);
          expect(payloads(again)).toEqual(isNew ? after : before);
          if (isTold) expect(isNew).toBe(true);
          again.append(['{"d":5}']);
          expect(payloads(await reopened(disk))).toEqual([...(isNew ? after : before), '{"d":5}']);
        }
      // Truncate, flush, write, flush, read, mark, flush, read: some deaths come before the mark and some behind it.
      expect(operations).toBeGreaterThan(8);
      expect(switched).toBeGreaterThan(3);
      expect(switched).toBeLessThan(3 * operations);
    },
  );

  it.each(['once', 2, 3, 'for-good'] as const)(
    'never takes a record into a journal that the next start would not choose, when operations fail: %s [D-32]',
    async (lasts) => {
      let operations = Number.POSITIVE_INFINITY;
      for (let at = 0; at <= operations; at += 1)
        for (const how of ['throws', 'short'] as const) {
          const { disk, journal } = await setupWritten();
          disk.fail({ at, how, lasts, leaving: 1 });
          const isTold = await journal.rewrite(after);
          let isSaved = true;
          try {
            journal.append(['{"d":5}']);
          } catch (error) {
            isSaved = false;
            expect(error).toHaveProperty('tag');
          }
          operations = Math.min(operations, disk.operations() < at ? at : operations);

          const found = payloads(await reopened(disk)) ?? [];

          const base = found.slice(0, 3).join() === after.join() ? after : before;
          if (isTold) expect(base).toBe(after);
          if (isSaved) expect(found).toEqual([...base, '{"d":5}']);
          else expect([base, [...base, '{"d":5}']]).toContainEqual(found);
        }
    },
  );

  it('is found with every record when its head is hurt at any byte [D-30]', async () => {
    for (let at = 0; at < 36; at += 1) {
      const { disk, journal } = await setupWritten();
      await journal.rewrite(after);
      const bytes = disk.content('second') ?? new Uint8Array();
      bytes[at] = (bytes[at] as number) ^ 0x41;
      // A format of a newer app is refused, not adopted: its check sum is wrong here, so it is none.
      disk.setContent('second', bytes);

      const again = await reopened(disk);

      expect(again.damaged).toBe(true);
      expect(payloads(again)).toEqual(after);
      expect(payloads(await reopened(disk))).toEqual(after);
    }
  });

  it('knows that its end is gone when it is shorter than it was written [D-32]', async () => {
    const { disk, journal } = await setupWritten();
    await journal.rewrite(after);
    const bytes = disk.content('second') ?? new Uint8Array();
    // Without its last record, {"c":4} with a head of 8 bytes: cut exactly between two records.
    disk.setContent('second', bytes.subarray(0, bytes.length - 15));

    expect((await reopened(disk)).damaged).toBe(true);
  });

  it('of the first release is generation 0, and stays so until it is written anew [D-32]', async () => {
    const file = createMemoryFile();
    openJournalFile(file, freshId).append(before);
    const disk = createMemoryDisk();
    disk.setContent('first', file.bytes());

    const journal = await openJournal(disk, otherId);

    expect(journal.id).toBe(freshId);
    expect(disk.content('first')).toEqual(file.bytes());
    expect(disk.content('second')).toBeNull();
    await journal.rewrite(after);
    expect(payloads(await reopened(disk))).toEqual(after);
  });
});
