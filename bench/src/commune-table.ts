import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { DuckDBInstance } from '@duckdb/node-api';
import { communesOf } from '@sipas/shared/admin-units';
import { type AnswerCounts, addResponse, countsToBytes, createCounts } from '@sipas/shared/scoring';
import { readReference, shippedData } from '../../server/src/reference-data/read-reference.ts';
import { createSqliteStorage, storeFileName } from '../../server/src/storage-sqlite/index.ts';
import { machineSurroundings } from '../../server/src/surroundings.ts';
import { shippedFieldRegistry } from '../../server/src/reference-data/field-registry.ts';
import { createWave, defaultBounds } from '../../server/src/use-cases/create-wave.ts';
import { loadReference } from '../../server/src/use-cases/load-reference.ts';
import { tablesHere } from '../../server/src/use-cases/make-tables.ts';
import { countAnew, reportScores } from '../../server/src/use-cases/report-scores/index.ts';
import { createWaveReader } from '../../server/src/use-cases/waves/index.ts';
import { type MillionAnswers, packRow, simulateAnswers } from './million-answers.ts';
import { report } from './report.ts';

/**
 * The table of the Department's morning: 124 communes × 33 criteria over 1,000,000 responses, from the counts
 * that the store keeps, beside DuckDB's own table of the same answers on one thread. Both results are compared
 * cell by cell before anything is reported.
 */
const responseCount = 1_000_000;
const rounds = 31;
/** A server runs for days: what its first looks cost, until they are compiled, belongs to its start. */
const roundsBefore = 60;
const folder = await mkdtemp(join(tmpdir(), 'sipas-bench-table-'));

async function measure(): Promise<void> {
  const { storage, wave, reader } = await createStore();
  const instrument = wave.instruments[0];
  if (instrument === undefined) throw new Error('the wave has no instrument');
  const communes = communesOf(wave.catalogue).map(({ code }) => code);
  const criteria = instrument.layout.criteria.map(({ code }) => code);
  const data = simulateAnswers(responseCount, communes.length, criteria);
  fillCounts(wave.wave.id, instrument, communes, data);
  const duck = await fillDuck(communes, data);

  // Counted anew each time, so that what is measured is the reading and the counting.
  const countVillages = countAnew(storage.responses);
  const needs = { reader, countVillages, tables: tablesHere };
  const ours = () =>
    reportScores(needs, { areas: ['86'], role: 'admin' }, wave.wave.id, {
      level: 'commune',
      by: 'criterion',
    });
  const peer = () => duck.runAndReadAll(duckQuery(criteria));

  const table = await ours();
  if (!table.ok) throw new Error(table.error.code);
  const rows = (await peer()).getRows();
  let compared = 0;
  for (const row of rows) {
    const figures = table.value.rows.filter(({ unit }) => unit === row[0]);
    criteria.forEach((code, column) => {
      const figure = figures.find((candidate) => candidate.code === code);
      const [numerator, valid] = [Number(row[1 + 2 * column]), Number(row[2 + 2 * column])];
      if (figure?.numerator !== numerator || figure.denominator !== valid)
        throw new Error(`${String(row[0])} ${code} differs from the peer`);
      compared++;
    });
  }
  process.stderr.write(`${String(compared)} cells agree with DuckDB\n`);

  const oursMs: number[] = [];
  const peerMs: number[] = [];
  for (let round = 0; round < roundsBefore; round++) await ours();
  for (let round = 0; round < rounds; round++) {
    oursMs.push(await timed(ours));
    peerMs.push(await timed(peer));
  }
  await storage.keeper.close();
  report({
    name: 'Commune × criterion table over 1,000,000 responses',
    ...{ unit: 'ms', values: oursMs },
    peer: { name: 'DuckDB, 1 thread, count_if', values: peerMs },
    goals: [
      { of: 'value', is: 'at most', bound: 20 },
      { of: 'ratio', is: 'at most', bound: 0.1 },
    ],
  });
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

async function createStore() {
  const storage = await createSqliteStorage({ dataDir: folder, ...machineSurroundings });
  const reference = await readReference(shippedData);
  if (!reference.ok) throw new Error(JSON.stringify(reference.error));
  await loadReference(storage.waves, reference.value);
  const reader = createWaveReader(storage.waves);
  const made = await createWave(
    { waves: storage.waves, reader, fields: shippedFieldRegistry(), ...machineSurroundings },
    {
      name: 'Một triệu phiếu',
      instruments: ['household-2022'],
      catalogue: '2025-07-01',
      scheme: 'criterion_mean',
      ...defaultBounds,
      villages: [],
    },
  );
  if (!made.ok) throw new Error(made.error.code);
  const wave = await reader.wave(made.value.waveId);
  if (wave === null) throw new Error('the wave is gone');
  return { storage, wave, reader };
}

type Instrument = Awaited<ReturnType<typeof createStore>>['wave']['instruments'][number];

/** Puts the counts of a million responses where acceptance would have put them, by the product's own counting. */
function fillCounts(
  waveId: string,
  { key, layout, packing }: Instrument,
  communes: readonly string[],
  data: MillionAnswers,
): void {
  const countsByPlace = new Map<string, AnswerCounts>();
  for (let row = 0; row < data.responseCount; row++) {
    const place = `${communes[data.commune[row] ?? 0] ?? ''}/${String(data.village[row])}`;
    let counts = countsByPlace.get(place);
    if (counts === undefined) countsByPlace.set(place, (counts = createCounts(layout)));
    addResponse(layout, counts, packRow(packing, data, row), 1);
  }
  const database = new Database(join(folder, storeFileName));
  const insert = database.prepare('insert into village_counts values (?, ?, ?, ?, ?)');
  database.transaction(() => {
    for (const [place, counts] of countsByPlace) {
      const [commune, village] = place.split('/');
      insert.run(waveId, key, commune, village, countsToBytes(counts));
    }
  })();
  database.close();
}

async function fillDuck(communes: readonly string[], data: MillionAnswers) {
  const file = join(folder, 'answers.csv');
  const lines: string[] = [];
  const width = data.criteria.length;
  for (let row = 0; row < data.responseCount; row++) {
    const answers = Array.from(data.answers.subarray(row * width, (row + 1) * width), (answer) =>
      answer === 0 ? '' : String(answer),
    );
    lines.push(`${communes[data.commune[row] ?? 0] ?? ''},${answers.join(',')}`);
  }
  await writeFile(file, `${lines.join('\n')}\n`);
  const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
  const connection = await instance.connect();
  const columns = data.criteria.map((code) => `${code} utinyint`).join(', ');
  await connection.run(`create table answers (commune varchar, ${columns})`);
  await connection.run(`copy answers from '${file}' (header false, nullstr '')`);
  return connection;
}

const duckQuery = (criteria: readonly string[]): string =>
  `select commune, ${criteria.map((code) => `count_if(${code} >= 4), count(${code})`).join(', ')} from answers group by commune`;

try {
  await measure();
} finally {
  await rm(folder, { recursive: true, force: true });
}
