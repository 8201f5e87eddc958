import { describe, expect, it } from 'vitest';
import { isPin } from './pin.ts';

/** `python3 -c "import hashlib; print(hashlib.pbkdf2_hmac('sha256', b'246813', bytes(range(16)), 600000).hex())"`, Python 3.11. */
const pythonHash = 'a0616cdcf5c1d42284c556043fb6aebb9ae3e161802b53a9e0ba1508aed5ec6b';

describe('a PIN that an older version kept', () => {
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
});
