import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readEnrolmentCode } from './enrolment-code.ts';

it.each([
  ['ABCD-EF23', 'ABCD-EF23'],
  [' abcd ef23 ', 'ABCD-EF23'],
  ['abcdef23', 'ABCD-EF23'],
  ['ABCD-EFOI', 'ABCD-EF01'],
  ['https://sipas.example/#/nhan-may?ma=ABCD-EF23', 'ABCD-EF23'],
  ['http://127.0.0.1:8080/#/nhan-may?x=1&ma=abcdef23', 'ABCD-EF23'],
])('reads the code in %j [C-09]', (input, code) => {
  expect(readEnrolmentCode(input)).toBe(code);
});

it.each([
  '',
  'ABCD-EF2',
  'ABCD-EF234',
  'https://zalo.me/8412345678',
  '00020101021138',
  'ABCD_EF23',
  'UUUU-UUUU',
])('finds no code in %j [C-09]', (input) => {
  expect(readEnrolmentCode(input)).toBeNull();
});

const sign = fc.stringMatching(/^[0-9A-HJKMNP-TV-Z]$/);
const code = fc
  .array(sign, { minLength: 8, maxLength: 8 })
  .map((signs) => `${signs.slice(0, 4).join('')}-${signs.slice(4).join('')}`);
/** What a camera may read: other codes, links, payments, cards, binary, and our link with something wrong in it. */
const payload = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 3000 }),
  fc.webUrl({ withFragments: true, withQueryParameters: true }),
  fc.json(),
  fc.constantFrom(
    'javascript:alert(1)',
    'WIFI:T:WPA;S:x;P:y;;',
    'BEGIN:VCARD\nEND:VCARD',
    '\u202e',
    '%',
  ),
  fc
    .tuple(fc.string({ maxLength: 40 }), fc.string({ maxLength: 40 }))
    .map(([before, after]) => `${before}#/nhan-may?ma=${after}`),
  fc.tuple(code, fc.string({ minLength: 1, maxLength: 20 })).map(([one, more]) => one + more),
);

it('finds a code of eight signs or none in whatever is read, and never throws [C-09]', () => {
  fc.assert(
    fc.property(payload, (text) => {
      const read = readEnrolmentCode(text);
      expect(read === null || /^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/.test(read)).toBe(
        true,
      );
    }),
    { numRuns: 5_000, seed: 115 },
  );
});

it('finds the code in our link, whatever the office had before and behind it [C-09]', () => {
  fc.assert(
    fc.property(
      code,
      fc.webUrl(),
      fc.stringMatching(/^[b-l]{1,5}=[0-9a-f]{0,40}$/),
      (one, origin, more) => {
        expect(readEnrolmentCode(`${origin}/#/nhan-may?ma=${one}&${more}`)).toBe(one);
        expect(readEnrolmentCode(`${origin}/#/nhan-may?${more}&ma=${one.toLowerCase()}`)).toBe(one);
      },
    ),
    { numRuns: 1_000, seed: 115 },
  );
});
