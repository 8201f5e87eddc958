import { join } from 'node:path';
import Database from 'better-sqlite3';
import Papa from 'papaparse';
import { afterEach, expect, test } from 'vitest';
import type { ReportDocument, Trend } from '@sipas/shared/wire';
import { policy } from '../../src/http/policy.ts';
import { freezeWorld, renewWorld } from './freeze-world.ts';
import { setupSmallCase, setupTwoWaves } from './people-small-case.ts';
import { type PeopleWorld, type Username, code, places } from './people-world.ts';

let world: PeopleWorld | undefined;
afterEach(async () => {
  await world?.close();
  world = undefined;
});

const answerOf = async (from: PeopleWorld, who: Username, path: string) => {
  const answer = await from.ask(who, path);
  return answer.ok ? answer.status : [answer.status, await code(answer)];
};

const refused = [409, 'figures.not-frozen'];
/** What each route of figures needs beside its path. */
const queries: Readonly<Record<string, (waveId: string) => string>> = {
  answers: () => 'question=sex',
  changes: (waveId) => `before=${waveId}&level=commune`,
  'unit-pair': () => `level=commune&unit=${places.longChau}`,
};
/** Routes of a wave that an observer may use and that tell how people answered, whatever the table of rights will hold. */
const figureRoutes = Object.entries(policy).flatMap(([key, { who }]) => {
  const path = /^GET \/api\/v1(\/waves\/:id\/.+)$/.exec(key)?.[1];
  const isTold = path !== undefined && typeof who !== 'string' && who.includes('observer');
  return isTold && !/progress|areas/.test(path) ? [path] : [];
});

test('an observer is told figures of a frozen wave alone, whoever makes them also those of a growing one [W-52]', async () => {
  const own = await setupSmallCase({ minimumBase: 1, minimumCell: 1 });
  world = own;
  const ask = async (who: Username) => {
    await own.cookieOf(who);
    return Promise.all(
      figureRoutes.map((path) => {
        const name =
          path
            .split('/')
            .at(-1)
            ?.replace(/\.csv$/, '') ?? '';
        const query = queries[name]?.(own.waveId) ?? '';
        return answerOf(own, who, `/api/v1${path.replace(':id', own.waveId)}?${query}`);
      }),
    );
  };

  expect(figureRoutes.length).toBeGreaterThan(11);
  expect(await ask('analyst')).toEqual(figureRoutes.map(() => 200));
  expect(await ask('admin')).toEqual(figureRoutes.map(() => 200));
  expect(await ask('observer')).toEqual(figureRoutes.map(() => refused));
  await own.storage.waves.setStatus(own.waveId, 'closed', null, own.now);
  expect(await ask('observer')).toEqual(figureRoutes.map(() => refused));
  await freezeWorld(own);
  expect(await ask('observer')).toEqual(figureRoutes.map(() => 200));
});

test('a frozen wave is neither compared with a growing one nor followed to it, for who watches from outside [W-52]', async () => {
  const two = await setupTwoWaves();
  world = two.world;
  const { waveId } = two.world;
  await freezeWorld(two.world);
  const changes = `/api/v1/waves/${waveId}/changes?before=${two.later}&level=province`;
  const pointsFor = async (who: Username) => {
    const trend = await two.world.ask(who, `/api/v1/waves/${waveId}/trend?level=commune`);
    return ((await trend.json()) as Trend).points.map(({ wave }) => wave.id);
  };

  expect(await answerOf(two.world, 'analyst', changes)).toBe(200);
  expect(await answerOf(two.world, 'observer', changes)).toEqual(refused);
  expect(await pointsFor('analyst')).toEqual([waveId, two.later]);
  expect(await pointsFor('observer')).toEqual([waveId]);
});

test('no link is made to a growing wave, and one that leads there tells nothing [W-52] [X-74]', async () => {
  const own = await setupSmallCase({ minimumBase: 1, minimumCell: 1 });
  world = own;
  const body = JSON.stringify({ name: 'Bảng', file: 'scores.csv', query: {}, days: 30 });
  const headers = { 'Content-Type': 'application/json' };
  const path = `/api/v1/waves/${own.waveId}/links`;
  const make = () => own.ask('analyst', path, { method: 'POST', headers, body });
  const early = await make();
  expect([early.status, await code(early)]).toEqual(refused);
  await freezeWorld(own);
  const { url } = (await (await make()).json()) as { url: string };
  const open = () => own.ask(null, url.slice(new URL(url).origin.length));

  expect((await open()).status).toBe(200);
  // As an earlier version may have left it: a link, and a wave that is not frozen.
  const database = new Database(join(own.dataDir, 'sipas.sqlite'));
  for (const table of ['wave_editions', 'edition_responses', 'edition_counts'])
    database.exec(`delete from ${table}`);
  database.close();
  const closed = await open();
  expect([closed.status, await code(closed)]).toEqual(refused);
});

test('themes of a frozen wave count the forms of its first edition, whoever came since [T-14] [W-52]', async () => {
  const own = await setupSmallCase({ minimumBase: 1, minimumCell: 1 });
  world = own;
  const say = (comment: string) => own.send('surveyor-829', places.benTre, { but: { comment } });
  await say('Nộp hồ sơ trực tuyến còn khó');
  const counts = async () => {
    const path = `/api/v1/waves/${own.waveId}/exports/comment-themes.csv?question=comment&level=province`;
    const csv = new TextDecoder().decode(await (await own.ask('analyst', path)).arrayBuffer());
    const { data } = Papa.parse<Record<string, string>>(csv.trimEnd(), { header: true });
    return ['', 'online'].map((theme) => {
      const row = data.find((one) => one['theme'] === theme);
      return [row?.['n_responses'], row?.['n_comments']];
    });
  };
  // Six forms of the small case and this one.
  const first = [
    ['7', '1'],
    ['7', '1'],
  ];
  expect(await counts()).toEqual(first);
  await freezeWorld(own);
  await say('Trực tuyến mà vẫn phải đến tận nơi');
  expect(await counts()).toEqual(first);
  await renewWorld(own);
  expect(await counts()).toEqual(first);
});

test('a file with a figure that is not frozen says so in its name, and no other does [W-52] [W-53]', async () => {
  const { world: own, later } = await setupTwoWaves();
  world = own;
  const alone = [
    ...['scores.csv', 'answers.csv?question=sex', 'priorities.csv', 'workbook.xlsx'],
    ...[
      'comment-themes.csv?question=comment',
      `unit-pair.csv?level=commune&unit=${places.longChau}`,
    ],
    '../report.docx?day=2026-11-28',
  ];
  const withOther = (other: string) => [
    ...['trend.csv?level=commune', `changes.csv?before=${other}&level=commune`],
    `../report.docx?day=2026-11-28&before=${other}`,
  ];
  const standings = (wave: string, files: readonly string[]) =>
    Promise.all(
      files.map(async (file) => {
        const answer = await own.ask('analyst', `/api/v1/waves/${wave}/exports/${file}`);
        const name = answer.headers.get('content-disposition') ?? String(answer.status);
        return /_(chua-chot|ban-[0-9-]+)[_.]/.exec(name)?.[1] ?? `${file}: ${name}`;
      }),
    );
  const growing = (files: readonly string[]) => files.map(() => 'chua-chot');

  expect(await standings(own.waveId, alone)).toEqual(growing(alone));
  await freezeWorld({ ...own, waveId: later });
  // Beside a growing wave nothing is put into a document of figures that stand, unless somebody asks for it.
  expect(await standings(later, alone)).toEqual(alone.map(() => 'ban-1'));
  expect(await standings(later, withOther(own.waveId))).toEqual(growing(withOther('')));
  expect((await reportOf(own, later)).cover.title).toBe('BÁO CÁO');
  expect((await reportOf(own, later, own.waveId)).cover.title).toBe('DỰ THẢO BÁO CÁO');
  await freezeWorld(own);
  expect(await standings(later, withOther(own.waveId))).toEqual(['ban-1', 'ban-1-1', 'ban-1']);
  expect((await reportOf(own, later, own.waveId)).cover.title).toBe('BÁO CÁO');
});

async function reportOf(own: PeopleWorld, wave: string, before?: string): Promise<ReportDocument> {
  const query = before === undefined ? '' : `?before=${before}`;
  const answer = await own.ask('analyst', `/api/v1/waves/${wave}/report${query}`);
  return (await answer.json()) as ReportDocument;
}
