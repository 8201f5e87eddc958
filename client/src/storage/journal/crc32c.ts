/** Reversed polynomial of CRC-32C (Castagnoli). */
const polynomial = 0x82f63b78;

const table = new Uint32Array(256);
for (let byte = 0; byte < 256; byte += 1) {
  let remainder = byte;
  for (let bit = 0; bit < 8; bit += 1)
    remainder = remainder & 1 ? (remainder >>> 1) ^ polynomial : remainder >>> 1;
  table[byte] = remainder;
}

/**
 * Answers: the check sum that tells whether bytes on the phone are still what was written.
 * Shape:   bytes of any length, or a stretch of them → whole number 0 … 2³²−1.
 * Source:  RFC 3720, appendix B.4 (CRC32C, Castagnoli).
 * Rule:    D-01
 */
export function crc32c(bytes: Uint8Array, from = 0, to = bytes.length): number {
  let crc = 0xffffffff;
  for (let index = from; index < to; index += 1)
    crc = (table[(crc ^ (bytes[index] as number)) & 0xff] as number) ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
}
