import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Instrument } from '../../src/questionnaire/index.ts';
import {
  addResponse,
  createAnswerScore,
  createCountLayout,
  createCounts,
  createPacking,
  packAnswers,
  publishScores,
  type RecomputedRow,
  type SchemeName,
  schemeNames,
} from '../../src/scoring/index.ts';

const readInstrument = (id: string): Instrument =>
  JSON.parse(
    readFileSync(new URL(`../../../data/questionnaires/${id}.json`, import.meta.url), 'utf8'),
  ) as Instrument;

const household = readInstrument('household-2022');

const criteriaOf = (instrument: Instrument) =>
  instrument.sections.flatMap((section) => section.questions).filter(({ factor }) => factor);

test.each([
  ['household-2022', 33, { A: 2, B: 2, C: 8, D: 2, I: 4, II: 4, III: 5, IV: 3, V: 3 }],
  ['transaction-5-factor', 22, { T1: 4, T2: 5, T3: 6, T4: 3, T5: 4 }],
] as const)('%s has %i criteria in the factors of the form', (id, count, byFactor) => {
  const instrument = readInstrument(id);
  const layout = createCountLayout(instrument, createPacking(instrument));

  expect(layout.criteria).toHaveLength(count);
  for (const [factor, criteria] of Object.entries(byFactor))
    expect(layout.criteria.filter((criterion) => criterion.factor === factor)).toHaveLength(
      criteria,
    );
});

function scoreRows(rows: readonly Readonly<Record<string, string>>[], scheme: SchemeName) {
  const score = createAnswerScore(household, scheme);
  for (const row of rows) expect(score.add('all', (code) => row[code])).toBe(null);
  return score.figures();
}

test('gives the golden 81.00 for 162 satisfied of 200, with or without five blank forms', () => {
  // Levels 1 to 5: 2, 10, 26, 112, 50 people, alike for every criterion.
  const rows = ['2×1', '10×2', '26×3', '112×4', '50×5'].flatMap((part) => {
    const [count = '', option = ''] = part.split('×');
    const row = Object.fromEntries(criteriaOf(household).map(({ code }) => [code, option]));
    return Array.from({ length: Number(count) }, () => row);
  });
  const blank = Array.from({ length: 5 }, () => ({ c9_01: '' }));

  for (const scheme of schemeNames) {
    const figures = scoreRows([...rows, ...blank], scheme);
    // 33 criteria, 9 factors, 2 blocks, the whole: the 45 indices published for 2022.
    expect(figures).toHaveLength(45);
    expect(
      new Set(figures.map(({ percent, valid }) => `${percent ?? ''} ${String(valid)}`)),
    ).toEqual(new Set(['81.00 200']));
  }
});

/** The same figures by plain counting and floating point, sharing no code with the product. */
function countPlainly(rows: Record<string, string>[], scheme: SchemeName): Map<string, number> {
  const percentages = new Map<string, number>();
  const satisfied = (code: string) => rows.filter((row) => row[code] === '4' || row[code] === '5');
  const valid = (code: string) => rows.filter((row) => /^[1-5]$/.test(row[code] ?? ''));
  const criteria = criteriaOf(household)
    .map(({ code, factor = '' }) => ({
      code,
      factor,
      block: household.factors.find((other) => other.code === factor)?.block ?? '',
      satisfied: satisfied(code).length,
      valid: valid(code).length,
    }))
    .filter((criterion) => criterion.valid > 0);
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const meanOf = (some: typeof criteria) => mean(some.map((each) => each.satisfied / each.valid));
  const combine = (some: typeof criteria): number => {
    if (scheme === 'criterion_mean') return meanOf(some);
    if (scheme === 'factor_mean') {
      const factors = [...new Set(some.map(({ factor }) => factor))];
      return mean(factors.map((code) => meanOf(some.filter(({ factor }) => factor === code))));
    }
    const sum = (of: 'satisfied' | 'valid') => some.reduce((all, each) => all + each[of], 0);
    return sum('satisfied') / sum('valid');
  };
  const keep = (name: string, some: typeof criteria) => {
    if (some.length > 0) percentages.set(name, 100 * combine(some));
  };
  for (const criterion of criteria) keep(`criterion ${criterion.code}`, [criterion]);
  for (const { code } of household.factors)
    keep(
      `factor ${code}`,
      criteria.filter(({ factor }) => factor === code),
    );
  for (const { code } of household.blocks)
    keep(
      `block ${code}`,
      criteria.filter(({ block }) => block === code),
    );
  keep('overall overall', criteria);
  return percentages;
}

const arbitraryRow = fc.record(
  Object.fromEntries(
    criteriaOf(household).map(({ code }) => [
      code,
      fc.constantFrom('1', '2', '3', '4', '5', '', 'refused', 'not-asked'),
    ]),
  ),
);

describe.each(schemeNames)('%s', (scheme) => {
  test('agrees with plain counting to half a hundredth of a percent', () => {
    fc.assert(
      fc.property(fc.array(arbitraryRow, { minLength: 1, maxLength: 8 }), (rows) => {
        const figures: RecomputedRow[] = scoreRows(rows, scheme);

        const plain = countPlainly(rows, scheme);

        for (const { kind, code, percent } of figures) {
          const expected = plain.get(`${kind} ${code}`);
          if (expected === undefined) expect(percent).toBeNull();
          else expect(Math.abs(Number(percent) - expected)).toBeLessThanOrEqual(0.005 + 1e-9);
        }
      }),
      { numRuns: 50 },
    );
  });
});

test('makes the commune × criterion table of a province fast enough to be made at every look', () => {
  const layout = createCountLayout(household, createPacking(household));
  const answers = Object.fromEntries(criteriaOf(household).map(({ code }) => [code, '4']));
  const counts = createCounts(layout);
  addResponse(layout, counts, packAnswers(layout.packing, answers), 1);
  const units = Array.from({ length: 124 }, (_, index) => ({
    unit: { code: String(28_756 + index), name: 'Xã', validFrom: null, validTo: null },
    counts: [counts.map((count) => count * (8_000 + index))],
    clusters: Array.from({ length: 10 }, () => ({
      stratum: String(index % 8),
      counts: [counts.map((count) => count * (800 + index))],
    })),
  }));
  const started = performance.now();

  const rows = publishScores({
    instrument: household,
    layout,
    scheme: 'criterion_mean',
    by: 'criterion',
    units,
    groups: null,
    divider: null,
    minimumBase: 30,
    minimumCell: 10,
    level: 1,
    isShown: () => true,
    places: units.flatMap(({ unit, clusters }) =>
      clusters.map((village, index) => ({
        units: ['86', unit.code, `${unit.code}/${String(index)}`],
        counts: village.counts,
      })),
    ),
  });

  expect(rows).toHaveLength(124 * 33);
  // A guard against quadratic work, an order of magnitude above the time on a slow machine; the bench measures.
  expect(performance.now() - started).toBeLessThan(500);
});
