import { expect, test } from 'vitest';
import { publishFigure } from './publication.ts';
import type { Figure } from './satisfaction-index.ts';

const figure = (valid: number): Figure => ({
  kind: 'overall',
  code: 'overall',
  label: 'Chỉ số hài lòng chung',
  numerator: valid,
  denominator: 2 * valid,
  valid,
  share: valid === 0 ? null : { numerator: 1n, denominator: 2n },
});

test('publishes a figure with exactly the minimum base [S-07]', () => {
  expect(publishFigure(figure(30), 30)).toEqual({
    numerator: 30,
    denominator: 60,
    valid: 30,
    hundredths: 5000,
    status: 'published',
  });
});

test('withholds a figure with one response less, and says how many there are [S-07]', () => {
  expect(publishFigure(figure(29), 30)).toEqual({
    numerator: null,
    denominator: null,
    valid: 29,
    hundredths: null,
    status: 'insufficient',
  });
});

test('never publishes a figure without a valid answer [S-07]', () => {
  expect(publishFigure(figure(0), 0).status).toBe('insufficient');
});
