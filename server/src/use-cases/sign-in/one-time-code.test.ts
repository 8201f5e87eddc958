import { describe, expect, it } from 'vitest';
import { base32Of, keyUriOf, matchingStep, oneTimeCode, stepAt } from './one-time-code.ts';

const secret = Buffer.from('12345678901234567890', 'ascii');

describe('a code of one moment', () => {
  // RFC 6238, appendix B, the rows of SHA-1: seconds since 1970, eight digits.
  it.each([
    [59, '94287082'],
    [1111111109, '07081804'],
    [1111111111, '14050471'],
    [1234567890, '89005924'],
    [2000000000, '69279037'],
    [20000000000, '65353130'],
  ])('at %i s is %s [P-105]', (seconds, code) => {
    expect(oneTimeCode(secret, stepAt(seconds * 1000), 8)).toBe(code);
    expect(oneTimeCode(secret, stepAt(seconds * 1000))).toBe(code.slice(2));
  });

  // RFC 4226, appendix D: the first ten counters, six digits.
  it('has six digits, leading zeros among them [P-105]', () => {
    const codes = Array.from({ length: 10 }, (_, step) => oneTimeCode(secret, step));

    expect(codes).toEqual([
      ...['755224', '287082', '359152', '969429', '338314'],
      ...['254676', '287922', '162583', '399871', '520489'],
    ]);
    // RFC 6238, at 1111111109 s: 07081804, so that the six last begin with a zero.
    expect(oneTimeCode(secret, stepAt(1111111109_000))).toBe('081804');
  });
});

describe('which step a code is of [P-106]', () => {
  const nowMs = 1_111_111_111_000;
  const step = stepAt(nowMs);
  const of = (far: number, lastStep = -1, typed = oneTimeCode(secret, step + far)) =>
    matchingStep(secret, typed, { nowMs, lastStep });

  it('is this one, the one before or the one after, and no other', () => {
    expect([-3, -2, -1, 0, 1, 2, 3].map((far) => of(far))).toEqual([
      ...[null, null, step - 1, step, step + 1, null, null],
    ]);
  });

  it('is none up to the last that was used', () => {
    expect(of(0, step - 1)).toBe(step);
    expect(of(0, step)).toBeNull();
    expect(of(-1, step)).toBeNull();
    expect(of(1, step)).toBe(step + 1);
  });

  it.each(['', '05047', '0504710', 'abcdef', '05 471', '٠٥٠٤٧١'])('is none of "%s"', (typed) => {
    expect(of(0, -1, typed)).toBeNull();
  });

  it('is none before the first, and nothing breaks there', () => {
    const first = oneTimeCode(secret, 0);

    expect(matchingStep(secret, first, { nowMs: 0, lastStep: -1 })).toBe(0);
    expect(matchingStep(secret, '000000', { nowMs: 0, lastStep: -1 })).toBeNull();
  });
});

// RFC 4648, 10, without the padding.
it.each([
  ['', ''],
  ['f', 'MY'],
  ['fo', 'MZXQ'],
  ['foo', 'MZXW6'],
  ['foob', 'MZXW6YQ'],
  ['fooba', 'MZXW6YTB'],
  ['foobar', 'MZXW6YTBOI'],
])('the secret %s is written as %s', (text, written) => {
  expect(base32Of(Buffer.from(text))).toBe(written);
});

it('the QR names the product, the host and the account', () => {
  expect(keyUriOf(secret, 'lan.anh', 'khaosat.example.vn')).toBe(
    'otpauth://totp/SIPAS%20khaosat.example.vn:lan.anh?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=SIPAS%20khaosat.example.vn',
  );
});
