import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { ask, countOpinions } from '../../test/scoring/opinions.ts';
import type { Answers } from '../response/index.ts';
import { answerInterval } from './answer-interval.ts';
import { countClusters, createSampler } from './cluster-interval.ts';

type Row = readonly [string, string, string, number, number, number, number, number, number];
interface Known {
  readonly rows: readonly Row[];
  readonly answers: readonly {
    readonly unit: string;
    /** 0 for everybody. */
    readonly sex: number;
    readonly share: string;
    readonly estimate: number;
    readonly standardError: number;
    readonly low: number;
    readonly high: number;
    readonly degreesOfFreedom: number;
    readonly designEffect: number;
  }[];
}
const file = join(import.meta.dirname, '../../test/known-answers/answer-interval-4.1.1.json');
const known = JSON.parse(readFileSync(file, 'utf8')) as Known;
const shares = [...ask('c3').options, ...ask('c2').options];

function answersOf([, , , , c3, answered, loa, hop, mang]: Row): Answers {
  const chosen = [loa && 'loa', hop && 'hop', mang && 'mang'].filter((one) => one !== 0);
  return {
    c3: c3 === 0 ? { missing: 'left-blank' } : String(c3),
    c2: answered === 0 ? { missing: 'left-blank' } : chosen,
  };
}

function sampleOf(unit: string, sex: number) {
  const villages = [...new Set(known.rows.map(([, , village]) => village))].map((village) => {
    const rows = known.rows.filter((row) => row[2] === village);
    const [stratum = '', itsUnit] = rows[0] ?? [];
    const inGroup = rows.filter((row) => sex === 0 || row[3] === sex);
    return { stratum, unit: itsUnit, counts: countOpinions(inGroup.map(answersOf)) };
  });
  const inside = villages.filter((village) => village.unit === unit);
  return createSampler(shares, countClusters([{ clusters: villages }]))(inside);
}

it.each(known.answers)(
  'the share of $share in unit $unit, group $sex, has the interval of R survey 4.1.1 [S-33]',
  ({ unit, sex, share, ...wanted }) => {
    const found = answerInterval(share, sampleOf(unit, sex));

    expect(found?.degreesOfFreedom).toBe(wanted.degreesOfFreedom);
    expect(found?.standardError).toBeCloseTo(wanted.standardError, 12);
    expect(found?.interval[0]).toBeCloseTo(wanted.low, 10);
    expect(found?.interval[1]).toBeCloseTo(wanted.high, 10);
    expect(found?.designEffect).toBeCloseTo(wanted.designEffect, 10);
  },
);

it('is none where nobody answered [S-33]', () => {
  const clusters = [0, 1].map(() => ({ stratum: '1', counts: countOpinions([{}, {}]) }));

  expect(answerInterval('c3/1', createSampler(shares, new Map([['1', 2]]))(clusters))).toBeNull();
});

it('tells no number of independent answers where villages differ by a rounding alone [S-33]', () => {
  const oneShare = [{ code: 'q', satisfied: [1], valid: [0] }];
  const village = (satisfied: number, valid: number) => ({
    stratum: '1',
    counts: Uint32Array.from([valid, satisfied]),
  });
  // All have the same share: what is left of the variance is the rounding of a computer.
  for (const [satisfied, valid] of [
    [1, 3],
    [7, 25],
    [11, 50],
    [29, 100],
    [1, 49],
  ] as const) {
    const villages = [1, 2, 1].map((times) => village(times * satisfied, times * valid));
    const found = answerInterval('q', createSampler(oneShare, new Map([['1', 3]]))(villages));
    expect(found?.designEffect).toBeCloseTo(0, 12);
    expect(found?.effectiveCount).toBeNull();
  }
});
