import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readReference, shippedData } from '../../src/reference-data/read-reference.ts';
import { instrumentVersion } from '../../src/use-cases/load-reference.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sipas-reference-'));
  await cp(shippedData, folder, { recursive: true });
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function change(file: string, edit: (text: string) => string): Promise<void> {
  const path = join(folder, file);
  await writeFile(path, edit(await readFile(path, 'utf8')));
}

/** Puts another text into one line of a file; the header is line 1. */
const changeLine = (file: string, line: number, edit: (text: string) => string) =>
  change(file, (text) =>
    text
      .split('\n')
      .map((one, place) => (place === line - 1 ? edit(one) : one))
      .join('\n'),
  );

async function refusal() {
  const read = await readReference(folder);
  return read.ok ? null : read.error;
}

test('reads the shipped data', async () => {
  const read = await readReference(folder);

  if (!read.ok) throw new Error(read.error.detail);
  // 42 + 383 + 125 units and 42 + 359 successions: the rows that data/admin-units/README.md counts.
  expect(read.value.units).toHaveLength(550);
  expect(read.value.crosswalk).toHaveLength(401);
  expect(read.value.groupings.map(({ id }) => id)).toEqual(['huyen-cu', 'buu-dien-khu-vuc']);
  expect(read.value.instruments.map(({ id }) => id)).toEqual([
    'household-2022',
    'transaction-5-factor',
  ]);
  const versions = read.value.instruments.map(instrumentVersion);
  expect(versions.every((version) => /^[0-9a-f]{64}$/.test(version))).toBe(true);
  expect(new Set(versions).size).toBe(2);
});

test('reads a file with a byte order mark and semicolons all the same', async () => {
  await change(
    'admin-units/grouping-buu-dien-khu-vuc.csv',
    (text) => `\uFEFF${text.replaceAll(',', ';')}`,
  );

  expect(await refusal()).toBeNull();
});

test.each([
  [
    'a blank name',
    'admin-units/units-2025.csv',
    3,
    (line: string) => line.replace(/,[^,]*,/, ',,'),
    'file.bad-row',
    'units-2025.csv: line 3: name is empty',
  ],
  [
    'a day that is none',
    'admin-units/units-2025.csv',
    4,
    (line: string) => line.replace('2025-07-01', '2025-02-30'),
    'file.bad-row',
    'units-2025.csv: line 4: valid_from is not a day: 2025-02-30',
  ],
  [
    'a cell too many',
    'admin-units/units-2024.csv',
    5,
    (line: string) => `${line},x`,
    'file.bad-row',
    'units-2024.csv: line 5',
  ],
  [
    'an unknown kind of succession',
    'admin-units/crosswalk-2025.csv',
    2,
    (line: string) => line.replace('whole', 'half'),
    'file.bad-row',
    'crosswalk-2025.csv: line 2: kind is half',
  ],
  [
    'a commune that stands twice in a grouping',
    'admin-units/grouping-buu-dien-khu-vuc.csv',
    3,
    () => '28756,ben-tre,Khu vực Bến Tre',
    'file.bad-row',
    'grouping-buu-dien-khu-vuc.csv: 28756 stands twice',
  ],
] as const)(
  'refuses %s, naming file, line and column',
  async (_, file, line, edit, code, detail) => {
    await changeLine(file, line, edit);

    const refused = await refusal();

    expect(refused?.code).toBe(code);
    expect(refused?.detail).toContain(detail);
  },
);

test('refuses an instrument that is no JSON or fails its self-check, naming the place', async () => {
  await change('questionnaires/household-2022.json', (text) => text.replace('"c9_02"', '"c9_01"'));
  const repeated = await refusal();
  expect(repeated?.code).toBe('instrument.invalid');
  expect(repeated?.detail).toContain('household-2022.json: sections[');
  expect(repeated?.detail).toContain('repeated-code');

  await change('questionnaires/household-2022.json', (text) => text.slice(0, 1000));
  expect(await refusal()).toMatchObject({ code: 'file.unreadable' });
});

test('refuses a file that is not there, or is not UTF-8', async () => {
  await writeFile(join(folder, 'admin-units/census-2019.csv'), Buffer.from([0x63, 0xff, 0xfe]));
  expect((await refusal())?.detail).toContain('census-2019.csv');

  await rm(join(folder, 'admin-units/census-2019.csv'));
  expect(await refusal()).toMatchObject({ code: 'file.unreadable' });
});
