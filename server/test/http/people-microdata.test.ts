import Papa from 'papaparse';
import { afterEach, describe, expect, test } from 'vitest';
import { readZip } from '../exports/read-workbook.ts';
import { freezeWorld } from './freeze-world.ts';
import { type PeopleWorld, type Username, code } from './people-world.ts';
import { setupSmallCase } from './people-small-case.ts';

let world: PeopleWorld | undefined;
afterEach(async () => {
  await world?.close();
  world = undefined;
});

async function setupFrozen(bounds: { minimumBase: number; minimumCell: number }) {
  world = await setupSmallCase(bounds);
  await freezeWorld(world);
  return world;
}

const ask = (from: PeopleWorld, who: Username = 'analyst', init: RequestInit = {}) =>
  from.ask(who, `/api/v1/waves/${from.waveId}/exports/microdata.zip`, init);

async function filesOf(answer: Response) {
  const files = readZip(Buffer.from(await answer.arrayBuffer()));
  const csv = files.get('responses.csv')?.toString('utf8') ?? '';
  const { data } = Papa.parse<Record<string, string>>(csv, { header: true, skipEmptyLines: true });
  return { files, rows: data };
}

const columnOf = (rows: readonly Record<string, string>[], name: string) =>
  rows.map((row) => row[name]).sort();

describe('microdata.zip', () => {
  test('holds rows, codebook and programs, and of a person answers alone [X-76]', async () => {
    const answer = await ask(await setupFrozen({ minimumBase: 1, minimumCell: 1 }));

    expect(answer.headers.get('Content-Disposition')).toBe(
      'attachment; filename="sipas_microdata_dot-thu_ban-1_transaction-5-factor.zip"',
    );
    const { files, rows } = await filesOf(answer);
    expect([...files.keys()]).toEqual(['responses.csv', 'codebook.csv', 'read.R', 'read.sps']);
    // Five men and a woman; the criteria of the six forms of people-small-case.ts.
    expect(columnOf(rows, 'sex')).toEqual(['1', '1', '1', '1', '1', '2']);
    expect(columnOf(rows, 't1_1')).toEqual(['2', '3', '4', '4', '4', '5']);
    expect(columnOf(rows, 't1_2')).toEqual(['3', '4', '4', '4', '5', '5']);
    const names = Object.keys(rows[0] ?? {});
    for (const secret of ['ethnicity', 'comment', 'commune', 'village', 'response_id', 'household'])
      expect(names.filter((name) => name.includes(secret))).toEqual([]);
    for (const bytes of files.values()) {
      expect(bytes.toString('utf8')).not.toMatch(/29551|29590|28756|Long Châu/);
    }
  });

  test('withholds what only one has, and enough beside it [X-76]', async () => {
    const { rows } = await filesOf(
      await ask(await setupFrozen({ minimumBase: 2, minimumCell: 2 })),
    );

    // The one woman stands alone without all of her profile, and the only other group goes with her.
    expect(columnOf(rows, 'sex')).toEqual(['', '', '', '', '', '']);
    expect(columnOf(rows, 'age_band')).toEqual(['', '', '', '', '', '']);
    expect(columnOf(rows, 't1_1')).toEqual(['2', '3', '4', '4', '4', '5']);
  });

  test('is not made of an open wave, of a few people or for who sees a part [X-76]', async () => {
    const open = await setupSmallCase({ minimumBase: 1, minimumCell: 1 });
    const ofOpen = await ask(open);
    await open.close();
    const few = await setupFrozen({ minimumBase: 7, minimumCell: 2 });
    const ofFew = await ask(few);
    const ofPart = await ask(few, 'analyst-commune');

    expect([ofOpen.status, await code(ofOpen)]).toEqual([409, 'figures.not-frozen']);
    expect([ofFew.status, await code(ofFew)]).toEqual([409, 'microdata.too-few']);
    expect([ofPart.status, await code(ofPart)]).toEqual([403, 'permission.denied']);
  });

  test('is the same bytes each time, under one tag [X-73] [X-76]', async () => {
    const closed = await setupFrozen({ minimumBase: 1, minimumCell: 1 });
    const [first, second] = await Promise.all([ask(closed), ask(closed)]);
    const tag = first.headers.get('ETag') ?? '';

    const [one, two] = [await first.arrayBuffer(), await second.arrayBuffer()];
    expect(Buffer.from(one).equals(Buffer.from(two))).toBe(true);
    const again = await ask(closed, 'analyst', { headers: { 'If-None-Match': tag } });
    expect(again.status).toBe(304);
  });

  test.each(['office', 'surveyor'] as const)('is closed to %s [P-14]', async (who) => {
    const answer = await ask(await setupFrozen({ minimumBase: 1, minimumCell: 1 }), who);

    expect([answer.status, await code(answer)]).toEqual([403, 'permission.denied']);
  });
});
