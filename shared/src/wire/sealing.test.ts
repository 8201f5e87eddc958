import { expect, it } from 'vitest';
import { printFormSignature, readFormSignature, sealedBeside } from './sealing.ts';

const header = { v: 1, seq: 2, deviceId: 'd', clock: { wall: 'w', activeMs: 1 } };

it('binds every member but the body, the seal, the hash and the signature, and the key [W-50]', () => {
  const clear = { ...header, body: { answers: {} } };
  const sealed = { ...header, sealed: { keyId: 'k' }, hash: 'h', sig: 's' };

  expect(sealedBeside(clear, 'k')).toBe(
    '{"clock":{"activeMs":1,"wall":"w"},"deviceId":"d","keyId":"k","seq":2,"v":1}',
  );
  expect(sealedBeside(sealed, 'k')).toBe(sealedBeside(clear, 'k'));
  expect(sealedBeside(sealed, 'l')).not.toBe(sealedBeside(clear, 'k'));
});

it('reads what it prints, and nothing of another form [W-51]', () => {
  const signature = { keyId: '0123456789abcdef', value: 'A'.repeat(86) };

  expect(readFormSignature(printFormSignature(signature))).toEqual(signature);
  for (const other of [null, '', 'MEUCIQ==', `k1.${signature.value}`, '0123456789abcdef.AA'])
    expect(readFormSignature(other)).toBeNull();
  expect(readFormSignature(`${printFormSignature(signature)}A`)).toBeNull();
});
