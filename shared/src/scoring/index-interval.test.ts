import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arbitraryAnswers, countAnswers, layout } from '../../test/scoring/arbitrary-answers.ts';
import { smallInstrument } from '../../test/scoring/small-instrument.ts';
import type { Answers } from '../response/index.ts';
import { mergeCounts } from './answer-counts.ts';
import { type Cluster, createSampler, weighSample } from './cluster-interval.ts';
import { figureInterval } from './index-interval.ts';
import { computeFigure, planFigures, scoreKinds } from './satisfaction-index.ts';
import { type SchemeName, schemeNames } from './schemes.ts';

interface Known {
  readonly rows: readonly [string, string, string, number, number, number][];
  /** Of each village. */
  readonly weights: readonly number[];
  readonly answers: readonly {
    readonly isWeighted: boolean;
    readonly unit: string;
    readonly figure: string;
    readonly estimate: number;
    readonly standardError: number;
    readonly low: number;
    readonly high: number;
    readonly degreesOfFreedom: number;
    readonly designEffect: number | null;
  }[];
}
const file = join(import.meta.dirname, '../../test/known-answers/index-interval-4.1.1.json');
const known = JSON.parse(readFileSync(file, 'utf8')) as Known;
const plan = planFigures(smallInstrument, layout, scoreKinds);

/** 0 is an answer that was left blank. */
const answered = (code: string, option: number): Answers =>
  option === 0 ? { [code]: { missing: 'left-blank' } } : { [code]: String(option) };

interface Sample {
  readonly clusters: readonly Cluster[];
  readonly clustersByStratum: ReadonlyMap<string, number>;
  readonly valid: number;
}
const intervalOf = (figure: string, scheme: SchemeName, sample: Sample) =>
  figureInterval(
    plannedOf(figure),
    scheme,
    createSampler(layout.criteria, sample.clustersByStratum)(sample.clusters),
    sample.valid,
  );

function sampleOf(asked: string): Sample & { readonly weights: readonly number[] } {
  const responsesByVillage = new Map<string, { stratum: string; unit: string; all: Answers[] }>();
  for (const [stratum, unit, village, a1, a2, b1] of known.rows) {
    const at = responsesByVillage.get(village) ?? { stratum, unit, all: [] };
    at.all.push({ ...answered('a1', a1), ...answered('a2', a2), ...answered('b1', b1) });
    responsesByVillage.set(village, at);
  }
  const villages = [...responsesByVillage.values()];
  const clustersByStratum = new Map<string, number>();
  for (const { stratum } of villages)
    clustersByStratum.set(stratum, (clustersByStratum.get(stratum) ?? 0) + 1);
  const inside = villages.filter(({ unit }) => unit === asked);
  return {
    weights: villages.flatMap(({ unit }, at) => (unit === asked ? (known.weights[at] ?? 0) : [])),
    clusters: inside.map(({ stratum, all }) => ({ stratum, counts: countAnswers(all) })),
    clustersByStratum,
    valid: inside.flatMap(({ all }) => all).length,
  };
}

const plannedOf = (figure: string) => {
  const code = schemeNames.some((scheme) => scheme === figure) ? 'overall' : figure;
  const planned = plan.find((one) => one.code === code);
  if (planned === undefined) throw new Error(figure);
  return planned;
};

describe('the interval of an index', () => {
  it.each(known.answers)(
    'is that of R survey 4.1.1: $figure in unit $unit, weighted $isWeighted [S-20]',
    ({ isWeighted, unit, figure, ...wanted }) => {
      const scheme = schemeNames.find((name) => name === figure) ?? 'criterion_mean';

      const { clusters, clustersByStratum, valid, weights } = sampleOf(unit);
      const plain = createSampler(layout.criteria, clustersByStratum)(clusters);
      const sample = isWeighted ? weighSample(plain, weights) : plain;
      const found = figureInterval(plannedOf(figure), scheme, sample, valid);

      expect(found?.estimate).toBeCloseTo(wanted.estimate, 12);
      expect(found?.degreesOfFreedom).toBe(wanted.degreesOfFreedom);
      expect(found?.standardError).toBeCloseTo(wanted.standardError, 12);
      expect(found?.interval[0]).toBeCloseTo(wanted.low, 10);
      expect(found?.interval[1]).toBeCloseTo(wanted.high, 10);
      if (wanted.designEffect === null) expect(found?.designEffect).toBe(null);
      else expect(found?.designEffect).toBeCloseTo(wanted.designEffect, 10);
    },
  );

  it('is not known from one village, nor from one in each stratum [S-20]', () => {
    const counts = countAnswers([{ a1: '4' }, { a1: '2' }]);
    const one = { clusters: [{ stratum: '1', counts }], clustersByStratum: new Map([['1', 5]]) };
    const two = { ...one, clusters: [...one.clusters, { stratum: '2', counts }] };

    expect(intervalOf('a1', 'criterion_mean', { ...one, valid: 2 })).toBeNull();
    expect(intervalOf('a1', 'criterion_mean', { ...two, valid: 4 })).toBeNull();
  });

  it('is the exact one where all are satisfied, since their villages do not differ [S-20]', () => {
    // 20 of 20: low is the 2.5 % quantile of Beta(m, 1) = 0.025^(1/m). m = 20 · (t(19) / t(1))² with t(19) = 2.0930240544
    // and t(1) = 12.7062047362 (R 4.2.2, qt(0.975, c(19, 1))), so m = 0.5426836 and 0.025^(1/m) = 0.0011166.
    const counts = countAnswers(Array.from({ length: 10 }, () => ({ a1: '5' })));
    const clusters = [0, 1].map(() => ({ stratum: '1', counts }));
    const clustersByStratum = new Map([['1', 2]]);

    const sample = { clusters, clustersByStratum, valid: 20 };
    const found = intervalOf('a1', 'criterion_mean', sample);

    expect(found?.interval[0]).toBeCloseTo(0.001116589, 8);
    expect(found?.interval[1]).toBe(1);
    expect(found?.standardError).toBe(0);
    expect(found?.designEffect).toBe(null);
  });

  it('holds the figure, is a pair of shares, and knows no order of villages [S-20]', () => {
    const village = fc.record({
      stratum: fc.constantFrom('1', '2'),
      responses: fc.array(arbitraryAnswers, { minLength: 1, maxLength: 6 }),
    });
    const scheme = fc.constantFrom<SchemeName>(...schemeNames);
    fc.assert(
      fc.property(fc.array(village, { minLength: 2, maxLength: 6 }), scheme, (villages, named) => {
        const clusters = villages.map(({ stratum, responses }) => ({
          stratum,
          counts: countAnswers(responses),
        }));
        const clustersByStratum = new Map(
          ['1', '2'].map((one) => [one, clusters.filter(({ stratum }) => stratum === one).length]),
        );
        const total = countAnswers([]);
        for (const { counts } of clusters) mergeCounts(total, counts);
        for (const planned of plan) {
          const { share, valid } = computeFigure(planned, total, named);
          const sample = { clusters, clustersByStratum, valid };
          const found = intervalOf(planned.code, named, sample);
          if (found === null || share === null) continue;
          const [low, high] = found.interval;
          const figure = Number(share.numerator) / Number(share.denominator);
          expect(low >= 0 && low <= figure + 1e-9 && figure <= high + 1e-9 && high <= 1).toBe(true);
          const turned = { ...sample, clusters: [...clusters].reverse() };
          expect(intervalOf(planned.code, named, turned)?.standardError).toBeCloseTo(
            found.standardError,
            10,
          );
        }
      }),
    );
  });
});
