import { StoreBusy, StoreDamaged, StoreFull } from '../ports/index.ts';
import { carryNote } from './note-under-way.ts';
import { driverCode, isDamage } from './driver-code.ts';
import type { Database } from './open-store.ts';

/** A query builder inside a write: the same tables, in one transaction. */
export type Writing = Parameters<Parameters<Database['transaction']>[0]>[0];

/** Runs a read; what it throws becomes a rejected promise in the words of the ports. */
export function reading<T>(work: () => T): Promise<T> {
  return new Promise((resolve) => {
    resolve(translated(work));
  });
}

/**
 * Runs a write in one transaction that takes the lock at its beginning, durable when the promise resolves.
 * The work is synchronous: an asynchronous one would go on outside the transaction.
 * A disk that fails at the commit and at the rollback leaves the connection inside a transaction, where the driver would
 * take the next one for a part of it and never commit: that one is rolled back first, or nothing is written.
 * `committed` is called when it is, before anybody else has a turn.
 * What is noted of the act under way goes into the same transaction.
 * Rule: A-64
 */
export function writing<T>(
  db: Database,
  work: (tx: Writing) => T,
  committed?: () => void,
): Promise<T> {
  return reading(() => {
    if (db.$client.inTransaction) db.$client.exec('rollback');
    const done = carryNote(db, (carry) =>
      db.transaction((tx) => carry(tx, () => work(tx)), { behavior: 'immediate' }),
    );
    committed?.();
    return done;
  });
}

/** The same words for what fails later. */
export async function translating<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw translate(error);
  }
}

function translated<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw translate(error);
  }
}

function translate(error: unknown): unknown {
  const code = driverCode(error);
  if (code === 'SQLITE_FULL' || code === 'ENOSPC')
    return new StoreFull('the disk is full', { cause: error });
  if (code.startsWith('SQLITE_BUSY')) return new StoreBusy('the store is locked', { cause: error });
  if (isDamage(code)) return new StoreDamaged('the file is damaged', { cause: error });
  return error;
}
