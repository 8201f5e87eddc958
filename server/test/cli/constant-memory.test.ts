import { spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cliFile, setupFolder } from './run-sipas.ts';

/** A million rows; kept, they would take some hundreds of megabytes of objects. */
const rowCount = 1_000_000;
/** Room for the program itself and little more. */
const heapMegabytes = 48;

let place: Awaited<ReturnType<typeof setupFolder>>;
beforeAll(async () => {
  place = await setupFolder();
}, 30_000);
afterAll(() => place.remove());

/** Writes a header and so many rows, the n-th being the n-th of a few in turn. */
async function write(name: string, header: string, rows: readonly string[]): Promise<void> {
  const part = `${Array.from({ length: 1_000 }, (_, row) => rows[row % rows.length]).join('\n')}\n`;
  function* parts() {
    yield `${header}\n`;
    for (let row = 0; row < rowCount; row += 1_000) yield part;
  }
  await pipeline(Readable.from(parts()), createWriteStream(join(place.folder, name)));
}

function runSmall(...args: readonly string[]): Promise<{ exit: number | null; out: string }> {
  return new Promise((resolve, reject) => {
    const limit = `--max-old-space-size=${String(heapMegabytes)}`;
    const child = spawn(process.execPath, [limit, cliFile, ...args, '--json'], {
      cwd: place.folder,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    let out = '';
    child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString('utf8')));
    child.once('error', reject);
    child.once('close', (exit) => resolve({ exit, out }));
  });
}

test('score takes a million rows in the room of a few [S-11]', async () => {
  await write('answers.csv', 'xa,t1_1,t1_2,t1_3,t1_4', [
    '1,4,5,3,2',
    '2,3,4,,5',
    '1,5,5,4,1',
    '2,1,2,3,4',
  ]);

  const instrument = ['--instrument', 'transaction-5-factor', '--missing-columns', 'allow'];
  const asked = [...instrument, '--unit-column', 'xa'];
  const { exit, out } = await runSmall('score', 'answers.csv', ...asked);

  expect(exit).toBe(0);
  const rows = JSON.parse(out) as { unit: string; code: string; numerator: number }[];
  // Of every four rows 4 and 5 are satisfied with t1_1 in unit 1, neither in unit 2.
  const found = rows.filter(({ code }) => code === 't1_1');
  expect(found.map(({ unit, numerator }) => [unit, numerator])).toEqual([
    ['1', rowCount / 2],
    ['2', 0],
  ]);
}, 240_000);

test('estimate takes a million rows in the room of a few [E-12]', async () => {
  await write('sample.csv', 'y,w,s,v', ['1,2,a,1', '0,2,a,2', '1,2,b,3', '1,2,b,4']);

  const design = ['--weight', 'w', '--stratum', 's', '--cluster', 'v'];
  const { exit, out } = await runSmall('estimate', 'sample.csv', '--value', 'y', ...design);

  expect(exit).toBe(0);
  expect(JSON.parse(out)).toMatchObject([{ estimate: 0.75, n: rowCount }]);
}, 240_000);
