import { expect, test } from 'vitest';
import { crosswalk, splitRows } from '../../test/scoring/admin-files.ts';
import { addSplitShares } from './split-shares.ts';

const [firstRow = {}] = splitRows;

test('gives the parts of a split unit by households where they were counted [U-08]', () => {
  // Xã Ngãi Tứ had 3,778 households: say 2,800 and 978 were counted. 2800/3778 = 1400/1889.
  const counted = splitRows.map((row) =>
    row['old_code'] === '29764'
      ? { ...row, basis: 'so-ho', parts: row['new_code'] === '29767' ? '2800' : '978' }
      : row,
  );

  const changes = addSplitShares(crosswalk, counted);

  expect(
    changes
      .filter(({ fromCode }) => fromCode === '29764')
      .map(({ toCode, share, basis }) => [toCode, share.numerator, share.denominator, basis]),
  ).toEqual([
    ['29767', 1400n, 1889n, 'split-counted'],
    ['29770', 489n, 1889n, 'split-counted'],
  ]);
});

test('shares the five split units out evenly as shipped, and moves all others whole [U-08]', () => {
  const changes = addSplitShares(crosswalk, splitRows);

  const split = changes.filter(({ basis }) => basis === 'split-even');
  expect(new Set(split.map(({ fromCode }) => fromCode))).toEqual(
    new Set(['29719', '29764', '29770', '29771', '29821']),
  );
  expect(split.every(({ share }) => share.numerator === 1n && share.denominator === 2n)).toBe(true);
  // Bình Tân 2020: lines were redrawn, one successor each is on record.
  expect(
    changes.filter(({ basis }) => basis === 'redrawn').map(({ fromCode }) => fromCode),
  ).toEqual(['29791', '29800', '29803']);
  expect(changes.map(({ fromCode, toCode }) => [fromCode, toCode])).toEqual(
    crosswalk.map(({ fromCode, toCode }) => [fromCode, toCode]),
  );
});

test.each([
  ['a successor without a share', splitRows.slice(1), '29719 2025-06-30 > 29719 has no share'],
  [
    'a share of a unit that was not split',
    [...splitRows, { ...firstRow, old_code: '29551' }],
    '29551',
  ],
  ['a share that stands twice', [...splitRows, firstRow], 'line 12: 29719'],
  ['no share', [{ ...firstRow, parts: '0' }, ...splitRows.slice(1)], 'line 2: parts is 0'],
  ['half a household', [{ ...firstRow, parts: '1.5' }, ...splitRows.slice(1)], 'line 2: parts is'],
  ['an unknown basis', [{ ...firstRow, basis: 'đoán' }, ...splitRows.slice(1)], 'line 2: basis is'],
])('throws on %s [U-08]', (_, rows, message) => {
  expect(() => addSplitShares(crosswalk, rows)).toThrow(message);
});
