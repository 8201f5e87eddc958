import { expect, test } from 'vitest';
import { shownPieces, startOf } from './shown-pieces.ts';

test('a comment is drawn in pieces: what was found, what is hidden, and the rest', () => {
  const parts = [{ text: 'Đường xấu, gọi ' }, { hidden: 'phone' as const }, { text: ' mãi' }];

  expect(shownPieces(parts, ['duong', 'mai'])).toEqual([
    { tag: 'hit', text: 'Đường' },
    { tag: 'text', text: ' xấu, gọi ' },
    { tag: 'hidden', kind: 'phone' },
    { tag: 'text', text: ' ' },
    { tag: 'hit', text: 'mãi' },
  ]);
  expect(shownPieces([{ text: 'Đường' }], [])).toEqual([{ tag: 'text', text: 'Đường' }]);
});

test('a comment is named by its beginning', () => {
  expect(startOf([{ text: 'Gọi ' }, { hidden: 'phone' }])).toBe('Gọi …');
  expect(startOf([{ text: 'a'.repeat(50) }])).toBe(`${'a'.repeat(40)}…`);
});
