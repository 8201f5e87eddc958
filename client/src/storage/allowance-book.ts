import type { Allowance } from '@sipas/shared/wire';
import { Dexie, type Table } from 'dexie';
import type { AllowanceBook, AllowancePlace, AllowanceSaid } from '../ports/allowance.ts';
import { shelfFaultOf } from './shelf-fault.ts';

interface SealedReceipt {
  readonly nonce: Uint8Array<ArrayBuffer>;
  readonly sealed: ArrayBuffer;
  /** Why the server keeps it apart; null while it is not sent. */
  readonly apart: string | null;
}

const keyName = 'device';
const nonceBytes = 12;

/**
 * Answers: the receipts of allowances of this phone, in a database of their own.
 * Shape:   each record is AES-256-GCM under a key that no script can read out; what lies in clear is its id and which
 *          households were asked. A record goes when the server has stored it.
 * Missing: a record whose bytes were damaged is not sent, and stays.
 * Errors:  rejects with a ShelfFault.
 * Source:  decision 30. The key lies in the same browser: whoever has the unlocked phone can use it, so it slows the
 *          reader of a copied disk and nobody else.
 * Rule:    L-09
 */
export function createAllowanceBook(name = 'sipas-allowance'): AllowanceBook & { close(): void } {
  const db = new Dexie(name, { chromeTransactionDurability: 'strict' });
  db.version(1).stores({ keys: '', receipts: '', households: '' });
  const keys: Table<CryptoKey, string> = db.table('keys');
  const receipts: Table<SealedReceipt, string> = db.table('receipts');
  const households: Table<AllowanceSaid, string> = db.table('households');

  async function theKey(): Promise<CryptoKey> {
    const known = await keys.get(keyName);
    if (known !== undefined) return known;
    const fresh = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, [
      'encrypt',
      'decrypt',
    ]);
    // Of two tabs at the same moment one is first, and both use its key.
    return db.transaction('rw', keys, async () => {
      const first = await keys.get(keyName);
      if (first === undefined) await keys.put(fresh, keyName);
      return first ?? fresh;
    });
  }

  return {
    said: (place) => orFault(async () => (await households.get(printPlace(place))) ?? null),
    sign: (place, record) =>
      orFault(async () => {
        const { id } = record;
        const nonce = crypto.getRandomValues(new Uint8Array(nonceBytes));
        const text = new TextEncoder().encode(JSON.stringify(record));
        const sealed = await crypto.subtle.encrypt(cipher(nonce, id), await theKey(), text);
        await db.transaction('rw', receipts, households, async () => {
          await receipts.put({ nonce, sealed, apart: null }, id);
          await households.put('signed', printPlace(place));
        });
      }),
    decline: (place) =>
      orFault(async () => {
        await households.put('declined', printPlace(place));
      }),
    unsent: (limit) =>
      orFault(async () => {
        const key = await theKey();
        const opened: Allowance[] = [];
        for (const id of await receipts.filter(({ apart }) => apart === null).primaryKeys()) {
          if (opened.length >= limit) break;
          const found = await receipts.get(id);
          const record = found === undefined ? null : await open(found, id, key);
          if (record !== null) opened.push(record);
        }
        return opened;
      }),
    settle: (given) =>
      orFault(() =>
        db.transaction('rw', receipts, async () => {
          for (const { id, outcome, code } of given) {
            if (id === null) continue;
            if (outcome === 'quarantined') await receipts.update(id, { apart: code ?? '' });
            else await receipts.delete(id);
          }
        }),
      ),
    close: () => db.close(),
  };
}

/** The id is authenticated with the record, so that no record passes for another. */
const cipher = (nonce: Uint8Array<ArrayBuffer>, id: string) => ({
  name: 'AES-GCM',
  iv: nonce,
  additionalData: new TextEncoder().encode(id),
});

/** Answers: the record; null where the bytes were damaged, which must not hold up the others. */
async function open(
  { nonce, sealed }: SealedReceipt,
  id: string,
  key: CryptoKey,
): Promise<Allowance | null> {
  try {
    const text = await crypto.subtle.decrypt(cipher(nonce, id), key, sealed);
    return JSON.parse(new TextDecoder().decode(text)) as Allowance;
  } catch {
    return null;
  }
}

const printPlace = ({ waveId, commune, village, household }: AllowancePlace): string =>
  JSON.stringify([waveId, commune, village, household]);

async function orFault<T>(act: () => PromiseLike<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    throw shelfFaultOf(error);
  }
}
