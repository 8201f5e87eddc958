import { expect, it } from 'vitest';
import { battery, interview } from '../../test/quality/interviews.ts';
import type { Interview } from './interview.ts';
import { findUnlikeNeighbours } from './unlike-neighbours.ts';

/** Ten respondents of a surveyor in a commune, who are satisfied with 10, 11, …, 14 of 20 criteria, twice; and more. */
const cell = (surveyorId: string, commune: string, more: number): Interview[] =>
  Array.from({ length: 10 }, (_, at) =>
    interview(`${surveyorId}-${commune}-${String(at)}`, {
      surveyorId,
      commune,
      answers: new Uint8Array(20).map((_, place) => (place < 10 + (at % 5) + more ? 4 : 3)),
    }),
  );

it('measures a surveyor against the others in the same communes [K-18]', () => {
  const surveyors = ['a', 'b', 'c', 'd', 'e', 'f'];
  const all = ['x', 'y'].flatMap((commune, at) =>
    // Commune y is happier, which is nobody's doing; f finds people happier by 5 of 20 in both.
    surveyors.flatMap((id) => cell(id, commune, at + (id === 'f' ? 5 : 0))),
  );

  const found = [...findUnlikeNeighbours(all, battery)];

  // f: 0.25 more than the other 50 in either commune. The others: 0.25 / 5 = 0.05 less, through f alone.
  // Respondents of a cell: squares 2 · (4 + 1 + 0 + 1 + 4) / 400 = 0.05, on 12 cells of 9 degrees: 0.6 / 108.
  // Weight of a commune 1 / (1/10 + 1/50) = 25/3, of both 50/3: variance 0.6 / 108 · 3 / 50, nothing between surveyors.
  const bound = 3 * Math.sqrt(((0.6 / 108) * 3) / 50);
  expect(found[5]).toMatchObject({
    outcome: 'raised',
    value: expect.closeTo(0.25, 12) as number,
    bound: expect.closeTo(bound, 12) as number,
    z: expect.closeTo((3 * 0.25) / bound, 9) as number,
    unit: 'share',
    n: 20,
  });
  expect(found[0]).toMatchObject({ outcome: 'quiet', value: expect.closeTo(-0.05, 12) as number });
});

it('has no base where nobody else asked in the commune [K-18]', () => {
  const alone = ['a', 'b', 'c', 'd', 'e'].flatMap((id) => cell(id, `commune of ${id}`, 0));

  const found = [...findUnlikeNeighbours(alone, battery)];
  expect(found.map(({ outcome, n }) => [outcome, n])).toEqual(
    Array(5).fill(['not-enough-base', 0]),
  );
});
