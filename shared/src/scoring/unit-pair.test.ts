import { describe, expect, it } from 'vitest';
import { smallInstrument } from '../../test/scoring/small-instrument.ts';
import { createCountLayout, createPacking } from './index.ts';
import type { Published } from './publication.ts';
import type { ScoreTableRow } from './score-table.ts';
import type { SchemeName } from './schemes.ts';
import { type PrintedUnit, compareUnits } from './unit-pair.ts';

const packing = createPacking(smallInstrument);
const layout = createCountLayout(smallInstrument, packing);

/** A printed row as the gate makes it, by hand. */
const row = (
  [kind, code]: readonly [ScoreTableRow['kind'], string],
  percent: string,
  [numerator, denominator, valid]: readonly [number, number, number],
  [standardErrorPoints, clusters]: readonly [string, number],
): ScoreTableRow => ({
  ...{ unit: 'u', unitName: 'U', unitValidFrom: null, unitValidTo: null, group: null },
  ...{ kind, code, label: code, numerator, denominator, valid, percent },
  interval: {
    ...{ low: '1.00', high: '99.00', standardErrorPoints, clusters },
    ...{ designEffect: null, effectiveN: null },
  },
  ...{ intervalStatus: 'published', weighted: null, rank: null, status: 'published' },
});

/** One line for each figure of the small form. */
function printed(
  overall: readonly [string, number, number],
  tallies: Readonly<Record<string, readonly [number, number]>>,
  [standardError, clusters, strata]: readonly [string, number, number],
): PrintedUnit {
  const spread = [standardError, clusters] as const;
  const sum = (place: 0 | 1) =>
    Object.values(tallies).reduce((all, tally) => all + tally[place], 0);
  const pooled = [sum(0), sum(1), overall[1]] as const;
  const parts = [
    ...([['overall', 'overall']] as const),
    ...(['policy', 'service'] as const).map((code) => ['block', code] as const),
    ...(['A', 'B', 'I'] as const).map((code) => ['factor', code] as const),
  ];
  const rows = [
    ...parts.map((part) => row(part, overall[0], pooled, spread)),
    ...Object.entries(tallies).map(([code, [satisfied, valid]]) =>
      row(
        ['criterion', code],
        ((100 * satisfied) / valid).toFixed(2),
        [satisfied, valid, valid],
        spread,
      ),
    ),
  ];
  return { rows: rows as readonly ScoreTableRow[] as Published<ScoreTableRow[]>, strata };
}

// A district of ten villages within a province of forty, in four districts.
const unitTallies = {
  a1: [90, 100],
  a2: [60, 100],
  b1: [80, 100],
  i1: [80, 100],
  i2: [45, 60],
} as const;
const wholeTallies = {
  a1: [240, 300],
  a2: [210, 300],
  b1: [150, 300],
  i1: [270, 300],
  i2: [180, 240],
} as const;
const unit = printed(['77.00', 100, 0], unitTallies, ['2.000', 10, 1]);
const whole = printed(['73.00', 300, 0], wholeTallies, ['1.000', 40, 4]);

const compare = (
  first: PrintedUnit,
  second: PrintedUnit,
  {
    isRest = true,
    scheme = 'criterion_mean',
    minimumBase = 30,
  }: { isRest?: boolean; scheme?: SchemeName; minimumBase?: number } = {},
) => {
  const rows = compareUnits({
    ...{ instrument: smallInstrument, layout, scheme, minimumBase, first, second, isRest },
  });
  return (kind: string, code: string) => rows.find((one) => one.kind === kind && one.code === code);
};
const without = (from: PrintedUnit, codes: readonly string[], status: ScoreTableRow['status']) => ({
  ...from,
  rows: from.rows.map((one) =>
    codes.includes(one.code)
      ? {
          ...one,
          ...{ numerator: null, denominator: null, percent: null, interval: null },
          ...{ status, intervalStatus: status },
        }
      : one,
  ) as readonly ScoreTableRow[] as Published<ScoreTableRow[]>,
});

describe('a unit beside the rest', () => {
  it('is set beside the answers that are left, criterion by criterion, by each scheme [P-91]', () => {
    // Left of 300 and 240: 150/200, 150/200, 70/200, 190/200, 135/180, or 75, 75, 35, 95, 75 %.
    const byMean = compare(unit, whole);
    expect(byMean('criterion', 'b1')).toMatchObject({
      first: { hundredths: 8000, valid: 100 },
      second: { hundredths: 3500, valid: 200 },
      pointsHundredths: 4500,
    });
    // (75 + 75 + 35 + 95 + 75) ÷ 5 = 71.
    expect(byMean('overall', 'overall')).toMatchObject({
      first: { hundredths: 7700 },
      second: { hundredths: 7100, valid: 200, status: 'published' },
      pointsHundredths: 600,
    });
    // (75 + 35 + 85) ÷ 3 = 65; (150 + 150 + 70 + 190 + 135) ÷ 980 = 70.918… %.
    const second = (scheme: SchemeName) =>
      compare(unit, whole, { scheme })('overall', 'overall')?.second.hundredths;
    expect([second('factor_mean'), second('pooled_answers')]).toEqual([6500, 7092]);
  });

  it('has what is left of the variance of the whole [P-91]', () => {
    // w = 460/1440; Var R = (1² − (w · 2)²) ÷ (1 − w)² = 1.27780; √(2² + 1.27780) = 2.29735 points;
    // (10 − 1) + (36 − 9) = 36 degrees of freedom, t = 2.02809 (table): 6 ± 4.659.
    expect(compare(unit, whole)('overall', 'overall')?.interval).toEqual({
      ...{ lowHundredths: 134, highHundredths: 1066, isClear: true },
    });
  });

  it('has no figure where a criterion behind it is not printed on one side [P-91]', () => {
    const rowsOf = compare(without(unit, ['i2'], 'insufficient'), whole);
    expect(rowsOf('overall', 'overall')).toMatchObject({
      first: { hundredths: 7700 },
      second: { hundredths: null, low: null, status: 'insufficient' },
      ...{ pointsHundredths: null, interval: null },
    });
    expect(rowsOf('factor', 'A')?.second.hundredths).toBe(7500);
    expect(rowsOf('criterion', 'i2')?.second.hundredths).toBeNull();
  });

  it('is withheld where the unit is, and where fewer than the minimum base are left [P-91]', () => {
    const hidden = compare(without(unit, ['a1', 'overall'], 'suppressed'), whole);
    expect(hidden('criterion', 'a1')).toMatchObject({
      first: { hundredths: null, status: 'suppressed' },
      second: { hundredths: null, status: 'suppressed', valid: 200 },
      ...{ pointsHundredths: null, interval: null },
    });
    const few = compare(unit, whole, { minimumBase: 201 });
    expect(few('criterion', 'b1')?.second).toMatchObject({ hundredths: null, valid: 200 });
    expect(compare(unit, whole, { minimumBase: 200 })('criterion', 'b1')?.second.hundredths).toBe(
      3500,
    );
  });
});

describe('a unit beside another', () => {
  const other = printed(['70.00', 120, 0], { ...unitTallies, a1: [80, 100] }, ['1.500', 10, 1]);

  it('differs by the printed figures, with both variances [P-91]', () => {
    // 77 − 70 = 7; √(2² + 1.5²) = 2.5 points, 9 + 9 degrees of freedom, t = 2.10092 (table): 7 ± 5.252.
    expect(compare(unit, other, { isRest: false })('overall', 'overall')).toMatchObject({
      second: { hundredths: 7000, valid: 120, low: '1.00', high: '99.00' },
      pointsHundredths: 700,
      interval: { lowHundredths: 175, highHundredths: 1225, isClear: true },
    });
    // The other way round all signs turn.
    expect(compare(other, unit, { isRest: false })('overall', 'overall')).toMatchObject({
      pointsHundredths: -700,
      interval: { lowHundredths: -1225, highHundredths: -175, isClear: true },
    });
  });

  it('has no interval where villages of one side do not differ, or are of one village a stratum [P-91]', () => {
    const alike = printed(['70.00', 120, 0], unitTallies, ['0.000', 10, 1]);
    const single = printed(['70.00', 120, 0], unitTallies, ['1.500', 4, 4]);
    for (const second of [alike, single])
      expect(compare(unit, second, { isRest: false })('overall', 'overall')).toMatchObject({
        ...{ pointsHundredths: 700, interval: null },
      });
  });
});
