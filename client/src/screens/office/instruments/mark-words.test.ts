import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { type MarkedStretch, markWords } from './mark-words.ts';

/** Own words in brackets. */
const print = (stretches: readonly MarkedStretch[]): string =>
  stretches.map(({ text, isOwn }) => (isOwn ? `[${text}]` : text)).join('');
const marked = (before: string | null, after: string | null) => {
  const found = markWords(before, after);
  return [print(found.before), print(found.after)];
};

test.each([
  [
    'Ông/Bà có hài lòng không?',
    'Ông/Bà có rất hài lòng không?',
    'Ông/Bà có hài lòng không?',
    'Ông/Bà có [rất ]hài lòng không?',
  ],
  ['Thái độ phục vụ', 'Thái độ tiếp đón', 'Thái độ [phục vụ]', 'Thái độ [tiếp đón]'],
  ['4, 5', '3, 4, 5', '4, 5', '[3, ]4, 5'],
  ['Nơi nộp hồ sơ.', 'Nơi nộp hồ sơ?', 'Nơi nộp hồ sơ[.]', 'Nơi nộp hồ sơ[?]'],
  ['một', 'một', 'một', 'một'],
])('marks what the other does not have: %s → %s [W-43]', (before, after, ...expected) => {
  expect(marked(before, after)).toEqual(expected);
});

test('marks nothing where there is no other text [W-43]', () => {
  expect(marked(null, 'Câu mới')).toEqual(['', 'Câu mới']);
  expect(marked('Câu cũ', null)).toEqual(['Câu cũ', '']);
});

test('takes two long texts that share nothing for two texts, at once [W-43]', () => {
  const [before, after] = ['một '.repeat(5000), 'hai '.repeat(5000)];

  expect(marked(before, after)).toEqual([`[${before}]`, `[${after}]`]);
});

test('loses no letter of either text, and marks the same words when they are swapped [W-43]', () => {
  const text = fc.array(fc.constantFrom('một', 'hai', ' ', ', ', '?', 'ba'), { maxLength: 12 });
  fc.assert(
    fc.property(text, text, (old, fresh) => {
      const [before, after] = [old.join(''), fresh.join('')];
      const found = markWords(before, after);
      const join = (stretches: readonly MarkedStretch[]) =>
        stretches.map((stretch) => stretch.text).join('');
      expect([join(found.before), join(found.after)]).toEqual([before, after]);
      const isMarked = [...found.before, ...found.after].some(({ isOwn }) => isOwn);
      expect(isMarked).toBe(before !== after);
    }),
  );
});
