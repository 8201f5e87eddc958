/** What a browser does to a database that is in use. */
/** The last one takes everything with it. */
const kinds = ['invalid', 'lost', 'full', 'aborted', 'closed', 'deleted'] as const;
type Kind = (typeof kinds)[number];

export interface Faults {
  /** Share of transactions that meet a fault; 0: none. */
  share: number;
  /** Whether a database may be deleted as well. */
  deletes: boolean;
  readonly counts: Record<Kind, number>;
  /** Deletions that have begun have been done. */
  settled(): Promise<unknown>;
}

/**
 * The databases of this page, hurt at random from here on: an error when a transaction begins (a connection that is gone, a
 * server that is lost, a full disk), a transaction aborted on its way, a connection closed by the browser, a database
 * deleted while it is open.
 */
export function hurtDatabases(roll: () => number): Faults {
  const deletions: Promise<unknown>[] = [];
  const faults: Faults = {
    settled: () => Promise.all(deletions),
    share: 0,
    deletes: true,
    counts: { invalid: 0, lost: 0, full: 0, aborted: 0, closed: 0, deleted: 0 },
  };
  const begin = Reflect.get(IDBDatabase.prototype, 'transaction');
  const close = Reflect.get(IDBDatabase.prototype, 'close');

  IDBDatabase.prototype.transaction = function (this: IDBDatabase, ...given) {
    if (roll() >= faults.share) return begin.apply(this, given);
    const kind = kinds[Math.floor(roll() * (kinds.length - (faults.deletes ? 0 : 1)))] as Kind;
    faults.counts[kind] += 1;
    switch (kind) {
      case 'invalid':
        throw new DOMException('The database connection is closing.', 'InvalidStateError');
      case 'lost':
        throw new DOMException('Connection to Indexed Database server lost', 'UnknownError');
      case 'full':
        throw new DOMException('full', 'QuotaExceededError');
      case 'closed':
        close.call(this);
        this.dispatchEvent(new Event('close'));
        return begin.apply(this, given);
      case 'deleted':
        // Granted when the connection has heard of it and closed; it may wait until then.
        deletions.push(deleted(this.name));
        return begin.apply(this, given);
      case 'aborted': {
        const transaction = begin.apply(this, given);
        abortSoon(transaction, Math.floor(roll() * 4));
        return transaction;
      }
    }
  };
  return faults;
}

/** Resolves when the database is gone, or cannot be deleted. */
export const deleted = (name: string): Promise<unknown> =>
  new Promise((resolve) => {
    const request = indexedDB.deleteDatabase(name);
    request.onsuccess = resolve;
    request.onerror = resolve;
  });

/** At once, or when so many turns have passed: between two requests of the transaction. */
function abortSoon(transaction: IDBTransaction, turns: number): void {
  const abort = () => {
    try {
      transaction.abort();
    } catch {
      // It was faster.
    }
  };
  if (turns === 0) queueMicrotask(abort);
  else setTimeout(abort, turns - 1);
}
