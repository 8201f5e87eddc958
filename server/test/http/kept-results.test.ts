import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Instant } from '@sipas/shared/kernel';
import { createServerApp } from '../../src/main.ts';
import { machineSurroundings } from '../../src/surroundings.ts';
import { type PeopleWorld, origin, places } from './people-world.ts';
import { setupSmallCase } from './people-small-case.ts';

let world: PeopleWorld;
let before: string;
beforeEach(async () => {
  world = await setupSmallCase({ minimumBase: 1, minimumCell: 1 });
  before = world.waveId;
}, 120_000);
afterEach(() => world.close());

/** The same server over the same store, which keeps nothing: every look is of a state of its own. */
function createForgetful() {
  let looks = 0;
  return createServerApp({
    storage: {
      ...world.storage,
      journal: { version: () => String((looks += 1)), changesSince: () => null },
    },
    config: { origin, clientFolder: '', version: '0.0.0' },
    ...machineSurroundings,
    clock: { now: () => world.now as Instant },
    log: { info: () => undefined, error: () => undefined },
  });
}

const levels = ['province', 'district', 'commune', 'village', 'grouping:huyen-cu'];
/** Every way to a figure of a wave. */
const paths = [
  ...levels.flatMap((level) => [`scores?level=${level}&by=criterion`, `scores?level=${level}`]),
  ...['sex', 'age_band'].flatMap((group) => [
    `scores?level=commune&by=factor&group=${group}`,
    `answers?question=education&level=district&group=${group}`,
  ]),
  'answers?question=overall&level=commune',
  'answers?question=t1_1',
  'answers?question=sex&level=commune',
  'priorities?level=district',
  'priorities?level=commune&places=3',
  'report',
  'report?level=grouping:huyen-cu&day=2026-12-01',
  'report.docx',
  'exports/scores.csv?by=criterion&level=commune&shape=wide',
  'exports/answers.csv?question=age_band&group=sex',
  'exports/priorities.csv?level=district',
  'exports/workbook.xlsx',
];

async function expectSameAsFresh(): Promise<void> {
  const fresh = createForgetful();
  const cookie = await world.cookieOf('analyst');
  for (const path of paths) {
    const address = `/api/v1/waves/${world.waveId}/${path}`;
    const answers = [];
    // Made, kept, and made by who keeps nothing.
    for (const app of [world.app, world.app, fresh])
      answers.push(await app.request(address, { headers: { cookie } }));
    const bodies = await Promise.all(answers.map((answer) => answer.arrayBuffer()));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    const texts = bodies.map((body) => Buffer.from(body).toString('latin1'));
    expect(texts.map((text) => text === texts[2])).toEqual([true, true, true]);
  }
}

test('answers everything that it kept as if it were made anew, line after line [A-101]', async () => {
  await expectSameAsFresh();

  // A man and a woman more, one in a village that had nobody.
  await world.send('surveyor-855', places.longChau, { rating: '2', but: { sex: '2' } });
  await expectSameAsFresh();
  await world.send('surveyor-829', places.benTre, { village: '01', rating: '5' });
  await world.send('surveyor-855', places.other, { rating: '1', but: { age_band: '1' } });
  await expectSameAsFresh();
}, 120_000);

async function sexOf(group: string): Promise<unknown> {
  const path = `/api/v1/waves/${world.waveId}/scores?level=province&by=criterion&group=sex`;
  const answer = await world.ask('analyst', path);
  const { rows } = (await answer.json()) as {
    rows: { code: string; group: { code: string }; percent: string | null; valid: number | null }[];
  };
  const row = rows.find(({ code, group: own }) => code === 't1_1' && own.code === group);
  return [row?.percent, row?.valid];
}

test('shows a late line at once, in the whole and in its group [A-101]', async () => {
  // Of the small case: women r3 (2 of t1_1); men r1 4, r2 3, r4 5, r5 4, r6 4.
  expect([await sexOf('2'), await sexOf('1')]).toEqual([
    ['0.00', 1],
    ['80.00', 5],
  ]);

  await world.send('surveyor-855', places.other, { rating: '5', but: { sex: '2' } });

  expect([await sexOf('2'), await sexOf('1')]).toEqual([
    ['50.00', 2],
    ['80.00', 5],
  ]);
});

test('shows weights that were taken in, and a wave that was closed, at once [A-101]', async () => {
  const path = `/api/v1/waves/${world.waveId}/scores?level=district&by=criterion`;
  const weighted = async () => {
    const { rows } = (await (await world.ask('analyst', path)).json()) as {
      rows: { weighted: unknown }[];
    };
    return rows.some((row) => row.weighted !== null);
  };
  expect(await weighted()).toBe(false);
  await world.storage.waves.setVillageWeights(
    before,
    [
      { commune: places.longChau, village: '01', weight: 10 },
      { commune: places.other, village: '01', weight: 30 },
    ],
    world.now,
  );
  expect(await weighted()).toBe(true);

  const report = `/api/v1/waves/${world.waveId}/report?day=2026-12-01`;
  const open = await (await world.ask('analyst', report)).text();
  await world.storage.waves.setStatus(before, 'closed', null, world.now);
  expect(await (await world.ask('analyst', report)).text()).not.toBe(open);
});

const tagged = ['scores?level=district', 'answers?question=sex', 'priorities', 'report'];

test('tells who has a result already that it is unchanged, until it changes [A-103]', async () => {
  for (const path of tagged) {
    const address = `/api/v1/waves/${world.waveId}/${path}`;
    const first = await world.ask('analyst', address);
    const tag = first.headers.get('ETag') ?? '';
    expect(first.headers.get('Cache-Control')).toBe('private, no-cache');
    expect(first.headers.get('Content-Type')).toBe('application/json');

    const again = (who: 'analyst' | 'admin' | 'analyst-commune', name: string) =>
      world.ask(who, address, { headers: { 'If-None-Match': name } });
    const known = await again('analyst', tag);
    expect([known.status, await known.text(), known.headers.get('ETag')]).toEqual([304, '', tag]);
    // Of the same areas, the same result; of others another one; and a star names none.
    expect((await again('admin', `W/${tag}`)).status).toBe(304);
    expect((await again('analyst-commune', tag)).status).toBe(200);
    expect((await again('analyst', '*')).status).toBe(200);
  }
  const address = `/api/v1/waves/${world.waveId}/scores?level=district`;
  const tag = (await world.ask('analyst', address)).headers.get('ETag') ?? '';
  await world.send('surveyor-829', places.benTre, { rating: '1' });
  const changed = await world.ask('analyst', address, { headers: { 'If-None-Match': tag } });
  expect(changed.status).toBe(200);
  expect(changed.headers.get('ETag')).not.toBe(tag);
});

test('names a comparison by both of its waves [A-103]', async () => {
  const later = await world.addWave('Đợt sau', Object.values(places));
  await world.send('surveyor-855', places.longChau, { rating: '4', inWave: later });
  const address = `/api/v1/waves/${later}/changes?before=${before}&level=district`;
  const first = await world.ask('analyst', address);
  const tag = first.headers.get('ETag') ?? '';
  expect(first.status).toBe(200);

  const again = () => world.ask('analyst', address, { headers: { 'If-None-Match': tag } });
  expect((await again()).status).toBe(304);
  await world.send('surveyor-855', places.longChau, { rating: '1' });
  expect((await again()).status).toBe(200);
});
