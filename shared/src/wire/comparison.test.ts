import { expect, it } from 'vitest';
import { comparisonInput, comparisonNumber } from './comparison.ts';

const deviceId = '0199d8a0-0000-7000-8000-000000000001';
const publicKey = { kty: 'EC', crv: 'P-256', x: 'AAA', y: 'BBB', ext: true };

it('takes the number of the enrolment and the key, and of nothing else that a key says [A-170]', () => {
  expect(comparisonInput({ deviceId, publicKey })).toBe(
    `{"deviceId":"${deviceId}","key":{"x":"AAA","y":"BBB"}}`,
  );
  expect(comparisonInput({ deviceId, publicKey: { ...publicKey, y: 'BBC' } })).not.toBe(
    comparisonInput({ deviceId, publicKey }),
  );
});

it.each([null, undefined, {}, { x: 1, y: 'BBB' }])(
  'tells a phone without a key by its enrolment: %j [A-170]',
  (key) => {
    expect(comparisonInput({ deviceId, publicKey: key })).toBe(
      `{"deviceId":"${deviceId}","key":null}`,
    );
  },
);

// By hand: 0xFFFFFFFF = 4,294,967,295; 0x00000007 = 7; 0x000F4240 = 1,000,000.
it.each([
  [[0xff, 0xff, 0xff, 0xff, 1], '967 295'],
  [[0, 0, 0, 7], '000 007'],
  [[0, 0x0f, 0x42, 0x40], '000 000'],
  [[], '000 000'],
])('reads %j as six digits [A-170]', (bytes, number) => {
  expect(comparisonNumber(Uint8Array.from(bytes))).toBe(number);
});
