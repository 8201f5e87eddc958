import { expect, test } from 'vitest';
import { findHits, searchText, searchWords } from './search-words.ts';

test('a search is words without accents and case; đ is d; signs only part words [T-03]', () => {
  expect(searchWords('  Đường   liên-ấp! ')).toEqual(['duong', 'lien', 'ap']);
  expect(searchWords('" OR 1=1 -- *')).toEqual(['or', '1', '1']);
  expect(searchWords('…')).toEqual([]);
  expect(searchWords('a b c d e f g h i k l m')).toHaveLength(10);
});

test('a text is searched by its words', () => {
  expect(searchText('Nước sinh hoạt: đôi lúc, YẾU.')).toBe('nuoc sinh hoat doi luc yeu');
});

test('a hit is a word that a searched one begins, in the text as it was typed [T-03]', () => {
  const text = 'Đường xấu, đường ngập';
  const words = (search: string) =>
    findHits(text, searchWords(search)).map(({ from, to }) => text.slice(from, to));

  expect(words('duo')).toEqual(['Đường', 'đường']);
  expect(words('ngap xau')).toEqual(['xấu', 'ngập']);
  expect(words('uong')).toEqual([]);
  expect(words('')).toEqual([]);
});
