import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';

const gunzipped = promisify(gunzip);

/**
 * Answers: what a compressed body holds, unless it is more than it may be.
 * Shape:   gzip bytes, a bound in bytes → the bytes; or `too-large` as soon as the bound is passed, or `unreadable` where
 *          it is cut short or broken. A bomb is never inflated beyond the bound.
 */
export async function inflate(
  compressed: Uint8Array,
  mostBytes: number,
): Promise<Buffer | 'too-large' | 'unreadable'> {
  try {
    return await gunzipped(compressed, { maxOutputLength: mostBytes });
  } catch (error) {
    const { code } = error as { code?: unknown };
    if (code === 'ERR_BUFFER_TOO_LARGE') return 'too-large';
    // What zlib itself refuses has a code of its own; anything else is a defect.
    if (typeof code === 'string' && code.startsWith('Z_')) return 'unreadable';
    throw error;
  }
}

/** Answers: does this begin as gzip does (RFC 1952, 2.3.1)? */
export const isGzip = (bytes: Uint8Array): boolean => bytes[0] === 0x1f && bytes[1] === 0x8b;
