import { copyFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { jsonOf, runHere, setupFolder } from './run-sipas.ts';

interface Row {
  readonly by: string;
  readonly estimate: number | null;
  readonly standardError: number | null;
  readonly interval: readonly [number, number] | null;
  readonly degreesOfFreedom: number | null;
  readonly designEffect: number | null;
  readonly n: number;
  readonly sumOfWeights: number;
  readonly refused?: string;
}

let place: Awaited<ReturnType<typeof setupFolder>>;
const samples = join(import.meta.dirname, '../../../shared/test/known-answers/api');
beforeAll(async () => {
  place = await setupFolder();
  for (const name of ['apistrat', 'apiclus1', 'apiclus2'])
    await copyFile(join(samples, `${name}.csv`), join(place.folder, `${name}.csv`));
}, 120_000);
afterAll(() => place.remove());

const estimate = (file: string, ...args: readonly string[]) =>
  runHere(place.folder, 'estimate', file, ...args, '--json');

async function write(text: string | Uint8Array): Promise<string> {
  await writeFile(join(place.folder, 'sample.csv'), text);
  return 'sample.csv';
}

const closeTo = (own: number | null | undefined, wanted: number, bound: number): boolean =>
  typeof own === 'number' && Math.abs(own - wanted) <= bound * Math.abs(wanted);

function expectRow(row: Row | undefined, wanted: readonly [number, number]): void {
  expect([row, ...wanted]).toSatisfy(() => closeTo(row?.estimate, wanted[0], 1e-9));
  expect([row, ...wanted]).toSatisfy(() => closeTo(row?.standardError, wanted[1], 1e-7));
}

describe('the examples of R survey 4.1.1 (R 4.2.2), from files', () => {
  // svydesign(id=~1, strata=~stype, weights=~pw, fpc=~fpc, data=apistrat); svymean(~api00), svytotal(~enroll).
  const strata = ['--stratum', 'stype', '--fpc', 'fpc'];
  const districts = ['--cluster', 'dnum', '--fpc', 'fpc'];
  const schools = ['--cluster', 'dnum,snum', '--fpc', 'fpc1,fpc2'];

  test.each([
    [
      'apistrat',
      'api00',
      'mean',
      [...strata, '--weight', 'pw'],
      662.2873631593208,
      9.40894080278458,
    ],
    [
      'apistrat',
      'enroll',
      'total',
      [...strata, '--weight', 'pw'],
      3687177.5324382782,
      114641.71610078029,
    ],
    // Without weights R takes them from the populations, and so do we.
    ['apistrat', 'api00', 'mean', strata, 662.28736357765581, 9.4089408794340113],
    [
      'apiclus1',
      'api00',
      'mean',
      [...districts, '--weight', 'pw'],
      644.16939890710387,
      23.542240693781039,
    ],
    ['apiclus1', 'enroll', 'total', districts, 5076845.7333333334, 1389984.3264506038],
    [
      'apiclus2',
      'api00',
      'mean',
      [...schools, '--weight', 'pw'],
      670.81180811808122,
      30.099027376836602,
    ],
    // Of answers that are missing the schools stay in the design.
    ['apiclus2', 'enroll', 'total', [...schools, '--weight', 'pw'], 2639272.93, 799637.77364835783],
  ] as const)('%s: %s, %s [E-12]', async (file, value, type, design, wanted, error) => {
    const ran = await estimate(`${file}.csv`, '--value', value, '--type', type, ...design);

    const rows = jsonOf(ran) as Row[];
    expect([ran.exit, rows.length, rows[0]?.by]).toEqual([0, 1, 'all']);
    expectRow(rows[0], [wanted, error]);
  });

  test('a domain has all that the contract names, in the order of its parts', async () => {
    const ran = await estimate('apistrat.csv', '--value', 'api00', '--by', 'stype', ...strata);

    const rows = jsonOf(ran) as Row[];
    expect(rows.map(({ by }) => by)).toEqual(['E', 'H', 'M']);
    expect(Object.keys(rows[0] ?? {}).sort()).toEqual(
      [
        'by',
        'degreesOfFreedom',
        'designEffect',
        'estimate',
        'interval',
        'n',
        'standardError',
        'sumOfWeights',
      ].sort(),
    );
    // svyby(~api00, ~stype, design, svymean); 100 schools drawn of 4421.
    expectRow(rows[0], [674.43, 12.382479793907287]);
    expect(rows[0]).toMatchObject({ n: 100, degreesOfFreedom: 99 });
    expect(rows[0]?.sumOfWeights).toBeCloseTo(4421, 8);
    // 674.43 ± qt(0.975, 99) · 12.382479793907287, qt(0.975, 99) = 1.9842169515864174.
    expect(rows[0]?.interval?.[0]).toBeCloseTo(674.43 - 1.9842169515864174 * 12.382479793907287, 8);
    // Within a stratum drawn alike the effect is what is left of the population: 1 − 100/4421.
    expect(rows[0]?.designEffect).toBeCloseTo(1 - 100 / 4421, 10);
  });
});

// By hand: 0, 1, 1, 1 of people drawn alike has mean 3/4 and standard error 1/4.
const four = { estimate: 0.75, standardError: 0.25, n: 4, degreesOfFreedom: 3 };

describe('a table is read as it was saved', () => {
  test.each([
    ['with commas', 'y\n0\n1\n1\n1\n', four],
    ['with one column of several', 'id,y\na,0\nb,1\nc,1\nd,1\n', four],
    [
      'with a byte order mark and line ends of Windows',
      '\uFEFFy;w\r\n0;2\r\n1;2\r\n1;2\r\n1;2',
      four,
    ],
    ['with decimal commas', 'y;w\n0,0;1\n1,0;1\n1;1\n1;1\n', four],
    ['with tabs', 'y\tw\n0\t1\n1\t1\n1\t1\n1\t1\n', four],
    ['with quotes and line ends inside', 'note,y\n"a, ""b""\nc",0\n,1\n"",1\nd,"1"\n', four],
    ['with blank lines and spaces', 'y , w\n\n0, 1\n 1,1\n1,1\n1,1\n\n', four],
    [
      'with missing answers of every kind',
      'y,w\n0,1\n1,1\n1,1\n1,1\nNA,1\n,1\nnot-asked,1\nleft-blank,1\nrefused,1\ndont-know,1\n',
      // Ten were drawn: 10/9 · (9/16 + 3 · 1/16) / 4².
      { ...four, standardError: Math.sqrt((10 / 9) * (12 / 16 / 16)) },
    ],
  ])('%s [E-12]', async (_, text, wanted) => {
    const ran = await estimate(await write(text), '--value', 'y');

    expect(ran.exit).toBe(0);
    expect((jsonOf(ran) as Row[])[0]).toMatchObject({
      ...wanted,
      standardError: expect.closeTo(wanted.standardError, 12) as number,
    });
  });

  test('rows without a part of their own are told of, and stay in the design', async () => {
    const file = await write('y,xã\n0,Bình\n1,Bình\n1,\n,An\n1,An\n0,An\n');

    const ran = await estimate(file, '--value', 'y', '--by', 'xã', '--type', 'proportion');

    expect((jsonOf(ran) as Row[]).map(({ by, n }) => [by, n])).toEqual([
      ['An', 2],
      ['Bình', 2],
    ]);
    expect(ran.err).toBe('y: 1 dòng không có giá trị\nxã: 1 dòng để trống\n');
  });

  test('a part that cannot be judged has its code and base beside the others', async () => {
    const file = await write('y,v,d\n0,1,x\n1,2,x\n1,2,y\n0,2,y\n');

    const ran = await estimate(file, '--value', 'y', '--cluster', 'v', '--by', 'd');

    expect(ran.exit).toBe(0);
    expect((jsonOf(ran) as Row[])[1]).toEqual({
      by: 'y',
      estimate: null,
      standardError: null,
      interval: null,
      degreesOfFreedom: null,
      designEffect: null,
      n: 2,
      sumOfWeights: 2,
      refused: 'estimate.too-few-clusters',
    });
  });

  test('people read a line each', async () => {
    const file = await write('y\n0\n1\n1\n1\n');

    const ran = await runHere(place.folder, 'estimate', file, '--value', 'y');

    expect(ran.out).toContain('all\t0.75\t±');
    expect(ran.out).toContain('n = 4');
  });
});

describe('what does not fit is named by code, line and column', () => {
  test.each([
    ['no file', null, [], 'file.unreadable', 'absent.csv'],
    [
      'a letter of another encoding',
      new Uint8Array([121, 10, 49, 10, 50, 0xe9, 10]),
      [],
      'file.unreadable',
      'sample.csv: line 3, byte 6',
    ],
    ['an empty file', '', [], 'design.empty', 'sample.csv'],
    ['no rows', 'y\n', [], 'design.empty', 'sample.csv: no row below line 1'],
    ['no column', 'x\n1\n', [], 'table.no-column', 'line 1: y'],
    ['a column twice', 'y,y\n1,2\n', [], 'table.repeated-column', 'line 1: y'],
    ['mixed separators', 'y;w\n1;2\n1,2\n', [], 'table.uneven-row', 'line 3: 1 ≠ 2'],
    ['a quote that is not closed', 'y,n\n1,"a\n2,b\n', [], 'table.bad-quotes', 'line 2'],
    ['a quote in a cell', 'y,n\n1,a\n2,5" tv"\n', [], 'table.bad-quotes', 'line 3'],
    ['a text', 'y\n1\n\nbốn\n', [], 'table.not-a-number', 'line 4, y: "bốn"'],
    ['a comma within commas', 'y\n1\n"1,234"\n', [], 'table.not-a-number', 'line 3, y: "1,234"'],
    [
      'both decimal signs',
      'y;w\n1;1,5\n1;1.5\n',
      ['--weight', 'w'],
      'table.mixed-decimals',
      'line 3, w: "1.5"',
    ],
    [
      'thousands that could be fractions',
      'y;w\n1;1.234\n0;987\n1;2.000\n',
      ['--weight', 'w'],
      'table.doubtful-sign',
      'line 2, w: "1.234"',
    ],
    ['a weight below 0', 'y,w\n1,1\n1,-2\n', ['--weight', 'w'], 'design.bad-weight', 'line 3, w'],
    ['no weight', 'y,w\n1,1\n1,\n', ['--weight', 'w'], 'table.blank-cell', 'line 3, w: ""'],
    ['no stratum', 'y,s\n1,a\n1,\n', ['--stratum', 's'], 'table.blank-cell', 'line 3, s: ""'],
    ['a population of 0', 'y,f\n1,0\n', ['--fpc', 'f'], 'design.bad-population', 'line 2, f'],
    ['two populations', 'y,f\n1,9\n1,8\n', ['--fpc', 'f'], 'design.uneven-population', 'line 3, f'],
    [
      'more drawn than there are',
      'y,f\n1,2\n1,2\n0,2\n',
      ['--fpc', 'f'],
      'design.population-too-small',
      'line 2, f',
    ],
    ['no share', 'y\n1\n4\n', ['--type', 'proportion'], 'table.not-a-share', 'line 3, y: "4"'],
    [
      'one cluster',
      'y,v\n1,a\n0,a\n',
      ['--cluster', 'v'],
      'estimate.too-few-clusters',
      'all, n = 2',
    ],
    ['no answer', 'y\nNA\nNA\n', [], 'estimate.no-rows', 'sample.csv: no row has y'],
    [
      'a single cluster that may not be',
      'y,s,v\n1,1,a\n0,1,b\n0,2,c\n',
      ['--stratum', 's', '--cluster', 'v', '--single-cluster', 'fail'],
      'estimate.single-cluster',
      'all, n = 3',
    ],
    [
      'numbers beyond all',
      'y\n1e308\n-1e308\n',
      ['--type', 'total'],
      'estimate.out-of-range',
      'all',
    ],
  ] as const)('%s [E-12]', async (_, text, args, code, detail) => {
    const file = text === null ? 'absent.csv' : await write(text);

    const ran = await estimate(file, '--value', 'y', ...args);

    expect(ran.exit).toBe(1);
    const { error } = jsonOf(ran) as { error: Record<string, string> };
    expect(error['code']).toBe(code);
    expect(error['detail']).toContain(detail);
    expect(error['vi']).not.toBe('');
  });
});

test.each([
  ['commas separate', 'y,w\n1,1.234\n0,2.000\n'],
  ['another has other decimals', 'y;w\n1;1.234\n0;2.0001\n'],
  ['another begins with 0', 'y;w\n1;1.234\n0;0.500\n'],
  ['it is a decimal comma', 'y;w\n1;1,234\n0;2,000\n'],
])('three decimals are read where %s [E-12]', async (_, text) => {
  const ran = await estimate(await write(text), '--value', 'y', '--weight', 'w');

  const [row] = jsonOf(ran) as Row[];
  expect(row?.sumOfWeights).toBeGreaterThan(1.5);
  expect(row?.sumOfWeights).toBeLessThan(4);
});

test('an option without a word is no option, and says what to do', async () => {
  const ran = await estimate(await write('y\n1\n'), '--value', 'y', '--weight', '');

  expect(ran.exit).toBe(2);
  expect(ran.err).toContain('--weight is empty: give a value, or leave the option out');
});
