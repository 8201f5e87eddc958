import type { DraftCipher } from '../ports/field-shelf.ts';
import { fromBase64, randomBytes, toBase64 } from './bytes.ts';
import { draftKeyId } from './draft-vault.ts';

const nonceBytes = 12;
const bytesOf = (text: string) => new TextEncoder().encode(text);

/**
 * Answers: who seals and opens with a surveyor's key.
 * Shape:   AES-256-GCM, a new nonce each time, bound to the place of the text; base64 of nonce and ciphertext. The key that the
 *          browser holds for it cannot be read out.
 * Errors:  `open` answers null for another key, another place, a changed bit, and for what is no such text.
 * Source:  NIST SP 800-38D; decision 108.
 * Rule:    V-08
 */
export async function createDraftCipher(raw: Uint8Array<ArrayBuffer>): Promise<DraftCipher> {
  const key = await crypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['encrypt', 'decrypt']);
  return {
    keyId: await draftKeyId(raw),
    async seal(text, place) {
      const iv = randomBytes(nonceBytes);
      const how = { name: 'AES-GCM', iv, additionalData: bytesOf(place) };
      const sealed = new Uint8Array(await crypto.subtle.encrypt(how, key, bytesOf(text)));
      return toBase64(Uint8Array.from([...iv, ...sealed]));
    },
    async open(sealed, place) {
      try {
        const bytes = fromBase64(sealed);
        const iv = bytes.subarray(0, nonceBytes);
        const how = { name: 'AES-GCM', iv, additionalData: bytesOf(place) };
        const text = await crypto.subtle.decrypt(how, key, bytes.subarray(nonceBytes));
        return new TextDecoder().decode(text);
      } catch {
        return null;
      }
    },
  };
}
