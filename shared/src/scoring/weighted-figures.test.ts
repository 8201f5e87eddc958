import { expect, test } from 'vitest';
import { countAnswers, layout } from '../../test/scoring/arbitrary-answers.ts';
import { protectWave } from './protection.ts';
import { protectWeighted } from './weighted-figures.ts';

/** District D: people and weight of each village, by commune. */
function shownOf(
  villages: Readonly<Record<string, readonly (readonly [number, number | null])[]>>,
) {
  const places = Object.entries(villages).flatMap(([commune, all]) =>
    all.map(([people, weight], at) => ({
      commune,
      weight,
      units: ['P', 'D', commune, `${commune}/${String(at)}`],
      counts: [countAnswers(Array.from({ length: people }, () => ({ a1: '4' })))],
    })),
  );
  const request = { layout, places, minimumBase: 30, minimumCell: 10 };
  const protection = protectWave({ ...request, groupCount: 0, divider: null });
  const isShown = protectWeighted(request, protection);
  return [
    ...Object.keys(villages).filter((commune) => isShown(2, commune)),
    ...(isShown(1, 'D') ? ['D'] : []),
  ];
}

test('shows a second figure where the first hides nobody [S-44]', () => {
  expect(
    shownOf({
      A: [
        [40, 2],
        [35, 3],
      ],
      B: [[60, 5]],
    }),
  ).toEqual(['A', 'B', 'D']);
});

test('shows none of a unit of which a village has no weight [S-44]', () => {
  expect(
    shownOf({
      A: [
        [40, 2],
        [35, null],
      ],
      B: [[60, 5]],
    }),
  ).toEqual(['B']);
});

test('shows none where plain and weighted sums together single out a small village [S-44]', () => {
  // Of A the villages of 5 and 20 are not told. s5 + s20 and 2 s5 + 3 s20 are two sums of two numbers.
  expect(
    shownOf({
      A: [
        [40, 2],
        [5, 2],
        [20, 3],
      ],
      B: [[60, 5]],
    }),
  ).toEqual(['B']);
  // Weighted less three times plain is − s5: the other two weigh the same.
  expect(
    shownOf({
      A: [
        [40, 2],
        [5, 2],
        [20, 3],
        [15, 3],
      ],
      B: [[60, 5]],
    }),
  ).toEqual(['B']);
});

test('takes weights that differ by a rounding for one weight [S-44]', () => {
  // Of 5, 14 and 15 people: both sums tell the 5 to a millionth.
  for (const other of [20, 20.0000001, 20 * (1 + 2 ** -52)])
    expect(
      shownOf({
        A: [
          [40, 2],
          [5, 10],
          [14, 20],
          [15, other],
        ],
        B: [[60, 5]],
      }),
    ).toEqual(['B']);
});

/** Villages of so many people: the first small, all hidden, each of its own weight. */
const hidden = (count: number) =>
  Array.from({ length: count }, (_, at) => [at === 0 ? 5 : 12, 10 + at] as const);

test('shows one where a small village has thirty-one others of several weights beside it [S-44]', () => {
  // Answers are whole numbers: of few villages two sums leave one solution more often than not.
  expect(shownOf({ A: [[40, 2], ...hidden(31)], B: [[60, 5]] })).toEqual(['B']);
  expect(shownOf({ A: [[40, 2], ...hidden(32)], B: [[60, 5]] })).toEqual(['A', 'B', 'D']);
  // Of three villages of twelve nobody is below ten: a poor figure may be found.
  expect(shownOf({ A: [[40, 2], ...hidden(4).slice(1)], B: [[60, 5]] })).toEqual(['A', 'B', 'D']);
});

test('shows one of a district in which closed communes leave thirty-two villages open [S-44]', () => {
  // The plain sum of each commune is known: of seventeen and of sixteen villages as many are free as of thirty-two.
  const closed = { A: [[40, 2], ...hidden(17)], C: [[40, 2], ...hidden(16)] } as const;
  expect(shownOf({ ...closed, B: [[60, 5]] })).toEqual(['B', 'D']);
  expect(shownOf({ A: closed.A, B: [[60, 5]], C: [[40, 2], ...hidden(15)] })).toEqual(['B']);
});

test('shows one where all that are hidden in a commune weigh the same [S-44]', () => {
  // The second sum is the first, times three.
  expect(
    shownOf({
      A: [
        [40, 2],
        [5, 3],
        [20, 3],
      ],
    }),
  ).toEqual(['A', 'D']);
});

test('shows none of a hidden commune, nor of what it lies in, where the wave has one to hide [S-44]', () => {
  expect(shownOf({ A: [[100, 2]], B: [[5, 3]], C: [[40, 4]] })).toEqual(['A']);
  // A commune of 12 is too small to be believed, and hides nobody.
  expect(shownOf({ A: [[100, 2]], B: [[12, 3]], C: [[40, 4]] })).toEqual(['A', 'B', 'C', 'D']);
});
