import { expect, it } from 'vitest';
import { beginningsQuery, rulesQuery, searchVector } from './search-words.ts';

it('gives each word with its places, and no parser of the server a say [Z-05]', () => {
  expect(searchVector('cho lau qua')).toBe(`'cho':1 'lau':2 'qua':3`);
  expect(searchVector('30 4 2025')).toBe(`'30':1 '4':2 '2025':3`);
  expect(searchVector('')).toBe('');
  expect(searchVector('a'.repeat(3_000))).toHaveLength(504);
});

it('asks for words that begin words, all of them [Z-05]', () => {
  expect(beginningsQuery(['cho', 'la'])).toBe(`'cho':* & 'la':*`);
});

it('asks for phrases as the rules of a theme name them [Z-05]', () => {
  const rules = [
    { anyOf: ['cho lau', 'doi'], allOf: ['giay to'], noneOf: ['khong cho'] },
    { anyOf: [], allOf: ['phi'], noneOf: [] },
  ];

  expect(rulesQuery(rules)).toBe(
    `((('cho' <-> 'lau') | ('doi')) & ('giay' <-> 'to') & !(('khong' <-> 'cho'))) | (('phi'))`,
  );
});
