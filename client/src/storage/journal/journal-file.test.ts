import { describe, expect, it } from 'vitest';
import { createMemoryFile } from '../../../test/fakes/memory-file.ts';
import { openJournalFile } from './journal-file.ts';

const freshId = '00112233445566ff';
const headerBytes = 24;

function setupJournal() {
  const file = createMemoryFile();
  return { file, journal: openJournalFile(file, freshId) };
}

const faultOf = (act: () => unknown): unknown => {
  try {
    act();
  } catch (error) {
    return error;
  }
  return null;
};

describe('the journal file', () => {
  it('is made with its id and format, and keeps them [D-03]', () => {
    const { file, journal } = setupJournal();

    expect(journal).toMatchObject({ id: freshId, damaged: false });
    expect(new TextDecoder().decode(file.bytes().subarray(0, 8))).toBe('SIPASJNL');
    expect(openJournalFile(file, 'ffffffffffffffff')).toMatchObject({
      id: freshId,
      damaged: false,
    });
  });

  it('is flushed before an append answers [D-03]', () => {
    const { file, journal } = setupJournal();
    const before = file.flushes();

    // {"a":1} is 7 bytes, its head 8.
    expect(journal.append(['{"a":1}'])).toEqual({ offset: headerBytes + 15, records: 1 });
    expect(file.flushes()).toBe(before + 1);
    expect(openJournalFile(file, freshId).read(null)?.payloads).toEqual(['{"a":1}']);
  });

  it('reads from the end of any record, and from nowhere else [D-03]', () => {
    const { journal } = setupJournal();
    const first = journal.append(['{"a":1}']).offset;
    journal.append(['{"b":2}', '{"c":3}']);

    expect(journal.read(first)).toEqual({
      recordsBefore: 1,
      brokenAfter: 0,
      payloads: ['{"b":2}', '{"c":3}'],
    });
    expect(journal.read(first + 1)).toBeNull();
    expect(journal.read(10_000)).toBeNull();
  });

  it('says that the storage is full when the count is wrong, and takes the part back [D-03]', () => {
    const { file, journal } = setupJournal();
    journal.append(['{"a":1}']);
    const before = file.bytes();

    for (let room = 0; room < 15; room += 1) {
      file.setQuota(before.length + room);
      expect(faultOf(() => journal.append(['{"b":2}']))).toMatchObject({ tag: 'storage-full' });
      expect(file.bytes()).toEqual(before);
    }
    file.setQuota(Number.POSITIVE_INFINITY);
    journal.append(['{"c":3}']);
    expect(journal.read(null)?.payloads).toEqual(['{"a":1}', '{"c":3}']);
  });

  it('says that saving failed when the flush did, and leaves nothing of it [D-03]', () => {
    const { file, journal } = setupJournal();
    file.failFlushes(1);

    expect(faultOf(() => journal.append(['{"a":1}']))).toMatchObject({ tag: 'storage-failed' });
    expect(file.getSize()).toBe(headerBytes);
  });

  it('takes a failed record back before the next one, if it could not at once [D-03]', () => {
    const { file, journal } = setupJournal();
    file.failFlushes(2);
    expect(faultOf(() => journal.append(['{"a":1}']))).toMatchObject({ tag: 'storage-failed' });

    journal.append(['{"b":2}']);

    expect(openJournalFile(file, freshId).read(null)?.payloads).toEqual(['{"b":2}']);
  });

  it('cuts a torn tail when it is opened and writes on behind the last whole record [D-03]', () => {
    const { file, journal } = setupJournal();
    const { offset } = journal.append(['{"a":1}']);
    journal.append(['{"b":2}']);
    file.truncate(file.getSize() - 1);

    const reopened = openJournalFile(file, freshId);

    expect(reopened.damaged).toBe(true);
    expect(file.getSize()).toBe(offset);
    reopened.append(['{"c":3}']);
    expect(openJournalFile(file, freshId).read(null)?.payloads).toEqual(['{"a":1}', '{"c":3}']);
  });

  it('gets a new id, and keeps its records, when its header is hurt [D-03]', () => {
    const { file, journal } = setupJournal();
    journal.append(['{"a":1}']);
    const bytes = file.bytes();
    bytes[14] = 0x55;
    file.setBytes(bytes);

    const reopened = openJournalFile(file, 'aaaaaaaaaaaaaaaa');

    expect(reopened).toMatchObject({ id: 'aaaaaaaaaaaaaaaa', damaged: true });
    expect(reopened.read(null)?.payloads).toEqual(['{"a":1}']);
  });

  it('begins anew when a kill left half a header [D-03]', () => {
    const file = createMemoryFile(new TextEncoder().encode('SIPASJNL'));

    const journal = openJournalFile(file, freshId);
    journal.append(['{"a":1}']);

    expect(openJournalFile(file, freshId)).toMatchObject({ id: freshId, damaged: false });
  });

  it('is left untouched when a newer version of the app wrote it [D-03]', () => {
    const newer = newerJournal();
    const file = createMemoryFile(newer);

    expect(faultOf(() => openJournalFile(file, freshId))).toMatchObject({ tag: 'storage-failed' });
    expect(file.bytes()).toEqual(newer);
  });
});

/** Header of format 3; its check sum by the bitwise definition of RFC 3720. */
function newerJournal(): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(headerBytes);
  bytes.set(new TextEncoder().encode('SIPASJNL'));
  bytes[8] = 3;
  let crc = 0xffffffff;
  for (const byte of bytes.subarray(0, 20)) {
    crc = (crc ^ byte) >>> 0;
    for (let bit = 0; bit < 8; bit += 1)
      crc = (crc & 1 ? (crc >>> 1) ^ 0x82f63b78 : crc >>> 1) >>> 0;
  }
  new DataView(bytes.buffer).setUint32(20, ~crc >>> 0, true);
  return bytes;
}
