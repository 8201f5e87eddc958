import { expect, it } from 'vitest';
import { battery, interview } from '../../test/quality/interviews.ts';
import type { Interview } from './interview.ts';
import { findLowVariance } from './low-variance.ts';

/** A surveyor of ten respondents, or more: so many of them say 3 and as many 5, the others 4, to everything. */
const surveyor = (id: string, apart: number, respondents = 10): Interview[] =>
  Array.from({ length: respondents }, (_, at) => {
    const answer = at < apart ? 3 : at < 2 * apart ? 5 : 4;
    return interview(`${id}-${String(at)}`, {
      surveyorId: id,
      answers: new Uint8Array(20).fill(answer),
    });
  });

it('measures the variance between respondents against the middle surveyor [K-13]', () => {
  // Mean 4, so a criterion varies by 2 · apart / 9: 6/9 at three either way, 0 where all say 4.
  const all = ['a', 'b', 'c', 'd', 'e'].flatMap((id) => surveyor(id, 3)).concat(surveyor('f', 0));

  const found = [...findLowVariance(all, battery)];

  expect(found.map(({ subject }) => subject.id)).toEqual(['a', 'b', 'c', 'd', 'e', 'f']);
  expect(found[0]).toMatchObject({ value: 1, unit: 'ratio', n: 10, outcome: 'quiet' });
  // Distances of respondents: six of 10/9, four of 0, mean 2/3, squares about it 6 · (4/9)² + 4 · (2/3)² = 80/27; five
  // such surveyors and one of none: 400/27 on 54 degrees of freedom, on 10 respondents 0.02743; deviation 0.16563, over
  // 2/3 0.24845; 1 − 3.5 · 0.24845 = 0.13043. The spread between them is nil: most are alike.
  expect(found[5]).toMatchObject({ value: 0, outcome: 'raised' });
  const bound = 1 - (3.5 * Math.sqrt(400 / 27 / 54 / 10)) / (2 / 3);
  expect(found[5]).toMatchObject({ bound: expect.closeTo(bound, 12) as number });
});

it('takes a surveyor of more respondents as one of few, and raises none above 0.6 of the middle [K-13]', () => {
  // 72 either way of 240: 144/239; 6 of 20: 12/19; 50 of 240: 100/239.
  const ordinary = ['a', 'b', 'c', 'd', 'e'].flatMap((id) => surveyor(id, 72, 240));
  const found = [
    ...findLowVariance([...ordinary, ...surveyor('f', 6, 20), ...surveyor('g', 50, 240)], battery),
  ];

  const ratioOf = (apart: number, n: number) => ((2 * apart) / (n - 1) / 144) * 239;
  expect(found[5]).toMatchObject({ value: expect.closeTo(ratioOf(6, 20), 12) as number });
  // 100/144 = 0.694 lies more than 3.5 deviations below 1, and above 0.6.
  expect(found[6]).toMatchObject({ value: expect.closeTo(100 / 144, 12) as number, bound: 0.6 });
  expect(found[6]?.outcome).toBe('quiet');
  // Distances of 240/239 at 0.6 of them: deviation sqrt(0.24 / 239) · 240/239 ÷ 144/239 = 0.0528; 0.3056 / 0.0528 = 5.8.
  expect(found[6]).toHaveProperty('z', expect.closeTo(-5.8, 1));
});

it('needs ten respondents and five surveyors [K-13]', () => {
  const four = ['a', 'b', 'c', 'd'].flatMap((id) => surveyor(id, 3));
  const few = surveyor('e', 3).slice(0, 9);

  const found = [...findLowVariance([...four, ...few], battery)];
  expect(found.map(({ outcome }) => outcome)).toEqual(Array(5).fill('not-enough-base'));
});

it('says nothing where nobody differs at all [K-13]', () => {
  const all = ['a', 'b', 'c', 'd', 'e'].flatMap((id) => surveyor(id, 0));

  expect([...findLowVariance(all, battery)][0]?.outcome).toBe('not-enough-base');
});
