import { expect, test } from 'vitest';
import { printedDifference, signedPoints, tellPoints, tellSteps } from './points.ts';

// Figures of the press; the differences were taken by hand (sources in data/published-figures).
test.each([
  ['Vĩnh Long 2022–2023', '77.17', '80.11', 294],
  ['Vĩnh Long 2023–2024', '80.11', '81.75', 164],
  ['the country 2022–2023', '80.08', '82.66', 258],
  ['the country 2023–2024', '82.66', '83.94', 128],
  ['Long An 2023–2024', '78.66', '82.71', 405],
  ['to the best province in 2024, where the press had 12,93', '81.75', '91.10', 935],
  ['to the best of the Mekong delta, where the press had 4,79', '81.75', '86.58', 483],
  ['to the country in 2024', '83.94', '81.75', -219],
])('the difference is that of the printed figures: %s [N-02]', (_, from, to, hundredths) => {
  expect(printedDifference(from, to)).toBe(hundredths);
});

test('what is no printed percentage has no difference [N-02]', () => {
  expect(() => printedDifference('81,75', '80.00')).toThrow(RangeError);
  expect(() => printedDifference('', '80.00')).toThrow(RangeError);
});

test('a difference is told in points, with its sign only where it stands alone [N-02]', () => {
  expect([tellPoints(935), tellPoints(-5), tellPoints(0)]).toEqual([
    '9,35\u00a0điểm\u00a0%',
    '0,05\u00a0điểm\u00a0%',
    '0,00\u00a0điểm\u00a0%',
  ]);
  expect([signedPoints(294), signedPoints(-5), signedPoints(0)]).toEqual([
    '+2,94',
    '\u22120,05',
    '0,00',
  ]);
  expect([tellSteps(3), tellSteps(-5), tellSteps(0)]).toEqual([
    'tăng 3 bậc',
    'giảm 5 bậc',
    'giữ hạng',
  ]);
});
