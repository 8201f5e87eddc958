import { Dexie, type Table } from 'dexie';

/** The key by which this phone signs. No script can read it out. */
export interface SigningKey {
  /** Rejects where this browser keeps no key. */
  sign(
    bytes: Uint8Array<ArrayBuffer>,
  ): Promise<{ readonly keyId: string; readonly value: ArrayBuffer }>;
  /** Answers: its public half; null where this browser keeps no key. */
  publicKey(): Promise<Readonly<Record<string, unknown>> | null>;
}

const keyName = 'signing';
const keyIdDigits = 16;
/** A database that does not open within this time does not open: the form goes unsigned. */
const patienceMs = 4_000;
const algorithm = { name: 'ECDSA', namedCurve: 'P-256' } as const;

/**
 * Answers: the key of this phone, made when it is first asked for, in a database of its own.
 * Shape:   an ECDSA key of P-256. Of two tabs at the same moment one is first, and both use its key. A phone that lost its
 *          database has another key from then on, and tells the server with its next contact.
 * Errors:  rejects where the browser keeps no key, or answers too late.
 * Source:  decision 105. The key lies in the browser: whoever has the unlocked phone can use it.
 * Rule:    D-40
 */
export function createSigningKey(name = 'sipas-signing'): SigningKey & { close(): void } {
  const db = new Dexie(name, { chromeTransactionDurability: 'strict' });
  db.version(1).stores({ keys: '' });
  const keys: Table<CryptoKeyPair, string> = db.table('keys');
  let kept: Promise<CryptoKeyPair> | undefined;

  async function find(): Promise<CryptoKeyPair> {
    const known = await keys.get(keyName);
    if (known !== undefined) return known;
    const fresh = await crypto.subtle.generateKey(algorithm, false, ['sign', 'verify']);
    return db.transaction('rw', keys, async () => {
      const first = await keys.get(keyName);
      if (first === undefined) await keys.put(fresh, keyName);
      return first ?? fresh;
    });
  }
  const theKey = (): Promise<CryptoKeyPair> => {
    kept ??= inTime(find()).catch((error: unknown) => {
      kept = undefined;
      throw error;
    });
    return kept;
  };

  return {
    async sign(bytes) {
      const { privateKey, publicKey } = await theKey();
      const [raw, value] = await Promise.all([
        crypto.subtle.exportKey('raw', publicKey),
        crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, privateKey, bytes),
      ]);
      return { keyId: await keyIdOf(raw), value };
    },
    async publicKey() {
      try {
        const { publicKey } = await theKey();
        const { kty, crv, x, y } = await crypto.subtle.exportKey('jwk', publicKey);
        return { kty, crv, x, y };
      } catch {
        // It goes on without a signature.
        return null;
      }
    },
    close: () => db.close(),
  };
}

async function keyIdOf(raw: ArrayBuffer): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', raw));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0'))
    .join('')
    .slice(0, keyIdDigits);
}

const inTime = <T>(work: PromiseLike<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error('the key did not come in time')), patienceMs);
    work.then(resolve, reject);
    void Promise.resolve(work)
      .catch(() => undefined)
      .then(() => clearTimeout(late));
  });
