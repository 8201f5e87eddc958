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
