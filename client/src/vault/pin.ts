import type { PinRecord } from '../ports/field-shelf.ts';

/** OWASP Password Storage Cheat Sheet, PBKDF2 with HMAC-SHA-256. */
const iterations = 600_000;
const saltBytes = 16;
const hashBits = 256;

/**
 * Answers: what the phone keeps of a new PIN, from which the PIN cannot be read.
 * Shape:   PIN, 16 random bytes as salt → salt and PBKDF2-SHA-256 hash in hexadecimal, with the number of iterations.
 * Errors:  throws RangeError for a salt of another length.
 * Source:  RFC 8018 (PBKDF2); OWASP Password Storage Cheat Sheet, 600,000 iterations.
 * Rule:    V-01
 */
export async function hashPin(pin: string, salt: Uint8Array): Promise<PinRecord> {
  if (salt.length !== saltBytes) throw new RangeError(`a salt of ${salt.length} bytes`);
  const hash = await derive(pin, Uint8Array.from(salt), iterations);
  return { salt: toHex(salt), iterations, hash: toHex(hash) };
}

/**
 * Answers: is this the PIN of the record?
 * Shape:   the comparison takes the same time wherever the first difference lies.
 * Rule:    V-02
 */
export async function isPin(pin: string, record: PinRecord): Promise<boolean> {
  const expected = fromHex(record.hash);
  const found = await derive(pin, fromHex(record.salt), record.iterations);
  let difference = expected.length ^ found.length;
  for (const [index, byte] of found.entries()) difference |= byte ^ (expected[index] ?? 0);
  return difference === 0;
}

async function derive(
  pin: string,
  salt: Uint8Array<ArrayBuffer>,
  rounds: number,
): Promise<Uint8Array> {
  const bytes = new TextEncoder().encode(pin);
  const key = await crypto.subtle.importKey('raw', bytes, 'PBKDF2', false, ['deriveBits']);
  const how = { name: 'PBKDF2', hash: 'SHA-256', salt, iterations: rounds };
  return new Uint8Array(await crypto.subtle.deriveBits(how, key, hashBits));
}

const toHex = (bytes: Uint8Array) =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

const fromHex = (text: string) =>
  Uint8Array.from(text.match(/../g) ?? [], (byte) => Number.parseInt(byte, 16));
