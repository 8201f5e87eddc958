import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createHash } from 'node:crypto';
import { readZip } from '../exports/read-workbook.ts';
import { freezeWorld } from './freeze-world.ts';
import { type PeopleWorld, type Username, code } from './people-world.ts';
import { setupSmallCase } from './people-small-case.ts';

let world: PeopleWorld;
let openAnswer: Response;
beforeAll(async () => {
  world = await setupSmallCase({ minimumBase: 1, minimumCell: 1 });
  openAnswer = await ask();
  const weights = [
    { commune: '29551', village: '01', weight: 10 },
    { commune: '29590', village: '01', weight: 30 },
  ];
  await world.storage.waves.setVillageWeights(world.waveId, weights, world.now);
  await freezeWorld(world);
}, 120_000);
afterAll(() => world.close());

const ask = (who: Username = 'analyst', init: RequestInit = {}) =>
  world.ask(who, `/api/v1/waves/${world.waveId}/exports/bundle.zip`, init);
const filesOf = async (answer: Response) => readZip(Buffer.from(await answer.arrayBuffer()));
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

describe('bundle.zip', () => {
  test('has the answers of each form with its commune, and nothing that tells whose they are [X-80]', async () => {
    const files = await filesOf(await ask());

    const lines = (files.get('data/responses.csv')?.toString('utf8') ?? '').trimEnd().split('\n');
    const header = lines[0]?.split(',') ?? [];
    // The six forms of people-small-case.ts: two of 28756, three of 29551, one of 29590.
    expect(lines.slice(1).map((line) => line.split(',').slice(0, 2).join(' '))).toEqual([
      '28756 1',
      '28756 1',
      '29551 1',
      '29551 1',
      '29551 1',
      '29590 1',
    ]);
    const first = header.indexOf('t1_1');
    expect(lines.slice(1).map((line) => line.split(',')[first])).toEqual([
      '4',
      '4',
      '3',
      '4',
      '2',
      '5',
    ]);
    for (const secret of ['response_id', 'village', 'household', 'ethnicity', 'comment', 'mode'])
      expect(header.filter((name) => name.includes(secret))).toEqual([]);
    for (const bytes of files.values())
      expect(bytes.toString('utf8')).not.toMatch(/Ấp 1|Người surveyor|2026-11-20/);
  });

  test('has the very tables that the console gives, with weights [X-81]', async () => {
    const files = await filesOf(await ask());

    let compared = 0;
    for (const level of ['province', 'district', 'commune'])
      for (const by of ['overall', 'block', 'factor', 'criterion']) {
        const query = new URLSearchParams({ level, by });
        const path = `/api/v1/waves/${world.waveId}/exports/scores.csv?${String(query)}`;
        const shown = Buffer.from(await (await world.ask('analyst', path)).arrayBuffer());
        expect(files.get(`tables/scores_${level}_${by}.csv`)?.equals(shown)).toBe(true);
        compared += 1;
      }
    const path = `/api/v1/waves/${world.waveId}/exports/answers.csv?question=sex`;
    const shown = Buffer.from(await (await world.ask('analyst', path)).arrayBuffer());
    expect(files.get('tables/answers_province_sex.csv')?.equals(shown)).toBe(true);
    expect(compared).toBe(12);
    // A table of a sensitive question cannot follow from data that leave it out.
    expect([...files.keys()].filter((name) => name.includes('ethnicity'))).toEqual([]);
    expect(files.get('data/weights.csv')?.toString('utf8')).toBe(
      'commune_code,cluster,weight\n29551,1,10\n29590,1,30\n',
    );
  });

  test('lists the SHA-256 of every other file, and is the same bytes each time, under one tag [X-82]', async () => {
    const [first, second] = [await ask(), await ask('admin')];
    const tag = first.headers.get('ETag') ?? '';
    const [one, two] = [await first.arrayBuffer(), await second.arrayBuffer()];

    expect(Buffer.from(one).equals(Buffer.from(two))).toBe(true);
    const files = readZip(Buffer.from(one));
    const sums = [...files]
      .filter(([name]) => name !== 'SHA256SUMS')
      .map(([name, bytes]) => `${sha256(bytes)}  ${name}\n`);
    expect(files.get('SHA256SUMS')?.toString('utf8')).toBe(sums.join(''));
    expect((await ask('analyst', { headers: { 'If-None-Match': tag } })).status).toBe(304);
    expect(first.headers.get('Content-Disposition')).toBe(
      'attachment; filename="sipas_bundle_dot-thu_ban-1_transaction-5-factor.zip"',
    );
  });

  test('is not made of an open wave, nor for who sees a part of it [X-80]', async () => {
    const ofPart = await ask('analyst-commune');

    expect([openAnswer.status, await code(openAnswer)]).toEqual([409, 'figures.not-frozen']);
    expect([ofPart.status, await code(ofPart)]).toEqual([403, 'permission.denied']);
  });

  test.each(['office', 'surveyor'] as const)('is closed to %s [X-80]', async (who) => {
    const answer = await ask(who);

    expect([answer.status, await code(answer)]).toEqual([403, 'permission.denied']);
  });
});
