import { describe, expect, it } from 'vitest';
import { wordOfChange } from './change-word.ts';

describe('what is said of a change [F-16]', () => {
  it.each([
    [235, { isClear: true }, 'rise'],
    [-235, { isClear: true }, 'drop'],
    [235, { isClear: false }, 'unclear'],
    [-1, { isClear: false }, 'unclear'],
    [0, { isClear: false }, 'same'],
    [0, null, 'same'],
    [3485, null, 'untold'],
    [null, null, null],
  ] as const)('%s with %o is %s [F-16]', (change, interval, word) => {
    expect(wordOfChange(change, interval)).toBe(word);
  });
});
