import { expect, it } from 'vitest';
import { battery, interview } from '../../test/quality/interviews.ts';
import { findEqualAnswers } from './equal-answers.ts';
import { findLongRuns } from './long-run.ts';

const withAnswers = (...answers: number[]) => [
  interview('r', { answers: Uint8Array.from(answers) }),
];
const times = (count: number, answer: number): number[] => Array<number>(count).fill(answer);

it('raises a run of three quarters of the answers [K-11]', () => {
  // 15 of 20; then 14 of 20.
  const long = withAnswers(...times(15, 4), 5, 3, 5, 3, 5);
  const shorter = withAnswers(...times(14, 4), 5, 3, 5, 3, 5, 4);

  expect([...findLongRuns(long, battery)]).toEqual([
    {
      code: 'response.long-run',
      subject: { kind: 'response', id: 'r' },
      among: 'form',
      n: 20,
      method: 'longest run of equal answers',
      outcome: 'raised',
      value: 0.75,
      bound: 0.75,
      unit: 'share',
    },
  ]);
  expect([...findLongRuns(shorter, battery)][0]).toMatchObject({ outcome: 'quiet', value: 0.7 });
});

it('passes over what is missing, and needs 15 answers [K-11]', () => {
  // 8 and 8 with two missing between: a run of 16 of 18.
  const interrupted = withAnswers(...times(8, 4), 0, 0, ...times(8, 4), 3, 5);
  const few = withAnswers(...times(14, 4), ...times(6, 0));

  expect([...findLongRuns(interrupted, battery)][0]).toMatchObject({ value: 16 / 18, n: 18 });
  expect([...findLongRuns(few, battery)][0]).toMatchObject({ outcome: 'not-enough-base', n: 14 });
});

it('raises a form of one answer with a single other in the middle [K-12]', () => {
  // 19 of 20 = 0.95; 18 of 20 = 0.9.
  const [found] = findEqualAnswers(withAnswers(...times(10, 4), 5, ...times(9, 4)), battery);
  const [quiet] = findEqualAnswers(withAnswers(...times(10, 4), 5, 3, ...times(8, 4)), battery);

  expect(found).toMatchObject({ outcome: 'raised', value: 0.95, bound: 0.95, n: 20 });
  expect(quiet).toMatchObject({ outcome: 'quiet', value: 0.9 });
});

it('judges neither few answers nor an interview that was broken off [K-12]', () => {
  const few = withAnswers(...times(14, 4), ...times(6, 0));
  const broken = [interview('b', { ending: 'broken-off', answers: Uint8Array.from(times(20, 4)) })];

  expect([...findEqualAnswers(few, battery)][0]?.outcome).toBe('not-enough-base');
  expect([...findEqualAnswers(broken, battery)]).toEqual([]);
});
