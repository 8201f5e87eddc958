import { argon2idAsync } from '@noble/hashes/argon2.js';
import type { Vault } from '../ports/field-shelf.ts';
import { fromHex, randomBytes, toHex } from './bytes.ts';

/** OWASP Password Storage Cheat Sheet, Argon2id: 19 MiB, 2 rounds, 1 lane. */
const usual = { memoryKib: 19_456, passes: 2 } as const;
const keyBytes = 32;
const saltBytes = 16;
const nonceBytes = 12;
const keyIdDigits = 16;
const purpose = new TextEncoder().encode('sipas draft vault 1');

type Bytes = Uint8Array<ArrayBuffer>;

/** Answers: a new key for the open interviews of one surveyor. */
export const makeDraftKey = (): Bytes => randomBytes(keyBytes);

/** Answers: the name of a key: of another key it is another. */
export async function draftKeyId(key: Bytes): Promise<string> {
  return toHex(new Uint8Array(await crypto.subtle.digest('SHA-256', key))).slice(0, keyIdDigits);
}

/**
 * Answers: what the phone keeps of a key that a PIN opens, and from which neither can be read but by trying PINs.
 * Shape:   the key is wrapped (AES-GCM) by HKDF over Argon2id(PIN, salt) and 256 bits of this phone. The same key under another PIN
 *          is another vault of the same key: what it sealed stays as it is.
 * Source:  RFC 9106 (Argon2id); OWASP Password Storage Cheat Sheet, 19 MiB and 2 rounds; RFC 5869 (HKDF); decision 108.
 * Rule:    V-01
 */
export async function closeVault(
  key: Bytes,
  pin: string,
  surveyor: string,
): Promise<
  Pick<Vault, 'keyId' | 'surveyor' | 'salt' | 'memoryKib' | 'passes' | 'deviceSecret' | 'wrapped'>
> {
  const salt = toHex(randomBytes(saltBytes));
  const deviceSecret = toHex(randomBytes(keyBytes));
  const kept = { ...usual, salt, deviceSecret, surveyor, keyId: await draftKeyId(key) };
  const iv = randomBytes(nonceBytes);
  const ciphertext = await crypto.subtle.encrypt(
    { name: 'AES-GCM', iv },
    await wrappingKey(pin, kept),
    key,
  );
  return { ...kept, wrapped: toHex(iv) + toHex(new Uint8Array(ciphertext)) };
}

/**
 * Answers: the key, if this is the PIN.
 * Missing: null for any other PIN; nothing is changed or counted here.
 * Rule:    V-07
 */
export async function openVault(pin: string, vault: Vault): Promise<Bytes | null> {
  const wrapped = fromHex(vault.wrapped);
  const wrapping = await wrappingKey(pin, vault);
  try {
    const iv = wrapped.subarray(0, nonceBytes);
    return new Uint8Array(
      await crypto.subtle.decrypt({ name: 'AES-GCM', iv }, wrapping, wrapped.subarray(nonceBytes)),
    );
  } catch {
    return null;
  }
}

async function wrappingKey(
  pin: string,
  {
    salt,
    memoryKib,
    passes,
    deviceSecret,
  }: Pick<Vault, 'salt' | 'memoryKib' | 'passes' | 'deviceSecret'>,
): Promise<CryptoKey> {
  const how = { m: memoryKib, t: passes, p: 1, dkLen: keyBytes };
  const ofPin = await argon2idAsync(pin, fromHex(salt), how);
  const both = await crypto.subtle.importKey(
    'raw',
    Uint8Array.from([...ofPin, ...fromHex(deviceSecret)]),
    'HKDF',
    false,
    ['deriveKey'],
  );
  return crypto.subtle.deriveKey(
    { name: 'HKDF', hash: 'SHA-256', salt: fromHex(salt), info: purpose },
    both,
    { name: 'AES-GCM', length: 8 * keyBytes },
    false,
    ['encrypt', 'decrypt'],
  );
}
