import { describe, expect, it } from 'vitest';
import { retryAfterMs } from './retry-after.ts';

describe('what the server asks for by Retry-After', () => {
  it.each([
    ['120', 120_000],
    [' 0 ', 0],
    // RFC 9110, 10.2.3: an HTTP date; now is 15 s earlier.
    ['Fri, 31 Dec 1999 23:59:59 GMT', 15_000],
    ['Fri, 31 Dec 1999 23:00:00 GMT', 0],
    ['soon', null],
    ['', null],
    [null, null],
  ])('%o is %o ms [O-09]', (header, expected) => {
    expect(retryAfterMs(header, Date.UTC(1999, 11, 31, 23, 59, 44))).toBe(expected);
  });
});
