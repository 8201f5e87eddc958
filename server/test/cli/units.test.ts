import { afterAll, beforeAll, expect, test } from 'vitest';
import { jsonOf, refusalOf, runHere, setupFolder } from './run-sipas.ts';

let place: Awaited<ReturnType<typeof setupFolder>>;
const run = (...args: string[]) => runHere(place.folder, ...args);

beforeAll(async () => {
  place = await setupFolder();
}, 120_000);
afterAll(() => place.remove());

test.each([
  // Old Vĩnh Long: data/admin-units/README.md.
  ['2020-01-31', '86', 'district\t8\ncommune\t109\n'],
  ['2024-10-31', '86', 'district\t8\ncommune\t107\n'],
  ['2025-06-30', '86', 'district\t8\ncommune\t102\n'],
  ['2025-07-01', '86', 'commune\t124\n'],
])('units on %s under %s are counted by level [U-02]', async (day, under, printed) => {
  const { exit, out } = await run('units', 'on', day, '--under', under);

  expect([exit, out]).toEqual([0, printed]);
});

test('units on a day count 354 communes before the reform, without a store [U-02]', async () => {
  const { out } = await run('units', 'on', '2025-06-30', '--json');

  expect(JSON.parse(out)).toEqual({
    day: '2025-06-30',
    levels: [
      { level: 'province', units: 3 },
      { level: 'district', units: 26 },
      { level: 'commune', units: 354 },
    ],
  });
});

test('units on a day lists a level with codes, names and days [U-02]', async () => {
  const { out } = await run('units', 'on', '2024-12-01', '--level', 'commune', '--under', '855');

  expect(out).toContain('29551\tPhường 1\t855\t2024-11-01 – 2025-06-30\n');
  expect(out.trimEnd().split('\n')).toHaveLength(10);
});

test('traces what became of a commune, with shares and where they come from [U-10]', async () => {
  const whole = await run(
    ...['units', 'trace', '29548'],
    '--from',
    '2019-04-01',
    '--to',
    '2026-01-01',
  );
  const split = await run(
    ...['units', 'trace', '29764'],
    '--from',
    '2025-06-30',
    '--to',
    '2025-07-01',
  );
  const lost = await run(
    ...['units', 'trace', '28825'],
    '--from',
    '2024-06-01',
    '--to',
    '2025-01-01',
  );

  // Phường 1 had 2,811 households in 2019; xã Ngãi Tứ 3,778; xã Phú An Hòa 4,183.
  expect(whole.out).toBe('29551\tPhường Long Châu\t100.00 %\t2811\twhole\n');
  expect(split.out).toBe(
    '29767\tXã Ngãi Tứ\t50.00 %\t1889\tsplit-even\n29770\tPhường Cái Vồn\t50.00 %\t1889\tsplit-even\n',
  );
  expect(lost.out).toBe('–\tkhông rõ\t100.00 %\t4183\tunknown\n');
});

test('traces of what a commune was made [U-10]', async () => {
  const ran = await run(
    ...['units', 'trace', '29551', '--from', '2025-07-01', '--to', '2025-06-30', '--json'],
  );

  // 4013/13807 = 29.064…, 7195/13807 = 52.111…, 2599/13807 = 18.823… %.
  expect(jsonOf(ran)).toMatchObject({
    links: [
      { code: '29542', name: 'Phường 9', percent: '29.06', households: 4013, basis: 'census' },
      { code: '29551', name: 'Phường 1', percent: '52.11', households: 7195, basis: 'census' },
      { code: '29572', name: 'Phường Trường An', percent: '18.82', households: 2599 },
    ],
  });
});

test.each([
  ['a unit that is not there', ['on', '2025-07-01', '--under', '855'], 'unit.not-on-day'],
  [
    'a level that is not there',
    ['on', '2025-07-01', '--level', 'district'],
    'report.unknown-level',
  ],
  [
    'a commune of another time',
    ['trace', '29548', '--from', '2025-01-01', '--to', '2025-07-01'],
    'unit.not-on-day',
  ],
])('refuses %s', async (_, args, code) => {
  const ran = await run('units', ...args, '--json');

  expect([ran.exit, refusalOf(ran)]).toEqual([1, code]);
});
