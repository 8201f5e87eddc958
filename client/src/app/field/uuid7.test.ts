import { isUuid7 } from '@sipas/shared/kernel';
import { expect, it } from 'vitest';
import { uuid7Of } from './uuid7.ts';

it('gives the example of RFC 9562, appendix A.6', () => {
  // Time 0x017F22E279B0; rand_a 0xCC3; rand_b 0x18C4DC0C0C07398F with the variant in its two first bits.
  const random = [0x0c, 0xc3, 0x18, 0xc4, 0xdc, 0x0c, 0x0c, 0x07, 0x39, 0x8f];

  expect(uuid7Of(0x01_7f_22_e2_79_b0, Uint8Array.from(random))).toBe(
    '017f22e2-79b0-7cc3-98c4-dc0c0c07398f',
  );
});

it('gives a UUID of version 7 for any random bytes, in order of making', () => {
  const ids = [0, 1, 255].map((byte) =>
    uuid7Of(1_800_000_000_000 + byte, new Uint8Array(10).fill(byte)),
  );

  expect(ids.every(isUuid7)).toBe(true);
  expect(ids.toSorted()).toEqual(ids);
});
