import { describe, expect, it } from 'vitest';
import { crc32c } from './crc32c.ts';

const ascii = (text: string) => new TextEncoder().encode(text);
const bytesOf = (length: number, byte: (index: number) => number) =>
  Uint8Array.from({ length }, (_, index) => byte(index));

describe('the check sum of a record', () => {
  it('gives the published check value of "123456789" [D-01]', () => {
    // Catalogue of parametrised CRC algorithms, CRC-32/ISCSI: check = 0xe3069283.
    expect(crc32c(ascii('123456789'))).toBe(0xe3069283);
  });

  it.each([
    // RFC 3720, B.4, as numbers (the RFC prints the bytes in order of transmission: aa 36 91 8a).
    ['32 bytes of zeroes', bytesOf(32, () => 0), 0x8a9136aa],
    ['32 bytes of ones', bytesOf(32, () => 0xff), 0x62a8ab43],
    ['32 bytes incrementing', bytesOf(32, (index) => index), 0x46dd794e],
    ['32 bytes decrementing', bytesOf(32, (index) => 31 - index), 0x113fdb5c],
  ])('gives the vector of RFC 3720 for %s [D-01]', (_name, bytes, expected) => {
    expect(crc32c(bytes)).toBe(expected);
  });

  it('takes a stretch of bytes as if it stood alone [D-01]', () => {
    expect(crc32c(ascii('xx123456789yy'), 2, 11)).toBe(0xe3069283);
  });
});
