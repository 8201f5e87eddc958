import { expect, it } from 'vitest';
import { chooseEntries } from './choose-entries.ts';

it('asks for all where the address names nothing', () => {
  expect(chooseEntries({})).toEqual({ query: { actor: null, act: null, day: null }, page: 1 });
});

it('asks for whom, what and when the address names', () => {
  const choices = { ai: 'sonoivu', viec: 'export.downloaded', ngay: '2026-11-27', trang: '3' };

  expect(chooseEntries(choices)).toEqual({
    query: { actor: 'sonoivu', act: 'export.downloaded', day: '2026-11-27' },
    page: 3,
  });
});

it.each(['0', '-2', 'x', ''])('takes the first page for one that is none: %s', (trang) => {
  expect(chooseEntries({ trang, ai: '' })).toEqual({
    query: { actor: null, act: null, day: null },
    page: 1,
  });
});
