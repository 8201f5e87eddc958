import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ourFigures } from '../../test/oracle/our-figures.ts';
import { randomCase } from '../../test/oracle/random-designs.ts';
import {
  type Estimate,
  type Linearised,
  type SampleDesign,
  calibrate,
  createSampleDesign,
  estimateWith,
  lineariseMean,
  lineariseRatio,
  lineariseTotal,
} from './index.ts';

const folder = join(import.meta.dirname, '../../test/known-answers');
const answers = JSON.parse(readFileSync(join(folder, 'survey-4.1.1.json'), 'utf8')) as Readonly<
  Record<string, Readonly<Record<string, number>>>
>;

// A design that R itself refuses has nothing to compare.
const answered = Object.entries(answers).filter(([, figures]) => !('failed' in figures));

describe.each(answered)('random design %s of R survey 4.1.1', (id, figures) => {
  const ours = ourFigures(randomCase(Number(id)));

  it.each(Object.entries(figures).filter(([name]) => ours?.has(name)))('%s', (name, wanted) => {
    const isEstimate = /(^|\.)(mean|total|ratio|difference|df)$/.test(name);
    const scale = Math.max(Math.abs(wanted), 1e-3);
    expect(Math.abs((ours?.get(name) ?? NaN) - wanted) / scale).toBeLessThan(
      isEstimate ? 1e-9 : 1e-7,
    );
  });
});

it('compares most of what R answers', () => {
  const all = answered.flatMap(([id, figures]) => {
    const ours = ourFigures(randomCase(Number(id)));
    return Object.keys(figures).map((name) => ours?.has(name) === true);
  });

  expect(all.length).toBeGreaterThan(600);
  expect(all.filter((isCompared) => isCompared).length / all.length).toBeGreaterThan(0.93);
});

/** A sample of schools: texts of columns by their names. */
function readSample(name: string): Readonly<Record<string, readonly string[]>> {
  const [head = '', ...lines] = readFileSync(join(folder, 'api', `${name}.csv`), 'utf8')
    .trim()
    .split('\n');
  const rows = lines.map((line) => line.split(','));
  return Object.fromEntries(
    head.split(',').map((column, place) => [column, rows.map((row) => row[place] ?? '')]),
  );
}

const numbers = (column: readonly string[] = []): (number | null)[] =>
  column.map((text) => (text === 'NA' ? null : Number(text)));
const whole = (column: readonly string[] = []): number[] => column.map(Number);

function designOf(given: Parameters<typeof createSampleDesign>[0]): SampleDesign {
  const made = createSampleDesign(given);
  if (!made.ok) throw new Error(made.error.code);
  return made.value;
}

function judged(
  design: SampleDesign,
  linearised: Linearised | null,
  setting: Parameters<typeof estimateWith>[2] = { type: 'mean' },
): Estimate {
  if (!linearised) throw new Error('nothing to estimate');
  const found = estimateWith(design, linearised, setting);
  if (!found.ok) throw new Error(found.error.code);
  return found.value;
}

function expectFigures(
  found: Estimate,
  [estimate, standardError]: readonly [number, number],
): void {
  expect(Math.abs(found.estimate / estimate - 1)).toBeLessThan(1e-9);
  expect(Math.abs(found.standardError / standardError - 1)).toBeLessThan(1e-7);
}

// Printed with 17 digits by svymean, svytotal, svyratio and postStratify of R survey 4.1.1.
describe('schools of California', () => {
  const stratified = readSample('apistrat');
  const clustered = readSample('apiclus1');
  const twice = readSample('apiclus2');
  const apistrat = designOf({
    weights: whole(stratified['pw']),
    strata: stratified['stype'],
    populations: [whole(stratified['fpc'])],
  });
  const apiclus1 = designOf({
    weights: whole(clustered['pw']),
    clusters: [clustered['dnum'] ?? []],
    populations: [whole(clustered['fpc'])],
  });
  const apiclus2 = designOf({
    weights: whole(twice['pw']),
    clusters: [twice['dnum'] ?? [], twice['snum'] ?? []],
    populations: [whole(twice['fpc1']), whole(twice['fpc2'])],
  });

  it('stratified: mean, total and ratio', () => {
    const api00 = numbers(stratified['api00']);
    expectFigures(
      judged(apistrat, lineariseMean(apistrat, api00)),
      [662.28736315932076, 9.4089408027845796],
    );
    expectFigures(
      judged(apistrat, lineariseTotal(apistrat, numbers(stratified['enroll']))),
      [3687177.5324382782, 114641.71610078029],
    );
    const api99 = numbers(stratified['api99']);
    expectFigures(
      judged(apistrat, lineariseRatio(apistrat, api00, api99)),
      [1.0522605462182486, 0.0036439222308434689],
    );
  });

  it('districts: mean and total', () => {
    expectFigures(
      judged(apiclus1, lineariseMean(apiclus1, numbers(clustered['api00']))),
      [644.16939890710387, 23.542240693781039],
    );
    expectFigures(
      judged(apiclus1, lineariseTotal(apiclus1, numbers(clustered['enroll']))),
      [3404940.1345291138, 932235.02704121522],
    );
  });

  it('schools in districts: mean, and a total with missing answers', () => {
    expectFigures(
      judged(apiclus2, lineariseMean(apiclus2, numbers(twice['api00']))),
      [670.81180811808122, 30.099027376836602],
    );
    expectFigures(
      judged(apiclus2, lineariseTotal(apiclus2, numbers(twice['enroll']))),
      [2639272.93, 799637.77364835783],
    );
  });

  it('districts, post-stratified by the type of school [E-08]', () => {
    const totals = new Map([
      ['E', 4421],
      ['H', 755],
      ['M', 1018],
    ]);
    const fitted = calibrate(apiclus1.weights, [{ cells: clustered['stype'] ?? [], totals }]);
    if (!fitted.ok) throw new Error(fitted.error.code);
    const calibration = fitted.value;
    const design = { ...apiclus1, weights: calibration.weights };
    expectFigures(
      judged(design, lineariseMean(design, numbers(clustered['api00'])), {
        type: 'mean',
        calibration,
      }),
      [642.31078821158212, 23.92048644509039],
    );
    expectFigures(
      judged(design, lineariseTotal(design, numbers(clustered['enroll'])), {
        type: 'total',
        calibration,
      }),
      [3680892.9451190475, 406292.63629480236],
    );
  });
});
