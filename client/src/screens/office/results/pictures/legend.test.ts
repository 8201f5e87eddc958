import { expect, it } from 'vitest';
import { officeText } from '../../../../text/office/index.ts';
import { legendOf } from './legend.ts';

it('tells each class in numbers, the ends in words, and the hatchings that occur, each with its count', () => {
  const counts = new Map([
    ['c2', 7],
    ['insufficient', 3],
  ] as const);

  const entries = legendOf(
    { classes: [60, 65, 70, 75, 80, 85], counts },
    { text: officeText.vi, language: 'vi', minimumBase: 30 },
  );

  expect(entries.map(({ fill, text }) => `${fill} ${text.replaceAll('\u00a0', ' ')}`)).toEqual([
    'c1 từ 60 đến dưới 65 %, thấp nhất: 0',
    'c2 từ 65 đến dưới 70 %: 7',
    'c3 từ 70 đến dưới 75 %: 0',
    'c4 từ 75 đến dưới 80 %: 0',
    'c5 từ 80 đến 85 %, cao nhất: 0',
    'insufficient không đủ mẫu (dưới 30 phiếu): 3',
  ]);
});
