import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeFrame, frameHeadBytes, largestPayloadBytes, scanFrames } from './frame.ts';

const encoder = new TextEncoder();
const decoder = new TextDecoder();
const written = ['{"a":1}', '{"đã":"lưu"}', `{"long":"${'x'.repeat(300)}"}`];

function journalOf(payloads: readonly string[]): Uint8Array {
  return Uint8Array.from(payloads.flatMap((payload) => [...encodeFrame(encoder.encode(payload))]));
}

function readBack(bytes: Uint8Array) {
  const scan = scanFrames(bytes, 0);
  const texts = scan.frames.map(({ at, end }) =>
    decoder.decode(bytes.subarray(at + frameHeadBytes, end)),
  );
  return { ...scan, texts };
}

describe('frames of the journal', () => {
  it('lie as length, check sum and bytes, both numbers little-endian [D-02]', () => {
    const frame = encodeFrame(encoder.encode('{"a":1}'));

    // 7 bytes, then the check sum from its bitwise definition (below).
    expect([...frame.subarray(0, 8)]).toEqual([7, 0, 0, 0, ...crcBytes('{"a":1}')]);
    expect(decoder.decode(frame.subarray(8))).toBe('{"a":1}');
  });

  it('are all read back in order', () => {
    const bytes = journalOf(written);

    expect(readBack(bytes)).toMatchObject({ texts: written, brokenAt: [], end: bytes.length });
  });

  it('are cut at the tail, whatever byte of the last record is the last [D-02]', () => {
    const bytes = journalOf(written);
    const lastBegins = journalOf(written.slice(0, 2)).length;

    for (let length = lastBegins; length < bytes.length; length += 1) {
      const found = readBack(bytes.subarray(0, length));

      expect(found).toMatchObject({ texts: written.slice(0, 2), brokenAt: [], end: lastBegins });
    }
  });

  it('behind a broken one are found again, wherever its bytes were hurt [D-02]', () => {
    const whole = journalOf(written);
    const [first, second] = [
      journalOf(written.slice(0, 1)).length,
      journalOf(written.slice(0, 2)).length,
    ];

    for (let at = first; at < second; at += 1) {
      const bytes = Uint8Array.from(whole);
      bytes[at] = (bytes[at] as number) ^ 0x40;

      expect(readBack(bytes)).toMatchObject({
        texts: [written[0], written[2]],
        brokenAt: [first],
        end: whole.length,
      });
    }
  });

  it('that flash filled with zeroes are no empty records [D-02]', () => {
    const bytes = new Uint8Array(4096);
    bytes.set(journalOf(['{"a":1}']));

    expect(readBack(bytes)).toMatchObject({ texts: ['{"a":1}'], end: 15 });
  });

  it('never yield a record that was not written, after any flips and cuts [D-02]', () => {
    const payload = fc
      .dictionary(fc.string(), fc.string({ unit: 'binary' }))
      .map((value) => JSON.stringify(value));
    const flips = fc.array(fc.tuple(fc.nat(), fc.integer({ min: 1, max: 255 })), { maxLength: 20 });

    fc.assert(
      fc.property(fc.array(payload, { maxLength: 8 }), flips, fc.nat(), (payloads, hurt, cut) => {
        const bytes = journalOf(payloads);
        for (const [at, mask] of hurt)
          if (bytes.length > 0) {
            const place = at % bytes.length;
            bytes[place] = (bytes[place] as number) ^ mask;
          }

        const found = readBack(bytes.subarray(0, bytes.length - (cut % (bytes.length + 1))));

        for (const text of found.texts) expect(payloads).toContain(text);
      }),
      { numRuns: 300 },
    );
  }, 60_000);

  it('never hide one record inside another: no text can bear the bytes of a frame [D-02]', () => {
    const inner = decoder.decode(encodeFrame(encoder.encode('{"inner":1}')).subarray(0, 4));
    const outer = JSON.stringify({ text: `${inner}{"inner":1}` });
    const bytes = journalOf([outer, '{"b":2}']);
    bytes[0] = (bytes[0] as number) ^ 1;

    expect(readBack(bytes).texts).toEqual(['{"b":2}']);
  });

  it('refuse a record of 16 MiB', () => {
    expect(() => encodeFrame(new Uint8Array(largestPayloadBytes + 1))).toThrow(RangeError);
  });
});

/** The check sum from its definition, one bit at a time, as a second way to the same number. */
function crcBytes(text: string): number[] {
  let crc = 0xffffffffn;
  for (const byte of encoder.encode(text)) {
    crc ^= BigInt(byte);
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 1n ? (crc >> 1n) ^ 0x82f63b78n : crc >> 1n;
  }
  crc ^= 0xffffffffn;
  return [0n, 8n, 16n, 24n].map((shift) => Number((crc >> shift) & 0xffn));
}
