/**
 * Answers: a new UUID of version 7.
 * Shape:   wall time in milliseconds and 10 random bytes → 48 bits of time, version, variant, 74 random bits.
 * Units:   milliseconds since 1970 in UTC.
 * Source:  RFC 9562, 5.7.
 */
export function uuid7Of(wallMs: number, random: Uint8Array): string {
  const time = Math.floor(wallMs).toString(16).padStart(12, '0');
  const [first = 0, second = 0, third = 0, ...rest] = random;
  const tail = [0x70 | (first & 0x0f), second, 0x80 | (third & 0x3f), ...rest];
  const digits = time + tail.map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
