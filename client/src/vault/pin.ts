import type { PinRecord } from '../ports/field-shelf.ts';
import { fromHex } from './bytes.ts';

const hashBits = 256;

/**
 * Answers: is this the PIN of a record that an older version kept?
 * Shape:   PBKDF2-SHA-256; the comparison takes the same time wherever the first difference lies.
 * Source:  RFC 8018 (PBKDF2).
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
