import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Raised, SignalTally } from '../../src/use-cases/quality/review-quality.ts';
import { storeFileName } from '../../src/storage-sqlite/index.ts';
import { pushBody, withHash } from '../world/phone.ts';
import { newId } from '../world/setup-world.ts';
import { jsonOf, refusalOf, runHere, setupFolder } from './run-sipas.ts';

let place: Awaited<ReturnType<typeof setupFolder>>;
let waveId: string;
const run = (...args: string[]) => runHere(place.folder, ...args);

interface Review {
  readonly interviews: number;
  readonly surveyors: readonly {
    readonly surveyorId: string;
    readonly surveyor: string;
    readonly interviews: number;
  }[];
  readonly signals: readonly SignalTally[];
  readonly raised: readonly (Raised & { surveyor: string | null })[];
}

beforeAll(async () => {
  place = await setupFolder();
  const demo = await run(
    'demo',
    '--responses',
    '1500',
    '--earlier',
    '0',
    '--seed',
    'quality',
    '--json',
  );
  waveId = (jsonOf(demo) as { waveId: string }).waveId;
}, 120_000);
afterAll(() => place.remove());

describe('the review of a wave in a store', () => {
  test('judges every interview of the demonstration, and finds next to nothing', async () => {
    const ran = await run('quality', waveId, '--json');

    const review = jsonOf(ran) as Review;
    expect([ran.exit, review.interviews]).toEqual([0, 1500]);
    const made = review.surveyors.reduce((sum, { interviews }) => sum + interviews, 0);
    expect([made, review.surveyors[0]?.surveyor]).toEqual([1500, 'dtv-01']);
    expect(review.surveyors.every(({ surveyorId }) => /^[0-9a-f-]{36}$/.test(surveyorId))).toBe(
      true,
    );
    const of = (code: string) => review.signals.find((one) => one.code === code);
    const all = (code: string) => {
      const { raised = 0, quiet = 0, notEnoughBase = 0, notMeasured = 0 } = of(code) ?? {};
      return raised + quiet + notEnoughBase + notMeasured;
    };
    for (const { code } of review.signals.filter((one) => one.code.startsWith('response.')))
      expect([code, all(code)]).toEqual([code, 1500]);
    // One form in 25 is keyed from paper: it has neither pace nor hour.
    expect(of('response.too-fast')?.notMeasured).toBeGreaterThan(20);
    expect(of('response.at-night')?.quiet).toBeGreaterThan(1300);
    // Nobody of the demonstration works at night, and its phones tell no other time than they had.
    expect(of('response.at-night')?.raised).toBe(0);
    // No phone records a position, and no two surveyors of the demonstration work in one commune.
    expect(of('surveyor.position-pile')).toMatchObject({ raised: 0, quiet: 0, notEnoughBase: 0 });
    expect(of('surveyor.unlike-neighbours')).toMatchObject({ raised: 0, quiet: 0 });
    expect(of('surveyor.break-offs')?.quiet).toBeGreaterThan(20);
    expect(review.raised.length).toBeLessThan(15);
  });

  test('tells people the same in lines, without an answer', async () => {
    const ran = await run('quality', waveId);

    expect(ran.exit).toBe(0);
    expect(ran.out).toContain('1500 phiếu');
    expect(ran.out).toMatch(/^response\.too-fast\thỏi quá nhanh\t0\t1\d{3}\t\d+\t\d+\t0,13 %$/m);
    expect(ran.out).toContain('không phải kết luận');
  });

  test('finds a form that was copied from another in a hurry, and names both', async () => {
    const [source, copy] = [someForm(), newId()];
    const { hash: _hash, sig: _sig, ...honest } = source;
    const made = withHash({
      ...honest,
      responseId: copy,
      epoch: 'copied',
      seq: 1,
      prevHash: null,
      clock: { ...source.clock, activeMs: 30_000 },
      body: { ...source.body, household: 'another' },
    });
    await writeFile(join(place.folder, 'copy.ndjson'), pushBody(source, [JSON.stringify(made)]));
    const taken = await run('import-batch', 'copy.ndjson', '--json');

    const ran = await run('quality', waveId, '--json');

    expect(taken.out).toContain('"outcome":"stored"');
    const { raised } = jsonOf(ran) as Review;
    const about = (id: string) => raised.filter(({ subject }) => subject.id === id);
    expect(about(copy).map(({ code }) => code)).toEqual([
      'response.too-fast',
      'response.near-duplicate',
    ]);
    expect(about(copy)[1]).toMatchObject({ value: 1, other: source.responseId });
    expect(about(source.responseId)).toMatchObject([
      { code: 'response.near-duplicate', value: 1, other: copy },
    ]);
    expect(about(copy)[0]?.surveyor).toMatch(/^dtv-\d\d$/);
    expect(ran.out).not.toContain('"answers"');
  });

  test('takes in what was asked again, and names surveyor and items that differ', async () => {
    const rows = await someIds(12);
    const checks = rows.map((id) => `${id},c9_01,4,2\n${id},c9_02,4,4`).join('\n');
    await writeFile(
      join(place.folder, 'again.csv'),
      `response_id,item,recorded,found\n${checks}\n`,
    );

    const ran = await run('quality', waveId, '--back-checks', 'again.csv', '--json');

    const items = (jsonOf(ran) as Review).raised.filter(({ code }) => code === 'item.back-check');
    // All 12 differ: the interval begins at 12 / (12 + z²), z of 95 %.
    expect(items).toMatchObject([
      { subject: { id: 'c9_01' }, value: 1, n: 12, surveyor: null, surveyorId: null },
    ]);
    expect(items[0]?.interval?.[0]).toBeCloseTo(12 / (12 + 1.959964 ** 2), 6);
  });

  test.each([
    ['an unknown wave', 'quality x', null, 'wave.unknown', 'x'],
    ['a file without its columns', '', 'a,b\n1,2\n', 'file.bad-row', 'line 2'],
    ['an empty file', '', '', 'back-check.empty', 'bad.csv'],
    ['a file with nothing but its header', '', '#', 'back-check.empty', 'line 2'],
    ['a response that is not here', '', '#x,c9_01,4,4', 'back-check.unknown-response', 'line 2: x'],
    ['a question that is none', '', '#ID,c99,4,4', 'back-check.unknown-item', 'line 2: c99'],
    [
      'a recorded answer that is none',
      '',
      '#ID,c9_01,4,4\n\nID,c9_02,44,4',
      'back-check.unknown-answer',
      'line 4: recorded: "44"',
    ],
    [
      'a found answer that is none',
      '',
      '#ID,c9_01,4,x',
      'back-check.unknown-answer',
      'line 2: found: "x"',
    ],
    ['a blank answer', '', '#ID,c9_01,,4', 'back-check.unknown-answer', 'line 2: recorded: ""'],
    [
      'an answer asked again twice',
      '',
      '#ID,c9_01,4,4\nID,c9_02,4,4\nID,c9_01,4,2',
      'back-check.repeated',
      'line 4: as line 2',
    ],
  ])('refuses %s', async (_, args, text, code, detail) => {
    const [id = ''] = await someIds(1);
    const header = 'response_id,item,recorded,found\n';
    if (text !== null)
      await writeFile(
        join(place.folder, 'bad.csv'),
        text.replace('#', header).replaceAll('ID', id),
      );
    const command = args === '' ? ['quality', waveId, '--back-checks', 'bad.csv'] : args.split(' ');

    const ran = await run(...command, '--json');

    expect([ran.exit, refusalOf(ran)]).toEqual([1, code]);
    if (text !== null) expect(ran.out).toContain(JSON.stringify(detail).slice(1, -1));
  });
});

/** Ids of forms to the household form that count. */
async function someIds(count: number): Promise<readonly string[]> {
  const { out } = await run('export', 'responses', '--wave', waveId);
  const ids = out.match(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g) ?? [];
  return ids.filter((id) => id !== waveId).slice(0, count);
}

interface Envelope {
  readonly responseId: string;
  readonly deviceId: string;
  readonly clock: object;
  readonly body: object;
  readonly [member: string]: unknown;
}

/** The first form of an interview to the household form, as its phone sent it. */
function someForm(): Envelope {
  const db = new Database(join(place.folder, 'var', storeFileName), { readonly: true });
  const lines = db.prepare("select line from envelopes where outcome = 'stored' order by receipt");
  const forms = lines
    .pluck()
    .all()
    .map((line) => JSON.parse((line as Buffer).toString('utf8')) as Envelope)
    .filter(
      ({ kind, instrument, body }) =>
        [kind, (instrument as { id: string }).id, (body as { mode: string }).mode].join() ===
        'final,household-2022,interview',
    );
  db.close();
  const [first] = forms;
  if (first === undefined) throw new Error('the demonstration has no form');
  return first;
}
