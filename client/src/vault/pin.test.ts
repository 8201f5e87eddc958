import { describe, expect, it } from 'vitest';
import { hashPin, isPin } from './pin.ts';

const salt = Uint8Array.from({ length: 16 }, (_, index) => index);
/** `python3 -c "import hashlib; print(hashlib.pbkdf2_hmac('sha256', b'246813', bytes(range(16)), 600000).hex())"`, Python 3.11. */
const pythonHash = 'a0616cdcf5c1d42284c556043fb6aebb9ae3e161802b53a9e0ba1508aed5ec6b';

describe('a PIN', () => {
  it('is kept as PBKDF2-SHA-256 with 600,000 iterations over its salt [V-01]', async () => {
    expect(await hashPin('246813', salt)).toEqual({
      salt: '000102030405060708090a0b0c0d0e0f',
      iterations: 600_000,
      hash: pythonHash,
    });
  });

  it('is known again, and no other is [V-02]', async () => {
    const record = {
      salt: '000102030405060708090a0b0c0d0e0f',
      iterations: 600_000,
      hash: pythonHash,
    };

    expect(await isPin('246813', record)).toBe(true);
    expect(await isPin('246814', record)).toBe(false);
    expect(await isPin('', record)).toBe(false);
    expect(await isPin('246813', { ...record, hash: record.hash.slice(0, 62) })).toBe(false);
    expect(await isPin('246813', { ...record, hash: `${record.hash}00` })).toBe(false);
  });

  it('needs a salt of 16 bytes [V-01]', async () => {
    await expect(hashPin('246813', salt.subarray(1))).rejects.toThrow(RangeError);
  });
});
