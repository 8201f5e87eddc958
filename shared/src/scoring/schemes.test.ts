import { expect, test } from 'vitest';
import { printPercent } from '../kernel/index.ts';
import { combineShares, type SchemeName, schemeNames, type Tally } from './schemes.ts';

const tally = (satisfied: number, valid: number): Tally => ({ satisfied, valid });

function printScheme(scheme: SchemeName, factors: Tally[][]): string {
  const share = combineShares(scheme, factors);
  return share.ok ? printPercent(share.value) : share.error.code;
}

test('combines three criteria in two factors by each scheme [S-05]', () => {
  const factors = [[tally(80, 100), tally(30, 50)], [tally(9, 10)]];

  // Criteria: 80 %, 60 %, 90 %. Mean = 230/3 = 76.666…
  expect(printScheme('criterion_mean', factors)).toBe('76.67');
  // Factors: 70 % and 90 %. Mean = 80.
  expect(printScheme('factor_mean', factors)).toBe('80.00');
  // 119 of 160 = 74.375 exactly: half goes up.
  expect(printScheme('pooled_answers', factors)).toBe('74.38');
});

test('leaves out a criterion and a factor that nobody answered [S-05]', () => {
  const factors = [[tally(80, 100), tally(0, 0)], [tally(0, 0)], [tally(6, 10)]];

  // 80 % and 60 % remain, one criterion in each of two factors; pooled 86 of 110 = 78.1818…
  expect(printScheme('criterion_mean', factors)).toBe('70.00');
  expect(printScheme('factor_mean', factors)).toBe('70.00');
  expect(printScheme('pooled_answers', factors)).toBe('78.18');
});

test.each(schemeNames)('%s refuses when nobody answered at all [S-05]', (scheme) => {
  expect(printScheme(scheme, [[tally(0, 0)], []])).toBe('figure.no-respondents');
  expect(printScheme(scheme, [])).toBe('figure.no-respondents');
});

/** A form with equal answers inside each block; figures in hundredths of a percent, halves by twice the base. */
function nationalForm(policy: number, service: number, factors: 'few' | 'sized'): Tally[][] {
  const criteria = (count: number, hundredths: number) =>
    Array.from({ length: count }, () => tally(Math.round(hundredths * 10), 100_000));
  return factors === 'few'
    ? [criteria(24, policy), criteria(15, service)]
    : [
        ...[6, 6, 6, 6].map((count) => criteria(count, policy)),
        ...[3, 4, 3, 3, 2].map((count) => criteria(count, service)),
      ];
}

const published = [
  // Policy, service, overall as printed, and how far the inputs may lie from the print: half a hundredth where a figure
  // was published, a hundredth where it is last year's figure plus a published change.
  { name: 'the country in 2024', policy: 8384, service: 8409, overall: '83.94', slack: 0.5 },
  { name: 'the country in 2023', policy: 8249, service: 8297, overall: '82.66', slack: 1 },
  { name: 'Hà Nội in 2024', policy: 8651, service: 8649, overall: '86.50', slack: 0.5 },
  { name: 'Hà Nội in 2023', policy: 8346, service: 8372, overall: '83.57', slack: 1 },
];

test.each(published)(
  'the default scheme gives the published overall index of $name with 24 + 15 criteria [S-05]',
  ({ policy, service, overall, slack }) => {
    // (24 P + 15 S) / 39: 83.936; 82.675 (82.665 … 82.685); 86.502; 83.560 (83.550 … 83.570).
    const low = nationalForm(policy - slack, service - slack, 'sized');
    const high = nationalForm(policy + slack, service + slack, 'sized');

    for (const scheme of ['criterion_mean', 'pooled_answers'] as const) {
      expect(printScheme(scheme, low) <= overall).toBe(true);
      expect(printScheme(scheme, high) >= overall).toBe(true);
    }
  },
);

test('the printed figures of 2024 themselves give 83.94 by the default scheme [S-05]', () => {
  // (24 × 83.84 + 15 × 84.09) / 39 = 3273.51 / 39 = 83.93615…
  expect(printScheme('criterion_mean', nationalForm(8384, 8409, 'sized'))).toBe('83.94');
});

test('neither the mean of factors nor the mean of blocks can give 83.94 in 2024 [S-05]', () => {
  const low = [8384 - 0.5, 8409 - 0.5] as const;
  const high = [8384 + 0.5, 8409 + 0.5] as const;

  // Nine factors: (4 P + 5 S) / 9 = 83.9739 … 83.9839. Two blocks as factors: (P + S) / 2 = 83.96 … 83.97.
  expect(printScheme('factor_mean', nationalForm(...low, 'sized'))).toBe('83.97');
  expect(printScheme('factor_mean', nationalForm(...high, 'sized'))).toBe('83.98');
  expect(printScheme('factor_mean', nationalForm(...low, 'few'))).toBe('83.96');
  expect(printScheme('factor_mean', nationalForm(...high, 'few'))).toBe('83.97');
});
