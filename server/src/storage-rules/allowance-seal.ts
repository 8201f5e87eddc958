import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';

const nonceBytes = 12;
const tagBytes = 16;

/** Encrypts the personal part of a record, and knows equal content again without showing it. */
export interface Seal {
  close(text: string, beside: string): Buffer;
  /** Throws where the bytes, or what stands in clear beside them, were changed, or the key is another. */
  open(sealed: Buffer, beside: string): string;
  contentKey(content: string): string;
}

/**
 * Answers: what makes a record unreadable to whoever has the database and not the key.
 * Shape:   AES-256-GCM, a fresh nonce of 96 bits, then ciphertext, then the tag; what stands in clear beside it is
 *          authenticated with it. Content is known again by HMAC-SHA-256. Both keys come from the one of the key file.
 * Source:  NIST SP 800-38D; RFC 5869.
 * Rule:    L-03
 */
export function createSeal(key: Uint8Array): Seal {
  const derive = (purpose: string) => Buffer.from(hkdfSync('sha256', key, '', purpose, 32));
  const sealKey = derive('sipas allowance seal 1');
  const contentKey = derive('sipas allowance content 1');
  return {
    close(text, beside) {
      const nonce = randomBytes(nonceBytes);
      const cipher = createCipheriv('aes-256-gcm', sealKey, nonce).setAAD(Buffer.from(beside));
      return Buffer.concat([
        nonce,
        cipher.update(text, 'utf8'),
        cipher.final(),
        cipher.getAuthTag(),
      ]);
    },
    open(sealed, beside) {
      const decipher = createDecipheriv('aes-256-gcm', sealKey, sealed.subarray(0, nonceBytes))
        .setAAD(Buffer.from(beside))
        .setAuthTag(sealed.subarray(-tagBytes));
      const text = decipher.update(sealed.subarray(nonceBytes, -tagBytes));
      return Buffer.concat([text, decipher.final()]).toString('utf8');
    },
    contentKey: (content) => createHmac('sha256', contentKey).update(content).digest('hex'),
  };
}
