import Papa from 'papaparse';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { parse } from 'valibot';
import {
  type GroupingDetails,
  areaListSchema,
  groupingDetailsSchema,
  groupingListSchema,
} from '@sipas/shared/wire';
import { readGroupingFile } from '../../src/use-cases/groupings/read-grouping-file.ts';
import {
  type PeopleWorld,
  type Username,
  code,
  origin,
  places,
  setupPeopleWorld,
} from './people-world.ts';

const id = 'buu-dien-khu-vuc';
let world: PeopleWorld;
let now: GroupingDetails;
beforeAll(async () => {
  world = await setupPeopleWorld();
}, 120_000);
beforeEach(async () => {
  now = await show();
});
afterAll(() => world.close());

const show = async (which = id): Promise<GroupingDetails> =>
  parse(
    groupingDetailsSchema,
    await (await world.ask('admin', `/api/v1/groupings/${which}`)).json(),
  );
const post = (path: string, body: string, type: string, who: Username = 'admin') =>
  world.ask(who, `/api/v1/groupings/${path}`, {
    method: 'POST',
    headers: { 'Content-Type': type, Origin: origin },
    body,
  });
const revise = (changes: object = {}, who: Username = 'admin', which = id) =>
  post(
    `${which}/revisions`,
    JSON.stringify({
      revision: now.revision,
      areas: now.areas.map(({ code: area, title }) => ({ code: area, title })),
      communes: now.communes.map(({ code: commune, area }) => ({ code: commune, area })),
      ...changes,
    }),
    'application/json',
    who,
  );
const moved = (commune: string, area: string) =>
  now.communes.map((one) => ({ code: one.code, area: one.code === commune ? area : one.area }));
const upload = (csv: string) =>
  post(`${id}/file?revision=${String(now.revision)}`, csv, 'text/csv');
const fileOf = async (query = '') =>
  (await world.ask('admin', `/api/v1/groupings/${id}/export.csv?${query}`)).text();
const refusal = async (answer: Response) => {
  const { status } = answer;
  const body = (await answer.json()) as { code: string; detail: string };
  return [status, body.code, /\(([^()]*)\)$/.exec(body.detail)?.[1] ?? ''];
};
const areaOf = async (commune: string) => {
  const path = `/api/v1/waves/${world.waveId}/areas?level=grouping:${id}`;
  const list = parse(areaListSchema, await (await world.ask('analyst', path)).json());
  return list.communes.find((one) => one.code === commune)?.area;
};

describe('a grouping', () => {
  test('that is shipped is its version 0, and the former districts are read alone [U-64]', async () => {
    const answer = await world.ask('admin', '/api/v1/groupings');
    const { groupings } = parse(groupingListSchema, await answer.json());

    // data/admin-units/README.md: 124 communes, three areas of the post.
    expect(groupings.map((one) => [one.id, one.areas, one.communes, one.editable])).toEqual([
      [id, 3, 124, true],
      ['huyen-cu', expect.any(Number), 124, false],
    ]);
    expect(groupings[0]).toMatchObject({ revision: 0, changedAt: null, changedBy: null });
    now = await show('huyen-cu');
    expect(await refusal(await revise({}, 'admin', 'huyen-cu'))).toEqual([
      409,
      'grouping.read-only',
      '',
    ]);
  });

  test('is written anew, and what is asked by it follows at once [U-65] [U-62]', async () => {
    const before = await areaOf(places.longChau);
    expect(before).toBe('vinh-long');

    const answer = await revise({ communes: moved(places.longChau, 'ben-tre') });

    const kept = parse(groupingDetailsSchema, await answer.json());
    expect(kept).toMatchObject({ revision: now.revision + 1, changedBy: 'Người admin' });
    expect(kept.history[0]).toMatchObject({ moved: 1, added: [], removed: [], renamed: [] });
    expect(await areaOf(places.longChau)).toBe('ben-tre');
  });

  test('keeps the work of the first of two who saw the same version, and tells the second [U-62]', async () => {
    const one = moved(places.longChau, 'tra-vinh');
    const other = moved(places.longChau, 'vinh-long');

    const answers = await Promise.all([revise({ communes: one }), revise({ communes: other })]);

    const codes = await Promise.all(answers.map(async (one) => (one.ok ? 'kept' : code(one))));
    expect([...codes].sort()).toEqual(['grouping.changed', 'kept']);
    expect((await show()).revision).toBe(now.revision + 1);
  });

  test('that reads as before is no new version, also said again after a lost answer [U-66]', async () => {
    const target = now.communes.find(({ code: one }) => one === places.benTre)?.area;
    const communes = moved(places.benTre, target === 'ben-tre' ? 'tra-vinh' : 'ben-tre');

    for (const _ of [1, 2]) {
      const answer = await revise({ communes });
      expect(parse(groupingDetailsSchema, await answer.json()).revision).toBe(now.revision + 1);
    }
  });

  test('keeps no area without a commune [U-65]', async () => {
    const areas = [...now.areas, { code: 'moi', title: 'Khu vực mới' }];
    expect(await refusal(await revise({ areas }))).toEqual([
      422,
      'grouping.empty-area',
      'Khu vực mới',
    ]);
  });

  test('is written by who sees every commune, and read by administrators alone [U-64]', async () => {
    expect(await refusal(await revise({}, 'admin-elsewhere'))).toEqual([
      403,
      'permission.denied',
      '',
    ]);
    for (const who of ['analyst', 'office', 'surveyor'] as const)
      expect((await world.ask(who, '/api/v1/groupings')).status).toBe(403);
    expect(await refusal(await world.ask('admin', '/api/v1/groupings/khac'))).toEqual([
      404,
      'grouping.unknown',
      'khac',
    ]);
  });

  test('keeps an area in which somebody works, and names them [U-66]', async () => {
    const withNew = await revise({
      areas: [...now.areas, { code: 'moi', title: 'Khu vực mới' }],
      communes: moved(places.other, 'moi'),
    });
    now = parse(groupingDetailsSchema, await withNew.json());
    const user = { id: 'u-moi', username: 'moi', role: 'office', passwordHash: '' } as const;
    await world.storage.people.addUser(
      { ...user, name: 'Nguyễn Thị Mới', areas: [`grouping:${id}:moi`] },
      world.now,
    );
    const rest = now.areas.filter((one) => one.code !== 'moi');

    const answer = await revise({ areas: rest, communes: moved(places.other, 'vinh-long') });

    expect(await refusal(answer)).toEqual([409, 'grouping.in-use', 'Nguyễn Thị Mới']);
    expect((await show()).areas.find((one) => one.code === 'moi')?.people).toEqual([
      'Nguyễn Thị Mới',
    ]);
  });
});

describe('a file', () => {
  test('that was downloaded is taken in again, in every way of writing it, and changes nothing [U-67]', async () => {
    for (const query of ['bom=0', 'bom=1&separator=semicolon&decimal=comma']) {
      const file = await fileOf(query);
      expect(Papa.parse(file.replace('\uFEFF', ''), { skipEmptyLines: true }).data).toHaveLength(
        125,
      );
      const answer = await upload(
        query.includes('bom=1') ? `\uFEFF${file.replace('\uFEFF', '')}` : file,
      );
      expect(parse(groupingDetailsSchema, await answer.json()).revision).toBe(now.revision);
    }
  });

  test('that is wrong is refused with its line, and nothing is stored [U-66]', async () => {
    const file = await fileOf('bom=0');
    const lines = file.trimEnd().split('\n');
    const [header = '', first = '', second = ''] = lines;
    const cases: readonly (readonly [string, string, string])[] = [
      ['', 'grouping.wrong-columns', 'commune_code, node_code, node_name'],
      [`${header}\n`, 'grouping.empty', ''],
      [file.replace('node_name', 'ten'), 'grouping.wrong-columns', 'node_name'],
      [lines.with(2, `${second},thừa`).join('\n'), 'grouping.bad-row', '3'],
      [[...lines, first].join('\n'), 'grouping.repeated-commune', `126: ${first.slice(0, 5)}`],
      [
        lines.with(2, second.replace(/^\d+/, '99999')).join('\n'),
        'grouping.unknown-commune',
        '3: 99999',
      ],
      [lines.toSpliced(2, 1).join('\n'), 'grouping.missing-communes', second.slice(0, 5)],
      ['\u0000\u0001', 'grouping.unreadable-file', ''],
    ];
    for (const [csv, wanted, detail] of cases)
      expect((await refusal(await upload(csv))).slice(1), wanted).toEqual([wanted, detail]);
    expect((await show()).revision).toBe(now.revision);
  });

  test('of 5 MB, or in another encoding, is refused by a sentence [U-63]', async () => {
    const big = await upload('x'.repeat(5 * 1024 * 1024));
    expect(await refusal(big)).toEqual([413, 'grouping.file-too-large', '']);
    const windows = readGroupingFile(Uint8Array.from([0x58, 0xe3, 0x2c, 0x41]));
    expect(windows).toMatchObject({ error: { code: 'grouping.unreadable-file' } });
    const large = readGroupingFile(new Uint8Array(1024 * 1024 + 1));
    expect(large).toMatchObject({ error: { code: 'grouping.file-too-large' } });
  });
});
