import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { type OracleCase, randomCase } from '../../test/oracle/random-designs.ts';
import {
  type DesignShape,
  type DomainEstimate,
  type Estimate,
  type SampleRow,
  createSampleDesign,
  createSampleSums,
  estimateFromSums,
  estimateWith,
  lineariseMean,
  lineariseTotal,
} from './index.ts';

type Setting = Parameters<typeof estimateFromSums>[1];
type Shape = DesignShape & { readonly isWeightDerived?: boolean };

const alone = { stratum: '', clusters: [], populations: [], weight: 1, domain: 'all' };
const simple: Shape = { clusters: 0, populations: 0 };

function sumsOf(shape: Shape, rows: readonly SampleRow[]) {
  const sums = createSampleSums(shape);
  for (const [index, row] of rows.entries()) {
    const fault = sums.add(row, index + 2);
    if (fault) throw new Error(fault.code);
  }
  return sums;
}

function estimates(
  shape: Shape,
  rows: readonly SampleRow[],
  setting: Setting = { type: 'mean' },
): readonly DomainEstimate[] {
  const made = estimateFromSums(sumsOf(shape, rows), setting);
  if (!made.ok) throw new Error(made.error.code);
  return made.value;
}

function only(made: readonly DomainEstimate[]): Estimate {
  const [first] = made;
  if (made.length !== 1 || !first?.found.ok) throw new Error('not one estimate');
  return first.found.value;
}

const closeTo = (own: number, wanted: number, bound: number) =>
  Math.abs(own - wanted) <= bound * Math.max(Math.abs(wanted), 1e-3);

function expectFigures(made: DomainEstimate | undefined, figures: readonly [number, number]) {
  if (!made?.found.ok) throw new Error('no estimate');
  const { estimate, standardError } = made.found.value;
  expect([estimate, ...figures]).toSatisfy(() => closeTo(estimate, figures[0], 1e-9));
  expect([standardError, ...figures]).toSatisfy(() => closeTo(standardError, figures[1], 1e-7));
}

describe('row by row, the figures of R', () => {
  const folder = join(import.meta.dirname, '../../test/known-answers');
  const answers = JSON.parse(readFileSync(join(folder, 'survey-4.1.1.json'), 'utf8')) as Readonly<
    Record<string, Readonly<Record<string, number>>>
  >;
  const unfitted = Object.entries(answers).filter(
    ([id, figures]) => !('failed' in figures) && randomCase(Number(id)).margins === 0,
  );

  it('there are designs to compare', () => {
    expect(unfitted.length).toBeGreaterThanOrEqual(15);
  });

  // R 4.2.2, survey 4.1.1: shared/test/oracle/survey.R.
  it.each(unfitted)('random design %s [E-11]', (id, figures) => {
    const given = randomCase(Number(id));
    const all = shapeAndRows(given, () => 'domain');
    const inside = shapeAndRows(given, (row) => (row.isInDomain ? 'domain' : null));
    let compared = 0;
    const compare = (name: string, own: number | undefined, bound: number) => {
      const wanted = figures[name];
      if (own === undefined || wanted === undefined) return;
      expect([name, own, wanted]).toSatisfy(() => closeTo(own, wanted, bound));
      compared++;
    };
    for (const [name, { shape, rows }] of Object.entries({ all, inside }))
      for (const type of ['mean', 'total'] as const) {
        const { singleClusters } = given;
        const [made] = estimates(shape, rows, { type, singleClusters });
        const own = made?.found.ok ? made.found.value : undefined;
        compare(`${name}.${type}`, own?.estimate, 1e-9);
        compare(`${name}.${type}.se`, own?.standardError, 1e-7);
        if (type === 'total') continue;
        compare(`${name}.df`, own?.degreesOfFreedom, 1e-9);
        compare(`${name}.low`, own?.interval[0], 1e-7);
        compare(`${name}.high`, own?.interval[1], 1e-7);
        compare(`${name}.deff`, own?.designEffect ?? undefined, 1e-7);
        if (!given.isShare) continue;
        const [share] = estimates(shape, rows, { type: 'proportion', singleClusters });
        const interval = share?.found.ok ? share.found.value.interval : [];
        compare(`${name}.share.low`, interval[0], 1e-7);
        compare(`${name}.share.high`, interval[1], 1e-7);
      }

    expect(compared).toBeGreaterThanOrEqual(8);
  });

  function schools(file: string, row: (cell: Readonly<Record<string, string>>) => SampleRow) {
    const [head = '', ...lines] = readFileSync(join(folder, 'api', `${file}.csv`), 'utf8')
      .trim()
      .split('\n');
    const names = head.split(',');
    return lines.map((line) =>
      row(Object.fromEntries(line.split(',').map((cell, place) => [names[place] ?? '', cell]))),
    );
  }

  // R 4.2.2, survey 4.1.1: svydesign(...) without weights, svyby(~api00, ~stype, design, svymean).
  it.each([
    {
      name: 'strata, svydesign(id=~1, strata=~stype, fpc=~fpc, data=apistrat)',
      file: 'apistrat',
      shape: { clusters: 0, populations: 1 },
      stratum: 'stype',
      clusters: [],
      populations: ['fpc'],
      mean: [662.28736357765581, 9.4089408794340113],
      total: [3687177.52, 114641.71519039402],
      weight: 6194,
      by: [
        [674.43, 12.382479793907287],
        [625.82, 14.937129185393079],
        [636.6, 16.214707308184522],
      ],
    },
    {
      name: 'districts, svydesign(id=~dnum, fpc=~fpc, data=apiclus1)',
      file: 'apiclus1',
      shape: { clusters: 1, populations: 1 },
      stratum: '',
      clusters: ['dnum'],
      populations: ['fpc'],
      mean: [644.16939890710387, 23.542240693781043],
      total: [5076845.7333333334, 1389984.3264506038],
      weight: 9235.4,
      by: [
        [648.86805555555554, 22.362408893831887],
        [618.57142857142867, 38.020249359407529],
        [631.44, 31.609465227245522],
      ],
    },
    {
      name: 'schools in districts, svydesign(id=~dnum+snum, fpc=~fpc1+fpc2, data=apiclus2)',
      file: 'apiclus2',
      shape: { clusters: 2, populations: 2 },
      stratum: '',
      clusters: ['dnum', 'snum'],
      populations: ['fpc1', 'fpc2'],
      mean: [670.81180811808122, 30.099027376836602],
      total: [2639272.93, 799637.77364835783],
      weight: 5128.675,
      // The file has no types of schools.
      by: [],
    },
  ] as const)('$name [E-10]', (known) => {
    const derived = { ...known.shape, isWeightDerived: true };
    const rowsOf = (value: string, domain: string | null) =>
      schools(known.file, (cell) => ({
        stratum: cell[known.stratum] ?? '',
        clusters: known.clusters.map((column) => cell[column] ?? ''),
        populations: known.populations.map((column) => Number(cell[column])),
        weight: null,
        value: cell[value] === 'NA' ? null : Number(cell[value]),
        domain: domain === null ? 'all' : (cell[domain] ?? ''),
      }));

    const [mean] = estimates(derived, rowsOf('api00', null));
    const [total] = estimates(derived, rowsOf('enroll', null), { type: 'total' });

    expectFigures(mean, known.mean);
    expectFigures(total, known.total);
    expect(mean?.sumOfWeights).toBeCloseTo(known.weight, 8);
    if (known.by.length === 0) return;
    const byType = estimates(derived, rowsOf('api00', 'stype'));
    expect(byType.map(({ domain }) => domain)).toEqual(['E', 'H', 'M']);
    for (const [place, figures] of known.by.entries()) expectFigures(byType[place], figures);
  });
});

function shapeAndRows(
  { rows, stages, hasStrata, hasPopulations }: OracleCase,
  domainOf: (row: OracleCase['rows'][number]) => string | null,
): { readonly shape: Shape; readonly rows: readonly SampleRow[] } {
  const populations = hasPopulations ? Math.max(1, stages) : 0;
  return {
    shape: { clusters: stages, populations },
    rows: rows.map((row) => ({
      stratum: hasStrata ? row.stratum : '',
      clusters: [row.cluster, row.household].slice(0, stages),
      populations: [row.clustersInStratum, row.householdsInCluster].slice(0, populations),
      weight: row.weight,
      value: row.y,
      domain: domainOf(row),
    })),
  };
}

describe('by hand', () => {
  const rows = [0, 1, 1, 1].map((value) => ({ ...alone, value }));

  it('four people drawn alike [E-10]', () => {
    // s² = (3/4)² + 3 · (1/4)² over 3 = 1/4; standard error √(1/4 / 4) = 1/4.
    const mean = only(estimates(simple, rows));

    expect(mean).toMatchObject({ estimate: 0.75, degreesOfFreedom: 3, n: 4, sumOfWeights: 4 });
    expect(mean.standardError).toBeCloseTo(0.25, 14);
    expect(mean.designEffect).toBeCloseTo(1, 12);
  });

  it('values that are large and alike keep their digits [E-10]', () => {
    // 1e9 + 0, 1, 1, 1: the variance does not see the 1e9; of the total it is 4² · 1/16 = 1.
    const large = rows.map((row) => ({ ...row, value: 1e9 + row.value }));

    expect(only(estimates(simple, large)).standardError).toBeCloseTo(0.25, 12);
    expect(only(estimates(simple, large, { type: 'total' })).standardError).toBeCloseTo(1, 12);
  });

  it('of households drawn in villages drawn, rows are the households [E-11]', () => {
    // Villages a (0, 1 of 4) and b (1, 1 of 4) of 4; all weigh the same, mean 3/4, influences (y − 3/4)/4.
    // Villages: totals −1/8, 1/8; (1 − 1/2) · 2/1 · (1/64 + 1/64) = 1/32.
    // Households of a: −3/16, 1/16, mean −1/16; 1/2 · (1 − 1/2) · 2/1 · 2 · (1/8)² = 1/64; of b: 0.
    const drawn = { ...alone, populations: [4, 4] };
    const made = only(
      estimates({ clusters: 1, populations: 2 }, [
        { ...drawn, clusters: ['a'], value: 0 },
        { ...drawn, clusters: ['b'], value: 1 },
        { ...drawn, clusters: ['a'], value: 1 },
        { ...drawn, clusters: ['b'], value: 1 },
      ]),
    );

    expect(made.estimate).toBe(0.75);
    expect(made.standardError ** 2).toBeCloseTo(1 / 32 + 1 / 64, 14);
    expect(made.degreesOfFreedom).toBe(1);
  });

  it('shares drawn stand for populations: two of eight are a quarter [E-10]', () => {
    const of = (size: number) =>
      only(
        estimates(
          { clusters: 0, populations: 1, isWeightDerived: true },
          [1, 3].map((value) => ({ ...alone, weight: null, value, populations: [size] })),
          { type: 'total' },
        ),
      );

    // N = 8: total 8 · 2 = 16, variance 8² · (1 − 1/4) · 2 / 2 = 48.
    expect(of(8).estimate).toBe(16);
    expect(of(8).standardError ** 2).toBeCloseTo(48, 10);
    expect(of(0.25)).toEqual(of(8));
  });
});

test('what is kept grows with clusters and domains, not with rows [E-10]', () => {
  const sums = createSampleSums({ clusters: 2, populations: 1 });
  const names = ['a', 'b', 'c'];
  for (let row = 0; row < 30_000; row++)
    sums.add(
      {
        stratum: '',
        clusters: [names[row % 3] ?? '', String(row % 30)],
        populations: [10],
        weight: 1,
        value: row,
        domain: row % 2 === 0 ? 'even' : 'odd',
      },
      row + 2,
    );

  // Thirty households in three villages; each household lies in one domain.
  expect(sums.cells.places.length).toBe(30);
  expect(sums.design.stages.map(({ groupOfUnit }) => groupOfUnit.length)).toEqual([3, 30]);
});

describe('what cannot be is named', () => {
  const addTo = (shape: Shape, rows: readonly Partial<SampleRow>[]) => {
    const sums = createSampleSums(shape);
    for (const [index, row] of rows.entries()) {
      const fault = sums.add({ ...alone, value: 1, ...row }, index + 2);
      if (fault) return fault;
    }
    return sums.design.close();
  };
  const inStrata = { clusters: 1, populations: 1 };
  const cluster = (name: string, size: number) => ({ clusters: [name], populations: [size] });

  it.each([
    ['no row', simple, [], 'design.empty', null, null],
    ['a weight below 0', simple, [{}, { weight: -1 }], 'design.bad-weight', 3, null],
    ['no weight', simple, [{ weight: null }], 'design.bad-weight', 2, null],
    ['a population of 0', inStrata, [cluster('a', 0)], 'design.bad-population', 2, 0],
    [
      'two sizes of one stratum',
      inStrata,
      [cluster('a', 9), cluster('b', 8)],
      'design.uneven-population',
      3,
      0,
    ],
    [
      'more drawn than there were',
      inStrata,
      [cluster('a', 2), cluster('b', 2), cluster('c', 2)],
      'design.population-too-small',
      2,
      0,
    ],
    [
      'more named clusters than fit',
      { ...inStrata, mostUnits: 2 },
      [cluster('a', 9), cluster('b', 9), cluster('b', 9), cluster('c', 9)],
      'design.too-many-units',
      5,
      0,
    ],
  ] as const)('%s, by row and stage [E-10]', (_, shape, rows, code, row, stage) => {
    expect(addTo(shape, rows)).toEqual({ code, row, stage });
  });

  it('a domain that lies in one cluster, beside one that does not [E-11]', () => {
    const made = estimates({ clusters: 1, populations: 0 }, [
      { ...alone, clusters: ['a'], value: 1, domain: 'wide' },
      { ...alone, clusters: ['b'], value: 0, domain: 'wide' },
      { ...alone, clusters: ['b'], value: 0, domain: 'narrow' },
      { ...alone, clusters: ['b'], value: 0, domain: 'narrow', weight: 2 },
    ]);

    expect(made).toMatchObject([
      {
        domain: 'narrow',
        n: 2,
        sumOfWeights: 3,
        found: { ok: false, error: { code: 'estimate.too-few-clusters' } },
      },
      { domain: 'wide', n: 2, found: { ok: true, value: { estimate: 0.5 } } },
    ]);
  });

  it('figures beyond all numbers [E-11]', () => {
    const [made] = estimates(
      simple,
      [1e300, -1e300].map((value) => ({ ...alone, value, weight: 1e200 })),
      { type: 'total' },
    );

    expect(made?.found).toEqual({ ok: false, error: { code: 'estimate.out-of-range' } });
  });
});

const samples = fc.array(
  fc.record({
    stratum: fc.constantFrom('a', 'b', 'c'),
    clusters: fc.tuple(fc.constantFrom('1', '2', '3'), fc.constantFrom('x', 'y')),
    weight: fc.oneof(fc.constant(0), fc.double({ min: 0.1, max: 50, noNaN: true })),
    value: fc.option(fc.integer({ min: -20, max: 120 }), { freq: 8 }),
    domain: fc.option(fc.constantFrom('x', 'y'), { freq: 8 }),
  }),
  { minLength: 1, maxLength: 40 },
);
const shapes = fc.record({
  clusters: fc.constantFrom(0, 1, 2),
  populations: fc.constantFrom(0, 1, 2),
});
const settings = fc.record({
  type: fc.constantFrom('mean', 'total'),
  singleClusters: fc.constantFrom('adjust', 'certainty', 'average', 'fail'),
});
/** Two stages of which the inner has no names would make each row a stage of its own. */
const reduce = ({ clusters, populations }: DesignShape): DesignShape => ({
  clusters,
  populations: Math.min(populations, Math.max(1, clusters)),
});

test('a sample that passes by has the figures of the sample that is kept [E-11]', () => {
  fc.assert(
    fc.property(samples, shapes, settings, (given, wanted, setting) => {
      const shape = reduce(wanted);
      const sizes = [60, 45].slice(0, shape.populations);
      const rows = given.map((row) => ({
        ...row,
        clusters: row.clusters.slice(0, shape.clusters),
        populations: sizes,
      }));
      const kept = createSampleDesign({
        weights: rows.map(({ weight }) => weight),
        strata: rows.map(({ stratum }) => stratum),
        clusters: Array.from({ length: shape.clusters }, (_, stage) =>
          rows.map(({ clusters }) => clusters[stage] ?? ''),
        ),
        populations: sizes.map((size) => rows.map(() => size)),
      });
      if (!kept.ok) throw new Error(kept.error.code);
      const design = kept.value;
      const values = rows.map(({ value }) => value);

      for (const { domain, found } of estimates(shape, rows, setting)) {
        const inDomain = rows.map((row) => row.domain === domain);
        const linearised =
          setting.type === 'total'
            ? lineariseTotal(design, values, inDomain)
            : lineariseMean(design, values, inDomain);
        const wantedFound = linearised && estimateWith(design, linearised, { ...setting, values });
        if (!wantedFound?.ok) {
          expect(found).toEqual(wantedFound ?? { ok: false, error: { code: 'estimate.no-rows' } });
          continue;
        }
        if (!found.ok) throw new Error(found.error.code);
        const [own, other] = [found.value, wantedFound.value];
        expect([own.n, own.degreesOfFreedom]).toEqual([other.n, other.degreesOfFreedom]);
        expect(own.estimate).toBeCloseTo(other.estimate, 7);
        expect(own.standardError).toBeCloseTo(other.standardError, 6);
        expect(own.sumOfWeights).toBeCloseTo(other.sumOfWeights, 8);
      }
    }),
    { numRuns: 300 },
  );
});

test('the order of the rows changes no figure beyond the last digits [E-10]', () => {
  const shape = { clusters: 2, populations: 2 };
  const ordered = samples.chain((rows) =>
    fc.tuple(fc.constant(rows), fc.shuffledSubarray(rows, { minLength: rows.length })),
  );
  fc.assert(
    fc.property(ordered, (orders) => {
      const [first, second] = orders.map((rows) =>
        estimates(
          shape,
          rows.map((row) => ({ ...row, populations: [60, 45] })),
        ),
      );
      expect(second?.map(({ domain, n }) => [domain, n])).toEqual(
        first?.map(({ domain, n }) => [domain, n]),
      );
      for (const [place, { found }] of (first ?? []).entries()) {
        const other = second?.[place]?.found;
        expect(other?.ok).toBe(found.ok);
        if (!found.ok || !other?.ok) continue;
        expect(other.value.estimate).toBeCloseTo(found.value.estimate, 9);
        expect(other.value.standardError).toBeCloseTo(found.value.standardError, 7);
      }
    }),
  );
});
