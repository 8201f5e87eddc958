import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { searchText } from './search-words.ts';
import { readThemes, themesByRules } from './themes.ts';

const title = { vi: 'Chủ đề', en: 'Theme' };
const one = (rules: unknown, code = 'a') => ({ format: 1, themes: [{ code, title, rules }] });
const faultOf = (given: unknown): string | null => {
  const read = readThemes(given);
  return read.ok ? null : `${read.error.path} ${read.error.fault}`;
};

test('a set of themes is read whole, and what is left out of a rule is empty [T-04]', () => {
  const read = readThemes(one([{ anyOf: ['con cham'] }]));

  expect(read).toEqual({
    ok: true,
    value: [{ code: 'a', title, rules: [{ anyOf: ['con cham'], allOf: [], noneOf: [] }] }],
  });
  expect(faultOf(one([]))).toBeNull();
});

test.each([
  [null, 'format is not 1'],
  [{ format: 2 }, 'format is not 1'],
  [{ format: 1, themes: [] }, 'themes is no list of 1 to 60'],
  [{ format: 1, themes: [7] }, 'themes.0 is no object'],
  [one([], 'Ồn'), 'themes.0.code is no code'],
  [
    { format: 1, themes: [{ code: 'a', title: { vi: 'A' }, rules: [] }] },
    'themes.0.title lacks Vietnamese or English',
  ],
  [{ format: 1, themes: [{ code: 'a', title, rules: {} }] }, 'themes.0.rules is no list'],
  [one([{ noneOf: ['a'] }]), 'themes.0.rules.0 asks for nothing'],
  [one([{ all: ['a'] }]), 'themes.0.rules.0.all is unknown'],
  [
    one([{ anyOf: ['Chậm'] }]),
    'themes.0.rules.0.anyOf is no list of words in small letters without accents',
  ],
  [
    one([{ anyOf: ['"a" OR b'] }]),
    'themes.0.rules.0.anyOf is no list of words in small letters without accents',
  ],
  [{ format: 1, themes: [...one([]).themes, ...one([]).themes] }, 'themes.1.code is there twice'],
])('%j is refused: %s [T-04]', (given, fault) => {
  expect(faultOf(given)).toBe(fault);
});

const themes = (() => {
  const read = readThemes({
    format: 1,
    themes: [
      { code: 'slow', title, rules: [{ anyOf: ['cham', 'lau'], noneOf: ['cham soc'] }] },
      {
        code: 'road',
        title,
        rules: [{ anyOf: ['duong'], allOf: ['ap'] }, { allOf: ['cau', 'sap'] }],
      },
      { code: 'by-hand', title, rules: [] },
    ],
  });
  if (!read.ok) throw new Error(read.error.fault);
  return read.value;
})();
const speaksOf = (text: string) => themesByRules(themes, searchText(text));

test('a text speaks of several themes, one or none; words count whole and side by side [T-05]', () => {
  expect(speaksOf('Giải quyết CHẬM, đường liên ấp xấu')).toEqual(['slow', 'road']);
  expect(speaksOf('Chăm sóc tốt, chậm')).toEqual([]);
  expect(speaksOf('chăm, sóc')).toEqual([]);
  expect(speaksOf('chậm; lâu')).toEqual(['slow']);
  expect(speaksOf('đường xa')).toEqual([]);
  expect(speaksOf('cầu bị sập')).toEqual(['road']);
  expect(speaksOf('laubach')).toEqual([]);
  expect(speaksOf('')).toEqual([]);
});

test('the themes that are shipped are sound, and tell plain sentences apart [T-04]', () => {
  const file = join(import.meta.dirname, '../../../data/themes/themes.json');
  const read = readThemes(JSON.parse(readFileSync(file, 'utf8')));
  if (!read.ok) throw new Error(`${read.error.path} ${read.error.fault}`);
  const of = (text: string) => themesByRules(read.value, searchText(text));

  expect(of('Cán bộ thân thiện, giải thích tận tình.')).toEqual(['staff-attitude', 'guidance']);
  expect(of('Nộp hồ sơ trực tuyến còn khó với người lớn tuổi.')).toEqual(['online']);
  expect(of('Mong có thêm ghế ngồi chờ và quạt ở Bộ phận Một cửa.')).toEqual(['office']);
  expect(of('Cán bộ còn quát nạt dân')).toEqual([]);
  expect(of('Chưa hài lòng')).toEqual([]);
});
