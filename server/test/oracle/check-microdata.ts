import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createSqliteStorage } from '../../src/storage-sqlite/index.ts';
import { machineSurroundings } from '../../src/surroundings.ts';
import { freezeWave } from '../../src/use-cases/editions/index.ts';
import { createWaveReader } from '../../src/use-cases/waves/index.ts';
import { type Told, compared, complaint, readText, rowsOf, run, sipas } from './tools.ts';

/** Answers: do R and PSPP, by the programs that come with the microdata, count what stands in them? */
export async function checkMicrodata(folder: string, waveId: string): Promise<readonly Told[]> {
  await freezeClosed(folder, waveId);
  const archive = join(folder, 'microdata.zip');
  sipas(folder, ['export', 'microdata', '--out', archive]);
  const at = join(folder, 'microdata');
  mkdirSync(at);
  run('unzip', ['-q', archive, '-d', at]);
  const rows = rowsOf(readText(join(at, 'responses.csv')));
  const words = new Map(
    rowsOf(readText(join(at, 'codebook.csv'))).map((row) => [
      `${row['variable'] ?? ''} ${row['code'] ?? ''}`,
      row['meaning'] ?? '',
    ]),
  );
  const counts = new Map<string, number>();
  for (const row of rows)
    for (const [variable, code] of Object.entries(row)) {
      const key = `${variable} ${code}`;
      if (code !== '') counts.set(key, (counts.get(key) ?? 0) + 1);
    }
  return [
    ...(rows.length < 100 ? [complaint(`only ${String(rows.length)} rows`)] : []),
    ...compare('R', countInR(at), new Map([...counts].map(([key, n]) => [inWords(key, words), n]))),
    ...compare('PSPP', countInPspp(at), counts),
  ];
}

/** The phones of the demonstration still hold something, so nobody could close its wave by command. */
async function freezeClosed(folder: string, waveId: string): Promise<void> {
  const dataDir = join(folder, 'var');
  const storage = await createSqliteStorage({ dataDir, ...machineSurroundings });
  const now = machineSurroundings.clock.now();
  await storage.waves.setStatus(waveId, 'closed', null, now);
  const needs = { reader: createWaveReader(storage.waves), editions: storage.editions };
  const { clock } = machineSurroundings;
  const frozen = await freezeWave({ ...needs, clock, software: 'oracle' }, null, waveId);
  if (!frozen.ok) throw new Error(frozen.error.code);
  await storage.keeper.close();
}

const inWords = (key: string, words: ReadonlyMap<string, string>): string =>
  `${key.split(' ')[0] ?? ''} ${words.get(key) ?? ''}`;

function compare(
  program: string,
  found: ReadonlyMap<string, number>,
  expected: ReadonlyMap<string, number>,
): readonly Told[] {
  const keys = new Set([...found.keys(), ...expected.keys()]);
  const wrong = [...keys].filter((key) => found.get(key) !== expected.get(key));
  return [
    compared(`${program}: ${String(keys.size - wrong.length)} frequencies equal`),
    ...wrong.map((key) =>
      complaint(
        `${program} ${key}: ours ${String(expected.get(key))}, theirs ${String(found.get(key))}`,
      ),
    ),
  ];
}

function countInR(at: string): ReadonlyMap<string, number> {
  const count = `setwd(${JSON.stringify(at)}); source("read.R", encoding = "UTF-8"); for (v in names(d)) { t <- table(d[[v]]); for (w in names(t)) if (t[[w]] > 0) cat(v, "\\t", w, "\\t", t[[w]], "\\n", sep = "") }`;
  const lines = run('Rscript', ['--encoding=UTF-8', '-e', count]).trim().split('\n');
  return new Map(
    lines.map((line) => {
      const [variable = '', word = '', n] = line.split('\t');
      return [`${variable} ${word}`, Number(n)];
    }),
  );
}

/** Codes as PSPP keeps them after reading: written out anew and counted; user-missing ones among them. */
function countInPspp(at: string): ReadonlyMap<string, number> {
  const program = join(at, 'count.sps');
  const out = join(at, 'again.csv');
  const save = `SAVE TRANSLATE /OUTFILE='${out}' /TYPE=CSV /FIELDNAMES /CELLS=VALUES /REPLACE.`;
  writeFileSync(program, `CD '${at}'.\nINSERT FILE='read.sps'.\n${save}\n`);
  const told = run('pspp', ['-O', 'format=txt', program]);
  if (/error/i.test(told)) throw new Error(told.slice(0, 500));
  const counts = new Map<string, number>();
  for (const row of rowsOf(readText(out)))
    for (const [variable, code] of Object.entries(row)) {
      const key = `${variable} ${code.trim()}`;
      if (code.trim() !== '') counts.set(key, (counts.get(key) ?? 0) + 1);
    }
  return counts;
}
