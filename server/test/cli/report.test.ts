import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { jsonOf, refusalOf, runHere, setupFolder } from './run-sipas.ts';

let place: Awaited<ReturnType<typeof setupFolder>>;
let wave: string;
beforeAll(async () => {
  place = await setupFolder();
  const demo = await runHere(
    place.folder,
    ...['demo', '--responses', '60', '--earlier', '0', '--seed', 'report', '--json'],
  );
  wave = (jsonOf(demo) as { waveId: string }).waveId;
}, 120_000);
afterAll(() => place.remove());

const report = (...args: readonly string[]) =>
  runHere(place.folder, 'report', '--instrument', 'transaction-5-factor', ...args);

test('a report is written as a file of Word, the same bytes for the same data and day [N-11]', async () => {
  const written: Buffer[] = [];
  for (const out of ['one.docx', 'two.docx', 'next.docx']) {
    const day = out === 'next.docx' ? '2026-11-28' : '2026-11-27';
    const ran = await report('--wave', wave, '--day', day, '--out', out);
    expect([ran.exit, ran.err]).toEqual([0, expect.stringMatching(/^Số liệu chưa chốt.*\n$/)]);
    written.push(await readFile(join(place.folder, out)));
  }

  const [one, two, next] = written;
  expect(one?.subarray(0, 2).toString()).toBe('PK');
  expect(one?.equals(two as Buffer)).toBe(true);
  expect(one?.equals(next as Buffer)).toBe(false);
});

test('a report is refused by code where the wave or the level is none [N-11]', async () => {
  const missing = '01890000-0000-7000-8000-000000000000';

  const unknown = await report('--wave', missing, '--out', 'no.docx', '--json');
  const level = await report('--wave', wave, '--level', 'village', '--out', 'no.docx', '--json');

  expect([refusalOf(unknown), refusalOf(level)]).toEqual(['wave.unknown', 'report.unknown-level']);
  await expect(readFile(join(place.folder, 'no.docx'))).rejects.toThrow('ENOENT');
});
