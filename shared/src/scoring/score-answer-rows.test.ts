import { expect, test } from 'vitest';
import { smallInstrument } from '../../test/scoring/small-instrument.ts';
import { createAnswerScore } from './score-answer-rows.ts';

function score(rows: readonly Record<string, string>[], unitColumn?: string) {
  const making = createAnswerScore(smallInstrument, 'criterion_mean');
  const unitOf = (row: Record<string, string>) =>
    unitColumn === undefined ? 'all' : (row[unitColumn] ?? '');
  const faults = rows.map((row) => making.add(unitOf(row), (code) => row[code]));
  return { figures: making.figures(), faults };
}
const valuesOf = (rows: readonly Record<string, string>[], unitColumn?: string) =>
  score(rows, unitColumn).figures;

test('recomputes the figures of each unit from a table of answers [S-11]', () => {
  const rows = valuesOf(
    [
      { xa: '2', a1: '4', a2: '3', name: 'x' },
      { xa: '1', a1: ' 5 ', a2: '' },
      { xa: '2', a1: '1', a2: 'refused' },
    ],
    'xa',
  );

  expect(rows.filter(({ unit }) => unit === '2').slice(0, 3)).toEqual([
    {
      unit: '2',
      kind: 'criterion',
      code: 'a1',
      label: 'Tiêu chí a1',
      numerator: 1,
      denominator: 2,
      valid: 2,
      percent: '50.00',
    },
    {
      unit: '2',
      kind: 'criterion',
      code: 'a2',
      label: 'Tiêu chí a2',
      numerator: 0,
      denominator: 1,
      valid: 1,
      percent: '0.00',
    },
    {
      unit: '2',
      kind: 'criterion',
      code: 'b1',
      label: 'Tiêu chí b1',
      numerator: 0,
      denominator: 0,
      valid: 0,
      percent: null,
    },
  ]);
  // Eleven figures a unit: 5 criteria, 3 factors, 2 blocks, the whole; units in order of code.
  expect(rows.map(({ unit }) => unit)).toEqual([
    ...Array.from({ length: 11 }, () => '1'),
    ...Array.from({ length: 11 }, () => '2'),
  ]);
  // Unit 1: only a1, satisfied. Unit 2: mean of 50 and 0.
  expect(rows.filter(({ kind }) => kind === 'overall').map(({ percent }) => percent)).toEqual([
    '100.00',
    '25.00',
  ]);
});

test('counts a row nowhere when all its criteria are blank [S-11]', () => {
  const answered = [{ xa: '1', a1: '4' }];

  const withBlank = valuesOf([...answered, { xa: '1', a1: '' }, { xa: '9', a1: ' ' }], 'xa');

  expect(withBlank).toEqual(valuesOf(answered, 'xa'));
  expect(valuesOf([{ a1: '' }])).toEqual([]);
});

test.each(['6', '0', '4.0', 'Hài lòng'])(
  'names the column of the cell "%s", and counts its row nowhere [S-11]',
  (cell) => {
    const { figures, faults } = score([{ a1: '4' }, { a1: cell, a2: '4' }]);

    expect(faults).toEqual([null, { column: 'a1', cell }]);
    expect(figures).toEqual(valuesOf([{ a1: '4' }]));
  },
);
