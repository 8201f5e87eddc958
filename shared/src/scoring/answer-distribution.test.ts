import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ask, countOpinions, times } from '../../test/scoring/opinions.ts';
import { type Answers, type Answer } from '../response/index.ts';
import { distributeAnswers } from './answer-distribution.ts';

describe('a question with one answer', () => {
  test('has the people of each option out of those who answered, each kind of missing apart [S-30]', () => {
    // 3 + 2 = 5 answered: 3/5, 0/5, 2/5.
    const counts = countOpinions([
      ...times(3, { c3: '1' }),
      ...times(2, { c3: '3' }),
      ...times(4, { c3: { missing: 'left-blank' } }),
      ...times(1, { c3: { missing: 'refused' } }),
      ...times(2, { c3: { missing: 'dont-know' } }),
      ...times(6, {}),
    ]);

    expect(distributeAnswers(ask('c3'), counts)).toEqual({
      valid: 5,
      missing: { 'not-asked': 6, 'left-blank': 4, refused: 1, 'dont-know': 2 },
      options: [
        { count: 3, share: { numerator: 3n, denominator: 5n } },
        { count: 0, share: { numerator: 0n, denominator: 5n } },
        { count: 2, share: { numerator: 2n, denominator: 5n } },
      ],
    });
  });

  test('has no shares where nobody answered [S-30]', () => {
    const { valid, options } = distributeAnswers(ask('c3'), countOpinions(times(4, {})));

    expect([valid, options.map(({ share }) => share)]).toEqual([0, [null, null, null]]);
  });
});

test('a question with several answers has shares of people, which may pass 1 together [S-30]', () => {
  // Four people; one of them chose nothing of the list and answered all the same.
  const counts = countOpinions([
    { c2: ['loa', 'mang'] },
    { c2: ['mang'] },
    { c2: ['loa', 'hop', 'mang'] },
    { c2: [] },
    { c2: { missing: 'left-blank' } },
  ]);

  const { valid, missing, options } = distributeAnswers(ask('c2'), counts);

  expect([valid, missing['left-blank']]).toEqual([4, 1]);
  expect(options.map(({ count }) => count)).toEqual([2, 1, 3]);
});

test('everybody is an option of a single question or one kind of missing [S-30]', () => {
  const answer = fc.constantFrom<Answer>(
    '1',
    '2',
    '3',
    { missing: 'refused' },
    { missing: 'left-blank' },
  );
  fc.assert(
    fc.property(fc.array(answer), (answers) => {
      const counts = countOpinions(answers.map((c3): Answers => ({ c3 })));

      const { valid, missing, options } = distributeAnswers(ask('c3'), counts);

      const without = Object.values(missing).reduce((sum, people) => sum + people, 0);
      expect(options.reduce((sum, { count }) => sum + count, 0)).toBe(valid);
      expect(valid + without).toBe(answers.length);
    }),
  );
});
