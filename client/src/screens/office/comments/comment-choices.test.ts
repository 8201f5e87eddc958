import type { Wave } from '@sipas/shared/wire';
import { expect, test } from 'vitest';
import { chooseComments, choosePage } from './comment-choices.ts';

const wave = {
  id: 'w',
  instruments: [{ id: 'household-2022', version: 'v', title: 'Phiếu', groups: [], topics: [] }],
} as unknown as Wave;

test('the address asks for comments; what it leaves out narrows nothing', () => {
  expect(chooseComments(wave, {})).toEqual({
    wave: 'w',
    instrument: 'household-2022',
    search: '',
    question: null,
    theme: null,
    unit: null,
    coded: null,
    limit: 50,
    offset: 0,
  });
  expect(
    chooseComments(wave, {
      tim: 'đường',
      chude: 'roads',
      noi: '855',
      gan: 'no',
      trang: '3',
      ghi: '',
    }),
  ).toMatchObject({
    search: 'đường',
    theme: 'roads',
    unit: '855',
    coded: 'no',
    offset: 100,
    question: null,
  });
});

test('a page or coding that there is not is as if not asked for', () => {
  expect(['x', '-4', '0', '1e9', undefined].map(choosePage)).toEqual([1, 1, 1, 1, 1]);
  expect(choosePage('99999999999999')).toBe(1_000_000);
  expect(chooseComments(wave, { gan: 'maybe' })?.coded).toBeNull();
  expect(chooseComments({ ...wave, instruments: [] }, {})).toBeNull();
});
