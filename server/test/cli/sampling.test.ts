import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import Papa from 'papaparse';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Ran, jsonOf, refusalOf, runHere, setupFolder } from './run-sipas.ts';

let place: Awaited<ReturnType<typeof setupFolder>>;
beforeAll(async () => {
  place = await setupFolder();
}, 120_000);
afterAll(() => place.remove());

const run = (...args: readonly string[]) => runHere(place.folder, ...args);

async function write(text: string, name = 'table.csv'): Promise<string> {
  await writeFile(join(place.folder, name), text);
  return name;
}

type Row = Readonly<Record<string, string>>;
const rowsOf = ({ out }: Ran): Row[] =>
  Papa.parse<Row>(out.replace('\uFEFF', ''), { header: true, skipEmptyLines: true }).data;
const csvOf = (rows: readonly Row[]) => Papa.unparse(rows as Row[]);
const detailOf = (ran: Ran) => (jsonOf(ran) as { error: { detail: string } }).error.detail;

describe('sipas sample size', () => {
  const size = (...args: string[]) => run('sample', 'size', ...args, '--json');

  test('is that of the formula, with the older guidance beside it [M-01, M-02]', async () => {
    const ran = await size(
      ...['--half-width', '5', '--deff', '1.5', '--response', '80', '--population', '4000'],
    );

    // qnorm(0.975)² / 0.01 = 384.15, by 1.5 and of 4000 503.8, by 0.8; Slovin 4000 / 11 = 363.6.
    expect(jsonOf(ran)).toMatchObject({ answerCount: 504, drawnCount: 630, slovinCount: 364 });
  });

  test('people read which one is the older guidance', async () => {
    const ran = await run('sample', 'size', '--half-width', '5', '--population', '4000');

    expect(ran.out).toContain('Slovin (older guidance, for comparison)\t364');
  });

  test('refuses a population that is too small for so little response [M-01]', async () => {
    const ran = await size('--half-width', '5', '--response', '50', '--population', '100');

    expect([ran.exit, refusalOf(ran)]).toEqual([1, 'size.population-too-small']);
  });
});

describe('sipas sample allocate', () => {
  test('shares out by Neyman from a file [M-03]', async () => {
    const file = await write('stratum;size;standard_deviation\na;600;2,0\nb;300;4,0\nc;100;10\n');

    const ran = await run('sample', 'allocate', file, '--n', '34', '--method', 'neyman', '--json');

    expect(jsonOf(ran)).toEqual([
      { stratum: 'a', size: 600, n: 12 },
      { stratum: 'b', size: 300, n: 12 },
      { stratum: 'c', size: 100, n: 10 },
    ]);
  });

  test.each([
    ['stratum,size\na,x\n', 'proportional', 'table.not-a-number', 'line 2, size: "x"'],
    ['stratum,size\na,-1\n', 'proportional', 'allocation.bad-stratum', 'line 2, size: "-1"'],
    ['stratum,size\na,1\na,2\n', 'equal', 'allocation.repeated-stratum', 'line 3, stratum: "a"'],
    ['stratum,size\na,99\n', 'neyman', 'table.no-column', 'line 1: standard_deviation'],
    ['stratum,size\na,3\n', 'equal', 'allocation.population-too-small', '3 < 10'],
    ['stratum,size\n', 'equal', 'design.empty', 'table.csv: no row below line 1'],
  ])('refuses %j, %s [M-03]', async (text, method, code, detail) => {
    const file = await write(text);

    const ran = await run('sample', 'allocate', file, '--n', '10', '--method', method, '--json');

    expect([ran.exit, refusalOf(ran), detailOf(ran)]).toEqual([1, code, detail]);
  });
});

const frame = `commune,village,name,household_count
29551,003,Khóm 3,410
29542,001,Ấp Một,120
29542,002,"Ấp ""Hai""",310
29542,003,Ấp Ba,95
29542,004,Ấp Tư,1800
29551,001,Khóm 1,240
29551,002,=1+1,6
`;
const plan = [
  ...['--seed', 'đợt 2026', '--villages', '4', '--households', '8', '--minimum', '2'],
  ...['--reserve-villages', '1', '--reserve-households', '2'],
];
const draw = (file: string, ...more: string[]) => run('sample', 'draw', file, ...plan, ...more);

describe('sipas sample draw', () => {
  test('is the draw of a second reading of the rules, in another language [M-09, M-13]', async () => {
    const folder = join(import.meta.dirname, '../../../shared/test/known-answers/sampling');
    const [hash = '', ...villages] = readFileSync(join(folder, 'draw.txt'), 'utf8')
      .trim()
      .split('\n');

    const ran = await draw(await write(frame));

    const rows = rowsOf(ran);
    const lines = new Map<string, string>();
    for (const row of rows) {
      const key = [row['commune'], row['village'], row['village_role']].join(' ');
      lines.set(key, `${lines.get(key) ?? key} ${row['household'] ?? ''}`);
    }
    expect([...lines.values()]).toEqual(villages);
    expect(new Set(rows.map((row) => row['frame_hash']))).toEqual(new Set([hash]));
    expect(new Set(rows.map((row) => row['seed']))).toEqual(new Set(['đợt 2026']));
  });

  test('each household has its chance, and those in reserve their order [M-13]', async () => {
    const rows = rowsOf(await draw(await write(frame)));

    // Two of 2325 by size: 1800 is certain, 1 · 310 / 525; 8 of 310.
    expect(rows[0]).toMatchObject({
      commune_household_count: '2325',
      name: 'Ấp "Hai"',
      household_count: '310',
      village_order: '1',
      village_certain: '0',
      household_role: 'sample',
      household_order: '1',
      method: 'pps',
    });
    const chance = Number(rows[0]?.['probability']);
    expect(chance).toBeCloseTo(((310 / 525) * 8) / 310, 15);
    expect(rows[10]).toMatchObject({ village: '004', village_certain: '1' });
    expect(rows[9]).toMatchObject({ household_role: 'reserve', household_order: '2' });
    expect(rows.at(-1)).toMatchObject({ name: "'=1+1", village_role: 'reserve' });
  });

  test('tells what is certain and what is taken whole [M-09]', async () => {
    const ran = await draw(await write(frame));

    expect(ran.err).toBe(
      'Chắc chắn được chọn vì lớn hơn bước nhảy: 29542/004, 29551/003\n' +
        'Ít hơn 8 hộ nên lấy hết: 29551/002\n',
    );
  });

  test('communes that no village was drawn from are told [M-09]', async () => {
    const file = await write(frame);

    const ran = await draw(file, '--minimum', '0', '--villages', '1');

    expect(ran.err).toContain('Xã không có thôn nào được chọn: 29551\n');
  });

  test('the same file in another order and with other names is the same draw [M-08]', async () => {
    const ran = await draw(await write(frame));
    const [head = '', ...lines] = frame.trim().split('\n');
    const other = [head, ...lines.toReversed()].join('\r\n').replace('Ấp Ba', 'ấp 3');

    const again = await draw(await write(`\uFEFF${other}`));

    expect(again.out.replaceAll('ấp 3', 'Ấp Ba')).toBe(ran.out);
    expect((await draw(await write(frame), '--seed', 'khác')).out).not.toBe(ran.out);
  });

  const head = 'commune,village,name,household_count\n';
  test.each([
    ['a village twice', `${head}a,1,,5\na,1,,6\n`, 'frame.repeated-village', 'line 3, village'],
    ['no household', `${head}a,1,,5\n\na,2,,0\n`, 'frame.bad-count', 'line 4, household_count'],
    ['a text', `${head}a,1,,năm\n`, 'table.not-a-number', 'line 2, household_count: "năm"'],
    ['no code', `${head}a,,Ấp,5\n`, 'table.blank-cell', 'line 2, village: ""'],
    ['no column', 'commune,village,name\na,1,x\n', 'table.no-column', 'line 1: household_count'],
    ['too few villages', `${head}a,1,,5\n`, 'allocation.population-too-small', '1 < 4'],
    ['no village', head, 'design.empty', 'table.csv: no row below line 1'],
  ])('refuses %s by code, line and column [M-08]', async (_, text, code, detail) => {
    const ran = await draw(await write(text), '--json');

    expect([ran.exit, refusalOf(ran), detailOf(ran)]).toEqual([1, code, detail]);
  });
});

describe('sipas weights', () => {
  /** The draw, with what the field tells: every fourth did not answer, reserves were not asked. */
  async function fieldRecord(): Promise<Row[]> {
    const rows = rowsOf(await draw(await write(frame)));
    return rows.map((row, at) => {
      const isReserve = row['village_role'] === 'reserve' || row['household_role'] === 'reserve';
      const responded = isReserve ? '' : at % 4 === 0 ? '0' : '1';
      return { ...row, responded, sex: at % 2 === 0 ? 'f' : 'm' };
    });
  }
  const weights = async (rows: readonly Row[], ...args: string[]) =>
    run('weights', await write(csvOf(rows), 'record.csv'), ...args);
  const sumBy = (rows: readonly Row[], isIn: (row: Row) => boolean) =>
    rows.filter(isIn).reduce((sum, row) => sum + Number(row['weight']), 0);

  test('a draw that was answered has weights that add up to the communes [M-12, M-14, M-15]', async () => {
    const record = await fieldRecord();

    const ran = await weights(record);

    const rows = rowsOf(ran);
    expect(rows.length).toBe(record.filter(({ responded }) => responded === '1').length);
    expect(sumBy(rows, ({ commune }) => commune === '29542')).toBeCloseTo(2325, 9);
    expect(sumBy(rows, ({ commune }) => commune === '29551')).toBeCloseTo(656, 9);
    // 1 / (310/525 · 8/310); of eight asked six answered.
    expect(Number(rows[0]?.['design_weight'])).toBeCloseTo(525 / 8, 10);
    expect(Number(rows[0]?.['response_factor'])).toBeCloseTo(8 / 6, 12);
    expect(Object.keys(rows[0] ?? {})).toEqual([
      ...['commune', 'village', 'household', 'design_weight', 'response_factor'],
      ...['household_factor', 'trim_factor', 'rake_factor', 'weight'],
    ]);
    expect(ran.err).toBe('Không hỏi nên bỏ qua: 24 dòng\n');
  });

  test('rakes to a margin of a file [M-12, M-15]', async () => {
    const record = await fieldRecord();
    const margins = await write('column,cell,count\nsex,m,2\nsex,f,3\n', 'margins.csv');

    const rows = rowsOf(await weights(record, '--margins', margins));

    const sexOf = new Map(
      record.map((row) => [`${row['village']!} ${row['household']!}`, row['sex']]),
    );
    const isMan = (row: Row) => sexOf.get(`${row['village']!} ${row['household']!}`) === 'm';
    expect(sumBy(rows, isMan)).toBeCloseTo((2981 * 2) / 5, 6);
    expect(sumBy(rows, ({ commune }) => commune === '29551')).toBeCloseTo(656, 9);
  });

  const head =
    'commune,commune_household_count,village,household_count,village_probability,household,responded\n';
  const many = (village: string, count: number, households: number) =>
    Array.from({ length: households }, (_, at) => `a,600,${village},${count},1,${at},1\n`).join('');

  test('tells villages without an answer, and how much was trimmed of how many [M-12]', async () => {
    // Ten for 100, one for 500: median 10, cap 30, 470 cut; spread over ten, which 47 would bring over the cap.
    const text = `${head}${many('1', 100, 10)}${many('2', 500, 1)}`;
    const file = await write(text);
    const silent = await write(`${text.replaceAll('600', '800')}a,800,3,200,1,x,0\n`, 'b.csv');

    const dropped = await run('weights', file, '--cap', '3', '--cut', 'dropped');
    const spread = await run('weights', file, '--cap', '3', '--json');
    const carried = await run('weights', silent);

    expect(dropped.err).toBe(
      'Cắt quyền số trên 3 lần trung vị của xã: 1 phiếu, 470.00 hộ, bỏ đi\n',
    );
    expect(sumBy(rowsOf(dropped), () => true)).toBe(130);
    expect([refusalOf(spread), detailOf(spread)]).toEqual(['trim.cap-too-low', 'a']);
    expect(carried.err).toBe('Không ai trả lời, các thôn khác của xã gánh thay: a/3\n');
    expect(sumBy(rowsOf(carried), () => true)).toBeCloseTo(800, 9);
  });

  test.each([
    [
      'another word than 1 or 0',
      'a,9,1,5,1,x,có\n',
      'record.bad-answer',
      'line 2, responded: "có"',
    ],
    [
      'a chance above 1',
      'a,9,1,5,1.5,x,1\n',
      'record.bad-probability',
      'line 2, village_probability',
    ],
    ['half a household', 'a,9,1,2.5,1,x,1\n', 'record.bad-count', 'line 2, household_count: "2.5"'],
    [
      'two counts of a commune',
      'a,9,1,5,1,x,1\na,8,1,5,1,y,1\n',
      'record.uneven-commune',
      'line 3',
    ],
    [
      'two chances of a village',
      'a,9,1,5,1,x,1\na,9,1,5,.5,y,1\n',
      'record.uneven-village',
      'line 3',
    ],
    ['a household twice', 'a,9,1,5,1,x,1\na,9,1,5,1,x,1\n', 'record.repeated-household', 'line 3'],
    ['too many', 'a,9,1,1,1,x,1\na,9,1,1,1,y,1\n', 'record.more-than-households', 'line 3'],
    ['a silent commune', 'a,9,1,5,1,x,0\n', 'record.silent-commune', 'line 2, commune'],
    ['a blank', 'a,,1,5,1,x,1\n', 'table.blank-cell', 'line 2, commune_household_count'],
    [
      'nobody asked',
      'a,9,1,5,1,x,\n',
      'design.empty',
      'table.csv: responded is blank in every row',
    ],
    ['nobody listed', '', 'design.empty', 'table.csv: no row below line 1'],
  ])('refuses %s by code, line and column [M-15]', async (_, text, code, detail) => {
    const ran = await run('weights', await write(head + text), '--json');

    expect([ran.exit, refusalOf(ran)]).toEqual([1, code]);
    expect(detailOf(ran)).toContain(detail);
  });

  test.each([
    ['sex,m,1\nsex,f,1\n', 'calibration.unknown-cell', 'line 2, sex: "x"'],
    ['sex,x,1\nsex,f,1\n', 'calibration.empty-cell', 'margins.csv: sex: "f"'],
    ['sex,x,1\nsex,x,1\n', 'shares.repeated-cell', 'line 3, cell: "x"'],
    ['sex,x,-1\n', 'shares.bad-total', 'line 2, count: "-1"'],
    ['sex,x,0\n', 'shares.bad-total', 'margins.csv: line 2, sex: every count is 0'],
    ['age,x,1\n', 'table.no-column', 'line 1: age'],
  ])('refuses the margins %j [M-15]', async (text, code, detail) => {
    const record = await write(`${head.trim()},sex\na,9,1,5,1,x,1,x\na,9,1,5,1,y,0,\n`);
    const margins = await write(`column,cell,count\n${text}`, 'margins.csv');

    const ran = await run('weights', record, '--margins', margins, '--json');

    expect([ran.exit, refusalOf(ran), detailOf(ran)]).toEqual([1, code, detail]);
  });
});
