import { describe, expect, it } from 'vitest';
import { createMemoryDisk } from '../../../test/fakes/memory-disk.ts';
import { openJournal } from './open-journal.ts';
import { createKeptRoom } from './kept-room.ts';

const ballast = 2 * 1024 * 1024;
const form = `{"line":"${'x'.repeat(20_000)}"}`;

async function setupPhone(quota: number) {
  const disk = createMemoryDisk();
  disk.setQuota(quota);
  const journal = await openJournal(disk, '0011223344556677');
  const room = createKeptRoom(disk.ballast);
  await room.make();
  const save = () => room.within(() => journal.append([form]));
  return { disk, journal, room, save };
}

describe('the room kept for the journal', () => {
  it('is really written, byte by byte [D-34]', async () => {
    const { disk, room } = await setupPhone(10 * ballast);

    expect(room.standing()).toBe('whole');
    const bytes = disk.content('ballast') ?? new Uint8Array();
    expect(bytes).toHaveLength(ballast);
    // Noise: nothing below makes a short thing of it.
    expect(new Set(bytes.subarray(0, 4096)).size).toBeGreaterThan(200);
  });

  it('gives way when a record does not fit, and a whole interview follows [D-33]', async () => {
    const { disk, journal, room, save } = await setupPhone(2 * ballast + 30_000);
    disk.setQuota(ballast + 30_000);
    await save();
    expect(room.standing()).toBe('whole');

    // 2 MB hold 104 records of 20 kB.
    for (let step = 0; step < 100; step += 1) await save();

    expect(room.standing()).toBe('released');
    expect(disk.content('ballast')).toBeNull();
    expect(journal.position().records).toBe(101);
  });

  it('is not there twice: the next record that does not fit is refused [D-33]', async () => {
    const { disk, journal, room, save } = await setupPhone(2 * ballast + 10_000);
    disk.setQuota(ballast + 10_000);
    let saved = 0;
    const refusal = await (async () => {
      for (;;) {
        try {
          await save();
          saved += 1;
        } catch (error) {
          return error;
        }
      }
    })();

    expect(refusal).toMatchObject({ tag: 'storage-full' });
    expect(room.standing()).toBe('released');
    expect(journal.position().records).toBe(saved);
  });

  it('is not made where it would take the last room [D-34]', async () => {
    const { disk, room, save } = await setupPhone(ballast + 100_000);

    expect(room.standing()).toBe('released');
    expect(disk.content('ballast')).toBeNull();
    await save();
  });

  it('is given up when the phone has less room than it said [D-34]', async () => {
    const disk = createMemoryDisk();
    disk.setQuota(ballast / 2);
    const room = createKeptRoom({ ...disk.ballast, freeBytes: async () => null });

    expect(await room.make()).toBe('released');
    expect(disk.content('ballast')).toBeNull();
  });

  it('is made again at a start with room, and half a ballast of a killed start is made whole [D-34]', async () => {
    const { disk } = await setupPhone(10 * ballast);
    disk.setContent('ballast', new Uint8Array(1000));
    disk.restart('kept');

    expect(await createKeptRoom(disk.ballast).make()).toBe('whole');
    expect(disk.content('ballast')).toHaveLength(ballast);
  });

  it('does not give way to a failure that more room would not help [D-33]', async () => {
    const { disk, room, save } = await setupPhone(10 * ballast);
    disk.fail({ at: 0, how: 'throws', lasts: 'once' });

    await expect(save()).rejects.toMatchObject({ tag: 'storage-failed' });

    expect(room.standing()).toBe('whole');
  });

  it('says full when the ballast cannot be taken away [D-33]', async () => {
    const { disk, room, save } = await setupPhone(2 * ballast + 10_000);
    disk.setQuota(ballast + 10_000);
    // Write, truncate, flush of what was taken back, then the removal.
    disk.fail({ at: 3, how: 'throws', lasts: 'once' });

    await expect(save()).rejects.toMatchObject({ tag: 'storage-full' });
    expect(room.standing()).toBe('whole');
    await save();
  });
});
