import { createECDH } from 'node:crypto';
import { statSync } from 'node:fs';
import { ok, refuse } from '@sipas/shared/kernel';
import { type SealedEnvelope, sealInfo, sealedBeside } from '@sipas/shared/wire';
import type { Binding, IngestKeys, OpensSeals } from '../../ports/index.ts';
import { openHpke } from './hpke-open.ts';
import { type KeyEntry, curve, readKeys, writeKeys } from './key-file.ts';

/** The keys of one file, in memory. */
export interface KeyRing extends OpensSeals, Pick<IngestKeys, 'openSealed'> {
  has(keyId: string): boolean;
  all(): readonly KeyEntry[];
  /** Adds keys for good. One writer at a time: whoever calls it holds the lock of the store. */
  add(keys: readonly KeyEntry[]): void;
}

/**
 * Answers: what was sealed to one of these keys?
 * Shape:   a sealed envelope → the bytes of its body, or that its key is not here, or that it does not open. A key that another
 *          process added is found: the file is read again where it changed.
 * Errors:  throws StoreUnusable where the file cannot be read, or is none.
 * Source:  decision 105.
 * Rule:    A-163
 */
export function createKeyRing(file: string): KeyRing {
  let known = new Map<string, KeyEntry>();
  const openers = new Map<string, ReturnType<typeof openerOf>>();
  let readAs = '';

  function refresh(): void {
    const now = signOf(file);
    if (now === readAs) return;
    // A file that went away takes no key from whoever has it in mind.
    for (const key of readKeys(file) ?? []) known.set(key.keyId, key);
    readAs = now;
  }
  const find = (keyId: string): KeyEntry | undefined => {
    if (!known.has(keyId)) refresh();
    return known.get(keyId);
  };

  const openerFor = (key: KeyEntry) => {
    const opener = openers.get(key.keyId) ?? openerOf(key);
    openers.set(key.keyId, opener);
    return opener;
  };

  return {
    has: (keyId) => find(keyId) !== undefined,
    all() {
      refresh();
      return [...known.values()];
    },
    add(keys) {
      // What lies in the file now, not what was read once: nobody's key may get lost.
      const held = new Map((readKeys(file) ?? []).map((key) => [key.keyId, key] as const));
      const before = held.size;
      for (const key of [...known.values(), ...keys])
        if (!held.has(key.keyId)) held.set(key.keyId, key);
      if (held.size > before) writeKeys(file, [...held.values()]);
      known = held;
      readAs = signOf(file);
    },
    open(envelope) {
      const { keyId } = envelope.sealed;
      const key = find(keyId);
      if (key === undefined) return refuse({ code: 'envelope.key-unknown', detail: keyId });
      const bound = { info: sealInfo, beside: sealedBeside(envelope, keyId) };
      try {
        return ok(openerFor(key)(envelope.sealed, bound));
      } catch {
        // Whatever cannot be opened was not sealed like this: what the cipher or the curve says of it helps nobody.
        return refuse({ code: 'envelope.seal-broken', detail: keyId });
      }
    },
    openSealed(sealed, bound) {
      const key = find(sealed.keyId);
      if (key === undefined) return null;
      try {
        return openerFor(key)(sealed, bound);
      } catch {
        return null;
      }
    },
  };
}

function openerOf({
  privateKey,
}: KeyEntry): (sealed: SealedEnvelope['sealed'], bound: Binding) => Buffer {
  const recipient = createECDH(curve);
  recipient.setPrivateKey(privateKey, 'base64url');
  const recipientPublic = recipient.getPublicKey();
  return ({ enc, ciphertext }, bound) =>
    openHpke({
      aead: 'aes-256-gcm',
      ...{ recipient, recipientPublic, ...bound },
      enc: Buffer.from(enc, 'base64url'),
      ciphertext: Buffer.from(ciphertext, 'base64url'),
    });
}

/** Changes whenever the file was written anew. */
function signOf(file: string): string {
  const stat = statSync(file, { throwIfNoEntry: false, bigint: true });
  return stat === undefined
    ? ''
    : `${String(stat.ino)} ${String(stat.mtimeNs)} ${String(stat.size)}`;
}
