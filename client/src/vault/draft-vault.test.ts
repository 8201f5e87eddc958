import { argon2Sync, createDecipheriv, createHash, hkdfSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { closeVault, draftKeyId, makeDraftKey, openVault } from './draft-vault.ts';

const rest = { isSwept: true } as const;

/** The same by OpenSSL: what the phone keeps can be opened by whoever knows the PIN, and only as described. */
function openedElsewhere(pin: string, kept: Awaited<ReturnType<typeof closeVault>>): Buffer {
  const salt = Buffer.from(kept.salt, 'hex');
  const ofPin = argon2Sync('argon2id', {
    message: pin,
    nonce: salt,
    parallelism: 1,
    tagLength: 32,
    memory: kept.memoryKib,
    passes: kept.passes,
  });
  const both = Buffer.concat([ofPin, Buffer.from(kept.deviceSecret, 'hex')]);
  const key = Buffer.from(hkdfSync('sha256', both, salt, 'sipas draft vault 1', 32));
  const wrapped = Buffer.from(kept.wrapped, 'hex');
  const decipher = createDecipheriv('aes-256-gcm', key, wrapped.subarray(0, 12));
  decipher.setAuthTag(wrapped.subarray(-16));
  return Buffer.concat([decipher.update(wrapped.subarray(12, -16)), decipher.final()]);
}

describe('the key of open interviews', () => {
  it('is kept wrapped by Argon2id with 19 MiB and 2 rounds, as OpenSSL has it [V-01]', async () => {
    const key = makeDraftKey();

    const kept = await closeVault(key, '246813', 'mot');

    expect(kept).toMatchObject({ memoryKib: 19_456, passes: 2, surveyor: 'mot' });
    expect(kept.keyId).toBe(createHash('sha256').update(key).digest('hex').slice(0, 16));
    expect(openedElsewhere('246813', kept)).toEqual(Buffer.from(key));
    expect(JSON.stringify(kept)).not.toContain(Buffer.from(key).toString('hex'));
    expect(JSON.stringify(kept)).not.toContain('246813');
  });

  it('opens with its PIN and no other, and a wrong one changes nothing [V-07]', async () => {
    const key = makeDraftKey();
    const vault = { ...(await closeVault(key, '246813', 'mot')), ...rest };

    expect(await openVault('246814', vault)).toBeNull();
    expect(await openVault('', vault)).toBeNull();
    expect(await openVault('246813', vault)).toEqual(key);
    expect(await openVault('246813', { ...vault, deviceSecret: '00'.repeat(32) })).toBeNull();
    expect(await openVault('246813', { ...vault, wrapped: vault.wrapped.slice(2) })).toBeNull();
  });

  it('is the same key under another PIN [V-01]', async () => {
    const key = makeDraftKey();
    const before = await closeVault(key, '246813', 'mot');
    const after = await closeVault(key, '730519', 'mot');

    expect(after.keyId).toBe(before.keyId);
    expect(after.salt).not.toBe(before.salt);
    expect(await openVault('730519', { ...after, ...rest })).toEqual(key);
    expect(await openVault('246813', { ...after, ...rest })).toBeNull();
    expect(await draftKeyId(makeDraftKey())).not.toBe(before.keyId);
  });
});
