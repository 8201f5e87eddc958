import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { fromStoredText, toStoredText } from './stored-text.ts';

it('keeps a text that PostgreSQL refuses, and gives it back as it was [Z-02]', () => {
  expect(toStoredText('Khóm 1')).toBe('Khóm 1');
  expect(toStoredText('a\u0000b')).not.toContain('\u0000');
  // Signs that stand for others are no others' when they were meant themselves.
  const signs = fc.string({ unit: fc.constantFrom('a', '0', '1', '\u0000', '\uE000') });
  fc.assert(
    fc.property(signs, (text) => {
      const stored = toStoredText(text);

      expect(stored).not.toContain('\u0000');
      expect(fromStoredText(stored)).toBe(text);
    }),
  );
});

it('keeps different texts different [Z-02]', () => {
  const signs = fc.string({ unit: fc.constantFrom('0', '1', '\u0000', '\uE000'), maxLength: 4 });
  fc.assert(
    fc.property(signs, signs, (one, other) => {
      expect(toStoredText(one) === toStoredText(other)).toBe(one === other);
    }),
  );
});
