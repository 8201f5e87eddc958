import { expect, it } from 'vitest';
import { waitWords } from './wait-words.ts';

it.each([
  [1, 'Còn phải đợi: 1 giây.', 'Wait: 1 s.'],
  [59, 'Còn phải đợi: 59 giây.', 'Wait: 59 s.'],
  [60, 'Còn phải đợi: 1 phút.', 'Wait: 1 min.'],
  [61, 'Còn phải đợi: 1 phút 1 giây.', 'Wait: 1 min 1 s.'],
  [900, 'Còn phải đợi: 15 phút.', 'Wait: 15 min.'],
  // What is left of a second is waited too.
  [5.2, 'Còn phải đợi: 6 giây.', 'Wait: 6 s.'],
  [0, 'Còn phải đợi: 1 giây.', 'Wait: 1 s.'],
])('says %s seconds in both languages', (seconds, vi, en) => {
  expect(waitWords(seconds)).toEqual({ vi, en });
});
