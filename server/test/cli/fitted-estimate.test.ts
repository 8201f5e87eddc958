import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { jsonOf, runHere, setupFolder } from './run-sipas.ts';

interface Row {
  readonly by: string;
  readonly estimate: number;
  readonly standardError: number;
  readonly designEffect: number | null;
  readonly n: number;
  readonly sumOfWeights: number;
}

/**
 * The districts of R's survey 4.1.1 (R 4.2.2): svydesign(id=~dnum, weights=~pw, fpc=~fpc, data=apiclus1), with
 * apiclus1$high <- apiclus1$api99 > 600. Totals of stype are those of apipop, 4421 E, 755 H and 1018 M; of high 2608 and
 * 3586. Raked by rake(design, list(~stype, ~high), …, control = list(maxit = 10000, epsilon = 1e-12)).
 */
const types = ['stype,E,4421', 'stype,H,755', 'stype,M,1018'];
const levels = ['high,0,2608', 'high,1,3586'];

let place: Awaited<ReturnType<typeof setupFolder>>;
beforeAll(async () => {
  place = await setupFolder();
  const samples = join(import.meta.dirname, '../../../shared/test/known-answers/api');
  const [header = '', ...rows] = (await readFile(join(samples, 'apiclus1.csv'), 'utf8'))
    .trimEnd()
    .split('\n');
  const at = header.split(',').indexOf('api99');
  const lines = rows.map((row) => `${row},${Number(row.split(',')[at]) > 600 ? '1' : '0'}`);
  await write('districts.csv', [`${header},high`, ...lines]);
});
afterAll(() => place.remove());

const write = (name: string, lines: readonly string[]) =>
  writeFile(join(place.folder, name), `${lines.join('\n')}\n`);

async function estimate(file: string, margins: readonly string[], ...args: readonly string[]) {
  await write('margins.csv', ['column,cell,count', ...margins]);
  return runHere(place.folder, 'estimate', file, '--margins', 'margins.csv', '--json', ...args);
}

const design = ['--cluster', 'dnum', '--weight', 'pw', '--fpc', 'fpc'];

test.each([
  ['one margin', types, 'api00', 'mean', 642.31078821158212, 23.92048644509039],
  ['one margin', types, 'enroll', 'total', 3680892.9451190475, 406292.63629480236],
  ['two margins', [...types, ...levels], 'api00', 'mean', 648.89981168750057, 6.6910321752373596],
  ['two margins', [...types, ...levels], 'enroll', 'total', 3651348.3146544667, 372633.5048593469],
] as const)(
  'an estimate fitted to %s is that of R survey: %#: %s [E-13]',
  async (_, margins, value, type, wanted, error) => {
    const ran = await estimate(
      'districts.csv',
      margins,
      ...design,
      '--value',
      value,
      '--type',
      type,
    );

    const [row] = jsonOf(ran) as Row[];
    expect(Math.abs((row?.estimate ?? 0) / wanted - 1)).toBeLessThan(1e-9);
    expect(Math.abs((row?.standardError ?? 0) / error - 1)).toBeLessThan(1e-7);
  },
);

test('each part is fitted with the whole, and what was done to the weights is told [E-13]', async () => {
  const asked = ['--value', 'api00', '--by', 'stype', ...design];
  const ran = await estimate('districts.csv', [...types, ...levels], ...asked);

  // svyby(~api00, ~stype, raked, svymean).
  const rows = jsonOf(ran) as Row[];
  expect(rows.map(({ by, estimate: mean, standardError: error }) => [by, mean, error])).toEqual(
    [
      ['E', 655.64542722013596, 6.6471704182940128],
      ['H', 624.90445508629398, 31.4078453535925348],
      ['M', 637.40091970727428, 20.2756642550798674],
    ].map(([by, mean, error]) => [
      by,
      expect.closeTo(Number(mean), 6) as number,
      expect.closeTo(Number(error), 6) as number,
    ]),
  );
  // The weights of a part are its total of the population.
  expect(rows.map(({ sumOfWeights }) => Math.round(sumOfWeights))).toEqual([4421, 755, 1018]);
  expect(ran.err).toMatch(/^Quyền số cân theo stype, high: hệ số từ \d\.\d{3} đến \d\.\d{3}\n$/);
});

test('the design effect is beside as many independent draws with the fitted weights [E-13]', async () => {
  const asked = ['--value', 'api00', ...design];
  const [row] = jsonOf(await estimate('districts.csv', [...types, ...levels], ...asked)) as Row[];

  // deff(svymean(~api00, raked, deff = "replace")).
  expect(row?.designEffect).toBeCloseTo(0.74685511878794186, 8);
});

test('without weights every row stands for as many before the fitting [E-13]', async () => {
  await write('four.csv', ['y,sex', '0,m', '1,m', '1,f', '1,f']);

  const ran = await estimate('four.csv', ['sex,m,30', 'sex,f,10'], '--value', 'y');

  // Half of the 30 men and all of the 10 women.
  expect((jsonOf(ran) as Row[])[0]).toMatchObject({ estimate: 25 / 40, n: 4, sumOfWeights: 40 });
});

test.each([
  [
    'a cell without a total',
    ['y,sex', '1,m', '0,x'],
    ['sex,m,3'],
    'calibration.unknown-cell',
    'line 3, sex: "x"',
  ],
  [
    'a total of nobody',
    ['y,sex', '1,m', '0,m'],
    ['sex,m,3', 'sex,f,2'],
    'calibration.empty-cell',
    'margins.csv: sex: "f"',
  ],
  ['a blank cell', ['y,sex', '1,m', '0,'], ['sex,m,3'], 'table.blank-cell', 'line 3, sex: ""'],
  ['no such column', ['y', '1'], ['sex,m,3'], 'table.no-column', 'line 1: sex'],
  [
    'totals that differ',
    ['y,sex,a', '1,m,1', '0,f,2'],
    ['sex,m,3', 'sex,f,2', 'a,1,3', 'a,2,3'],
    'calibration.uneven-totals',
    'margins.csv: sex = 5, a = 6',
  ],
  [
    'a text for a total',
    ['y,sex', '1,m'],
    ['sex,m,ba'],
    'table.not-a-number',
    'line 2, count: "ba"',
  ],
  ['no rows', ['y,sex'], ['sex,m,3'], 'design.empty', 'sample.csv: no row below line 1'],
  ['no margins', ['y,sex', '1,m'], [], 'design.empty', 'margins.csv: no row below line 1'],
] as const)(
  '%s is refused by code, line and column [E-13]',
  async (_, rows, margins, code, detail) => {
    await write('sample.csv', rows);

    const ran = await estimate('sample.csv', margins, '--value', 'y');

    expect(ran.exit).toBe(1);
    const { error } = jsonOf(ran) as { error: Record<string, string> };
    expect([error['code'], error['detail']]).toEqual([code, expect.stringContaining(detail)]);
  },
);

test('a weight below 0 is named by its line [E-13]', async () => {
  await write('sample.csv', ['y,w,sex', '1,1,m', '', '0,-1,m']);

  const ran = await estimate('sample.csv', ['sex,m,3'], '--value', 'y', '--weight', 'w');

  expect(jsonOf(ran)).toMatchObject({
    error: { code: 'design.bad-weight', detail: 'line 4, w' },
  });
});

test('populations alone give no weights to fit [E-13]', async () => {
  const ran = await estimate('districts.csv', types, '--value', 'api00', '--fpc', 'fpc');

  expect(ran.exit).toBe(2);
});
