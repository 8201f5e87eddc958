import type { Dice } from '../ports/clock.ts';
import type { FieldShelf } from '../ports/field-shelf.ts';
import { createFieldShelf } from './field-shelf.ts';
import type { Journal } from './journal/journal.ts';
import { openWorkerJournal } from './journal/worker-journal.ts';
import { createLazyView } from './view/lazy-view.ts';

const lockName = 'sipas-journal';
/** The database is loaded and opened when the first screens are long there. */
const viewAfterMs = 10_000;

export interface ShelfClaim {
  /** Take it even if another tab holds it: that tab's writes fail from then on, and it is told. */
  readonly steal: boolean;
  readonly dice: Dice;
  /** Another tab has taken the shelf; every call on it now rejects. */
  readonly onTaken: () => void;
}

/**
 * Answers: this phone's shelf, if no other tab has it (or if it is to be taken from it).
 * Shape:   at most one tab holds the Web Lock, and with it the journal. It is let go when the shelf is closed, when
 *          the tab dies, or at once when another tab steals it; the taker waits up to 5 s for the file to be free.
 * Errors:  rejects with a ShelfFault when the storage cannot be opened; the lock is free again then.
 * Rule:    D-17
 */
export async function claimShelf(claim: ShelfClaim): Promise<FieldShelf | 'held-elsewhere'> {
  let journal: Journal | null = null;
  const hold = { taken: false };
  const view = createLazyView();
  const lock = await holdLock(claim.steal, () => {
    hold.taken = true;
    void journal?.close();
    view.close();
    claim.onTaken();
  });
  if (lock === null) return 'held-elsewhere';
  try {
    const freshId = claim.dice.hex(8);
    journal = (await openWorkerJournal(freshId)) ?? (await openFallback(freshId));
    if (hold.taken) await journal.close();
    const shelf = await createFieldShelf({
      journal,
      view,
      dice: claim.dice,
      protection,
      firstAfterMs: viewAfterMs,
    });
    const close = async () => {
      await shelf.close();
      lock.letGo();
    };
    return { ...shelf, close };
  } catch (error) {
    await journal?.close();
    view.close();
    lock.letGo();
    throw error;
  }
}

async function protection() {
  const [{ createFormProtection }, { signingKey }] = await Promise.all([
    import('./form-protection.ts'),
    import('./phone-key.ts'),
  ]);
  return createFormProtection(signingKey);
}

async function openFallback(freshId: string): Promise<Journal> {
  const { openIndexedDbJournal } = await import('./journal/indexeddb-journal.ts');
  return openIndexedDbJournal(freshId);
}

/** Holds the lock until it is let go; null when another tab has it. */
function holdLock(
  steal: boolean,
  onStolen: () => void,
): Promise<{ readonly letGo: () => void } | null> {
  return new Promise((resolve, reject) => {
    let held = false;
    const whileHeld = (lock: Lock | null) => {
      if (lock === null) {
        resolve(null);
        return undefined;
      }
      return new Promise<void>((letGo) => {
        held = true;
        resolve({ letGo });
      });
    };
    navigator.locks
      .request(lockName, steal ? { steal } : { ifAvailable: true }, whileHeld)
      .catch((error: unknown) => (held ? onStolen() : reject(error as Error)));
  });
}
