import type { Allowance } from '@sipas/shared/wire';
import { Dexie } from 'dexie';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { sampleForm, redeemAnswer } from '../../test/fakes/field-samples.ts';
import { createSeededDice } from '../../test/fakes/seeded-dice.ts';
import { createAllowanceBook } from './allowance-book.ts';
import { claimShelf } from './single-tab.ts';

const database = 'allowance-test';
const open = new Set<{ close(): void }>();
const book = () => {
  const opened = createAllowanceBook(database);
  open.add(opened);
  return opened;
};

const clear = async () => {
  for (const one of open) one.close();
  open.clear();
  await Dexie.delete(database);
};
beforeEach(clear);
afterEach(clear);

const place = { waveId: 'w', commune: '29551', village: 'k1', household: '0427' } as never;
const record = (number: number, change: Partial<Allowance> = {}): Allowance => ({
  v: 1,
  id: `019ab0d4-7b60-7000-8000-${String(number).padStart(12, '0')}` as never,
  waveId: '019ab0d4-7b60-7000-8000-0000000000aa' as never,
  commune: '29551',
  village: 'k1',
  household: '0427',
  amountVnd: 50_000,
  name: 'Phạm Thị Kín Đáo',
  strokes: [
    [
      [1, 2],
      [3, 4],
    ],
  ],
  signedAt: '2026-11-23T08:00:00.000Z' as never,
  ...change,
});

/** Every row of the database as it lies there, bytes as text. */
async function rowsAtRest(): Promise<string> {
  const db = await new Dexie(database).open();
  const rows = await Promise.all(db.tables.map((table) => table.toArray() as Promise<unknown[]>));
  db.close();
  const bytes = (value: unknown): value is ArrayBuffer => value instanceof ArrayBuffer;
  return JSON.stringify(rows, (_, value: unknown) =>
    bytes(value) ? new TextDecoder().decode(value) : value,
  );
}

it('keeps a receipt over a restart, and what the household said [L-09]', async () => {
  await book().sign(place, record(2));
  await book().sign(place, record(1));

  const again = book();

  expect(await again.unsent(10)).toEqual([record(1), record(2)]);
  expect(await again.unsent(1)).toEqual([record(1)]);
  expect(await again.said(place)).toBe('signed');
  expect(await again.said({ ...(place as object), household: '0428' } as never)).toBeNull();
});

it('remembers that a household wanted none, and has nothing to send for it', async () => {
  await book().decline(place);

  expect(await book().said(place)).toBe('declined');
  expect(await book().unsent(10)).toEqual([]);
});

it('holds no name and no signature in the clear, under a key that cannot be read out [L-09]', async () => {
  await book().sign(place, record(1));

  const rows = await rowsAtRest();

  expect(rows).toContain('signed');
  for (const secret of ['Kín Đáo', 'strokes', '50000', 'signedAt'])
    expect(rows).not.toContain(secret);
  const db = await new Dexie(database).open();
  const key = (await db.table('keys').get('device')) as CryptoKey;
  db.close();
  expect(key.extractable).toBe(false);
  await expect(crypto.subtle.exportKey('raw', key)).rejects.toThrow();
});

it('deletes what the server stored and keeps what it keeps apart, unsent no more [L-09]', async () => {
  const held = book();
  for (const number of [1, 2, 3, 4]) await held.sign(place, record(number));

  await held.settle([
    { id: record(1).id, outcome: 'stored' },
    { id: record(2).id, outcome: 'already-stored' },
    { id: record(3).id, outcome: 'quarantined', code: 'wave.closed' },
    { id: null, outcome: 'stored' },
  ]);

  expect(await book().unsent(10)).toEqual([record(4)]);
  const db = await new Dexie(database).open();
  expect(await db.table('receipts').toCollection().primaryKeys()).toEqual([
    record(3).id,
    record(4).id,
  ]);
  db.close();
});

it('sends the others where the bytes of one were damaged [L-09]', async () => {
  const held = book();
  await held.sign(place, record(1));
  await held.sign(place, record(2));
  const db = await new Dexie(database).open();
  await db.table('receipts').update(record(1).id, { sealed: new ArrayBuffer(40) });
  db.close();

  expect(await book().unsent(1)).toEqual([record(2)]);
});

it('puts no record in the place of another [L-09]', async () => {
  await book().sign(place, record(1));
  const db = await new Dexie(database).open();
  await db.table('receipts').put(await db.table('receipts').get(record(1).id), record(2).id);
  db.close();

  expect(await book().unsent(10)).toEqual([record(1)]);
});

it('two tabs that sign first at once use one key [L-09]', async () => {
  await Promise.all([book().sign(place, record(1)), book().sign(place, record(2))]);

  expect(await book().unsent(10)).toEqual([record(1), record(2)]);
});

it('leaves the journal and the envelopes of the forms without a name [L-09]', async () => {
  const shelf = await claimShelf({ steal: true, dice: createSeededDice(1), onTaken: () => {} });
  if (shelf === 'held-elsewhere') throw new Error('the shelf was to be taken');
  await shelf.enrol(redeemAnswer, '2026-11-23T01:00:05.000Z');
  await book().sign(place, record(1));
  const item = await shelf.finish(sampleForm(1));
  await book().sign(place, record(2));
  await shelf.close();

  const root = await navigator.storage.getDirectory();
  const file = await (await root.getFileHandle('sipas.journal')).getFile();
  const journal = await file.text();
  await root.removeEntry('sipas.journal');
  await Dexie.delete('sipas-field');

  expect(journal).toContain(item.responseId);
  for (const text of [journal, item.line])
    for (const secret of ['Kín Đáo', 'strokes', record(1).id, record(2).id])
      expect(text).not.toContain(secret);
});
