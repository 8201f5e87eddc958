import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'valibot';
import { canonicalJson } from '@sipas/shared/kernel';
import type { Instrument } from '@sipas/shared/questionnaire';
import { instrumentDiffSchema, instrumentListSchema } from '@sipas/shared/wire';
import { type PeopleWorld, type Username, code, places, setupPeopleWorld } from './people-world.ts';

const versionOf = (instrument: Instrument): string =>
  createHash('sha256').update(canonicalJson(instrument)).digest('hex');

let world: PeopleWorld;
let second: Instrument;
/** A wave that has the first version only. */
let otherWaveId: string;
beforeAll(async () => {
  world = await setupPeopleWorld();
  otherWaveId = await world.addWave('Đợt khác', [places.benTre]);
  const first = world.instrument.definition;
  second = {
    ...first,
    satisfiedOptions: ['3', '4', '5'],
    sections: first.sections.map((section) => ({
      ...section,
      questions: section.questions.map((question) =>
        question.code === 'sex'
          ? { ...question, text: { ...question.text, vi: '=Giới tính mới' } }
          : question,
      ),
    })),
  };
  const published = { id: second.id, version: versionOf(second), canonical: canonicalJson(second) };
  await world.storage.waves.publish(world.waveId, published, world.now);
}, 120_000);
afterAll(() => world.close());

const list = async (who: Username) =>
  parse(instrumentListSchema, await (await world.ask(who, '/api/v1/instruments')).json())
    .instruments;
const diffPath = (before: string, after: string, what = 'diff', id = 'transaction-5-factor') =>
  `/api/v1/instruments/${id}/${what}${what.endsWith('bom=0') ? '&' : '?'}before=${before}&after=${after}`;
const first = (): string => world.instrument.version;

describe('the instruments of the store', () => {
  test('are listed with their versions, the newest first, and the waves that ask each [W-40]', async () => {
    const found = await list('admin');

    expect(found.map(({ id }) => id)).toEqual(['household-2022', 'transaction-5-factor']);
    const [household, transaction] = found;
    expect(household?.versions.map(({ number, waves }) => [number, waves])).toEqual([[1, []]]);
    // Decision D1: 33 criteria in the form of the Ministry, 22 in that of the province.
    expect(household?.versions[0]?.criteria).toBe(33);
    expect(transaction?.versions).toMatchObject([
      {
        version: versionOf(second),
        number: 2,
        criteria: 22,
        waves: [{ id: world.waveId, name: 'Đợt thử' }],
      },
      { version: first(), number: 1, criteria: 22 },
    ]);
    expect(transaction?.versions[1]?.waves.map(({ id }) => id).sort()).toEqual(
      [world.waveId, otherWaveId].sort(),
    );
  });

  test('name no wave outside the areas of the reader [W-40] [P-05]', async () => {
    const elsewhere = await list('admin-elsewhere');
    expect(elsewhere.flatMap(({ versions }) => versions.flatMap(({ waves }) => waves))).toEqual([]);
  });
});

describe('two versions beside each other', () => {
  test('tell what each says, what it does and the verdict [W-41]', async () => {
    const answer = await world.ask('analyst', diffPath(first(), versionOf(second)));

    const diff = parse(instrumentDiffSchema, await answer.json());
    expect([diff.before.number, diff.after.number, diff.verdict]).toEqual([1, 2, 'breaks']);
    expect(
      diff.rows.map(({ part, code: named, member, after, effect, grade, figures }) =>
        [part, named, member, after, effect, grade, ...figures.map(({ kind }) => kind)].join(' '),
      ),
    ).toEqual([
      'form  satisfied 3, 4, 5 index breaks all',
      'question sex text =Giới tính mới none comparable',
    ]);
  });

  test('are the same where a version is asked beside itself [W-41]', async () => {
    const answer = await world.ask('analyst', diffPath(first(), first()));

    expect(await answer.json()).toMatchObject({ verdict: 'same', rows: [] });
  });

  test.each([
    ['an unknown instrument', 404, 'instrument.not-found', 'phiếu hỏi này', 'census'],
    ['an unknown version', 404, 'instrument.version-not-found', 'không có bản này', undefined],
  ])('are refused for %s [W-41]', async (_, status, expected, said, id) => {
    const path = diffPath(first(), 'a'.repeat(64), 'diff', id);
    const answer = await world.ask('analyst', path);

    const told = (await answer.json()) as { code: string; detail: string };
    expect([answer.status, told.code]).toEqual([status, expected]);
    expect(told.detail).toContain(said);
  });

  test('are refused where they are of two instruments, whichever is first [W-41]', async () => {
    const [household] = await list('admin');
    const other = household?.versions[0]?.version ?? '';

    for (const path of [diffPath(first(), other), diffPath(other, first())]) {
      const answer = await world.ask('admin', path);
      const told = (await answer.json()) as { code: string; detail: string };
      expect([answer.status, told.code]).toEqual([422, 'instrument.other-instrument']);
      expect(told.detail).toContain('(household-2022)');
    }
  });

  test('are asked for by whole versions, by who reads figures [W-41] [P-14]', async () => {
    for (const path of [
      diffPath(first(), 'abc'),
      '/api/v1/instruments/transaction-5-factor/diff',
      diffPath(first(), first().toUpperCase()),
    ]) {
      const answer = await world.ask('analyst', path);
      expect([answer.status, await code(answer)]).toEqual([400, 'request.malformed']);
    }
    for (const what of ['diff', 'exports/diff.csv']) {
      const path = diffPath(first(), first(), what);
      for (const who of ['office', 'surveyor'] as const)
        expect((await world.ask(who, path)).status).toBe(403);
      expect((await world.ask(null, path)).status).toBe(401);
    }
  });

  test('are a CSV of a row each, in which nothing runs as a formula [X-01] [W-42]', async () => {
    const path = diffPath(first(), versionOf(second), 'exports/diff.csv?bom=0');
    const answer = await world.ask('analyst', path);

    expect(answer.headers.get('Content-Disposition')).toContain(
      'sipas_instrument_transaction-5-factor_1-2.csv',
    );
    const tag = answer.headers.get('ETag') ?? '';
    const [head, satisfied, sex, ...more] = (await answer.text()).trim().split('\n');
    expect(head).toBe(
      'instrument_id,before_number,before_version,after_number,after_version,verdict,part,section,code,label,kind,member,item,language,before,after,effect,grade,figures',
    );
    const versions = `transaction-5-factor,1,${first()},2,${versionOf(second)},breaks`;
    expect(satisfied).toMatch(
      new RegExp(`^${versions},form,,,.*,changed,satisfied,,,"4, 5","3, 4, 5",index,breaks,all$`),
    );
    expect(sex).toContain(`${versions},question,`);
    expect(sex).toMatch(
      /,sex,'=Giới tính mới,changed,text,,vi,.*,'=Giới tính mới,none,comparable,$/,
    );
    expect(more).toEqual([]);
    const again = await world.ask('analyst', path, { headers: { 'If-None-Match': tag } });
    expect(again.status).toBe(304);
  });
});
