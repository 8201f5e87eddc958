import { expect, it } from 'vitest';
import { recipientName } from './recipient-name.ts';

it.each([
  ['  Nguyễn   Thị\tHạnh ', 'Nguyễn Thị Hạnh'],
  ['Đỗ Ất'.normalize('NFD'), 'Đỗ Ất'.normalize('NFC')],
  ['Nguyễn\u00a0An', 'Nguyễn An'],
  ['   ', null],
  ['', null],
  ['a'.repeat(101), null],
  ['An\u0000', null],
])('what is typed as %j is printed as %j [L-12]', (typed, printed) => {
  expect(recipientName(typed)).toBe(printed);
});
