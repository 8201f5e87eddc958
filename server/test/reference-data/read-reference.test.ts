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

const brokenLines: {
  fault: string;
  file: string;
  line: number;
  edit: (text: string) => string;
  detail: string;
}[] = [
  {
    fault: 'a blank name',
    file: 'units-2025.csv',
    line: 3,
    edit: (text) => text.replace(/,[^,]*,/, ',,'),
    detail: 'line 3: name is empty',
  },
  {
    fault: 'a day that is none',
    file: 'units-2025.csv',
    line: 4,
    edit: (text) => text.replace('2025-07-01', '2025-02-30'),
    detail: 'line 4: valid_from is not a day: 2025-02-30',
  },
  {
    fault: 'a cell too many',
    file: 'units-2024.csv',
    line: 5,
    edit: (text) => `${text},x`,
    detail: 'line 5',
  },
  {
    fault: 'an unknown kind of succession',
    file: 'crosswalk-2025.csv',
    line: 2,
    edit: (text) => text.replace('whole', 'half'),
    detail: 'line 2: kind is half',
  },
  {
    fault: 'a commune that stands twice in a grouping',
    file: 'grouping-buu-dien-khu-vuc.csv',
    line: 3,
    edit: () => '28756,ben-tre,Khu vực Bến Tre',
    detail: '28756 stands twice',
  },
];

test.each(brokenLines)('refuses $fault, naming file, line and column', async (broken) => {
  await changeLine(join('admin-units', broken.file), broken.line, broken.edit);

  const refused = await refusal();

  expect(refused?.code).toBe('file.bad-row');
  expect(refused?.detail).toContain(`${broken.file}: ${broken.detail}`);
});

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
