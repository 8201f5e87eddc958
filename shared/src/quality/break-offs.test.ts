import { expect, it } from 'vitest';
import { interview } from '../../test/quality/interviews.ts';
import { excessBound, expectedShare } from './beta-binomial.ts';
import { findBreakOffs } from './break-offs.ts';
import type { Interview } from './interview.ts';

const surveyor = (id: string, brokenOff: number, begun: number): Interview[] =>
  Array.from({ length: begun }, (_, at) =>
    interview(`${id}-${String(at)}`, {
      surveyorId: id,
      ending: at < brokenOff ? 'broken-off' : 'complete',
    }),
  );

it('raises a surveyor with more interviews broken off than the others let expect [K-17]', () => {
  const others = ['a', 'b', 'c', 'd', 'e'].flatMap((id) => surveyor(id, 1, 20));

  const found = [...findBreakOffs([...others, ...surveyor('f', 8, 20)])];

  // Of the others 5 of 100 broke off: (5 + 0.5) / 101 = 0.0545; chance of 6 or more of 20 is 0.00052, of 5 or more
  // 0.0037 (R 4.2.2: pbinom(c(5, 4), 20, 5.5 / 101, lower.tail = FALSE)).
  expect(found.at(-1)).toMatchObject({ outcome: 'raised', value: 0.4, bound: 0.3, n: 20 });
  expect(found[0]).toMatchObject({ outcome: 'quiet', value: 0.05 });
});

it('needs ten begun interviews, and five surveyors [K-17]', () => {
  const four = ['a', 'b', 'c', 'd'].flatMap((id) => surveyor(id, 1, 20));

  const found = [...findBreakOffs([...four, ...surveyor('e', 9, 9)])];
  expect(found.map(({ outcome }) => outcome)).toEqual(Array(5).fill('not-enough-base'));
});

it('widens what is expected by how far the others lie apart [K-17]', () => {
  // Four of 10 cases with 0, 0, 5, 5 hits: p = 10.5/41; S = 20 · p² + 20 · (0.5 − p)²; k − 1 = 3, N − Σn²/N = 30.
  const p = 10.5 / 41;
  const s = 20 * p ** 2 + 20 * (0.5 - p) ** 2;
  const alike = (s / (p * (1 - p)) - 3) / (30 - 3);

  const counts = [0, 0, 5, 5].map((hits) => ({ hits, n: 10 }));
  expect(expectedShare(counts)).toEqual({
    share: p,
    alike: expect.closeTo(alike, 12) as number,
  });
});

it('finds the bound of a uniform variable, and none where all is likely [K-17]', () => {
  // α = β = 1 makes each of 0 … n as likely: with n = 1999 the chance of h or more is (2000 − h)/2000, at most 0.00135
  // (2.7 of 2000) from h = 1998 on.
  expect(excessBound({ share: 0.5, alike: 1 / 3 }, 1999)).toBe(1998);
  expect(excessBound({ share: 0.5, alike: 1 / 3 }, 10)).toBe(11);
});
