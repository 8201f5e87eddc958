import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'valibot';
import { type ScoreTable, scoreTableSchema, waveListSchema, waveSchema } from '@sipas/shared/wire';
import { type PeopleWorld, type Username, places } from './people-world.ts';
import { setupSmallCase } from './people-small-case.ts';

let world: PeopleWorld;
beforeAll(async () => {
  world = await setupSmallCase({ minimumBase: 1, minimumCell: 1 });
}, 120_000);
afterAll(() => world.close());

async function scores(query: string, who: Username = 'analyst'): Promise<ScoreTable> {
  const answer = await world.ask(who, `/api/v1/waves/${world.waveId}/scores?${query}`);
  return parse(scoreTableSchema, await answer.json());
}

const brief = ({ rows }: ScoreTable) =>
  rows
    .filter(({ valid }) => valid !== 0)
    .map(({ unit, percent, numerator, denominator, valid, rank, status }) => [
      unit,
      percent,
      numerator,
      denominator,
      valid,
      rank,
      status,
    ]);

describe('the table of scores', () => {
  test('gives the index of communes, ranked', async () => {
    // 29551: t1_1 is satisfied in r1 only (1/3), the 21 others in r1 and r3 (2/3):
    //   (1/3 + 21 · 2/3) / 22 = 43/66 = 65.1515… %, 1 + 21 · 2 = 43 satisfied of 66 answers.
    // 28756 and 29590: all of 44 and of 22 answers are 4 or 5.
    expect(brief(await scores('level=commune'))).toEqual([
      ['28756', '100.00', 44, 44, 2, 1, 'published'],
      ['29551', '65.15', 43, 66, 3, 3, 'published'],
      ['29590', '100.00', 22, 22, 1, 1, 'published'],
    ]);
  });

  test('says where the base is too small, and hides what it could be subtracted from [S-40]', async () => {
    // With two as the least, 29590 is not shown. 855 less 29551 would be its one form, so 29551 is hidden as well; 28756
    // lies in another district.
    const strict = await setupSmallCase({ minimumBase: 2 });

    const answer = await strict.ask(
      'analyst',
      `/api/v1/waves/${strict.waveId}/scores?level=commune`,
    );

    expect(brief(parse(scoreTableSchema, await answer.json()))).toEqual([
      ['28756', '100.00', 44, 44, 2, 1, 'published'],
      ['29551', null, null, null, 3, null, 'suppressed'],
      ['29590', null, null, null, 1, null, 'insufficient'],
    ]);
    await strict.close();
  });

  test('says how far an index may be off, from the villages of a district', async () => {
    const { rows } = await scores('level=district&by=criterion');

    // t1_1 in 855: 1 of 3 in one village, 1 of 1 in the other, so 2/4. They bring (1 − 0.5 · 3) / 4 = −1/8 and +1/8:
    // variance 2/1 · 2/64 = 1/16, standard error 25 points; df 1, t = 12.7: logit 0 ± 12.7. 829 has one village.
    const t11 = rows.filter(({ code, percent }) => code === 't1_1' && percent !== null);
    expect(t11.map(({ unit, interval }) => [unit, interval])).toEqual([
      ['829', null],
      [
        '855',
        {
          ...{ low: '0.00', high: '100.00', standardErrorPoints: '25.000', clusters: 2 },
          // Four independent answers: 0.25 / 3 = 1/12, of which 1/16 is 0.75; 4 / 0.75 = 5.33.
          ...{ designEffect: '0.75', effectiveN: '5.3' },
        },
      ],
    ]);
  });

  test('lists every unit of the level, also those where nobody answered', async () => {
    const { rows } = await scores('level=commune');

    expect(rows).toHaveLength(124);
    expect(rows.find(({ unit }) => unit === '28777')).toMatchObject({
      valid: 0,
      status: 'insufficient',
    });
  });

  test('reads "district" as the former districts, and gathers other groupings', async () => {
    // 855 holds r1 to r4: t1_1 2/4, the others 3/4: (2/4 + 21 · 3/4) / 22 = 65/88 = 73.8636… %.
    expect(brief(await scores('level=district'))).toEqual([
      ['829', '100.00', 44, 44, 2, 1, 'published'],
      ['855', '73.86', 65, 88, 4, 2, 'published'],
    ]);
    expect(brief(await scores('level=grouping:buu-dien-khu-vuc')).map(([unit]) => unit)).toEqual([
      'ben-tre',
      'vinh-long',
    ]);
  });

  test('takes level province and figure overall where nothing is asked for', async () => {
    // t1_1 4/6, the others 5/6: (4/6 + 21 · 5/6) / 22 = 109/132 = 82.5757… %.
    const table = await scores('');

    expect(table).toMatchObject({
      level: 'province',
      by: 'overall',
      scheme: 'criterion_mean',
      group: null,
    });
    expect(brief(table)).toEqual([['86', '82.58', 109, 132, 6, 1, 'published']]);
  });

  test('gives factors, and the overall index by another scheme', async () => {
    // T1 of 29551: (1/3 + 3 · 2/3) / 4 = 7/12 = 58.33… %; the other factors 2/3.
    const factors = await scores('level=commune&by=factor');
    expect(
      factors.rows
        .filter(({ unit }) => unit === '29551')
        .map(({ code, percent }) => [code, percent]),
    ).toEqual([
      ['T1', '58.33'],
      ['T2', '66.67'],
      ['T3', '66.67'],
      ['T4', '66.67'],
      ['T5', '66.67'],
    ]);

    // Mean of factors: (7/12 + 4 · 8/12) / 5 = 39/60 = 65 %.
    const means = await scores('level=commune&scheme=factor_mean');
    expect(means.scheme).toBe('factor_mean');
    expect(means.rows.find(({ unit }) => unit === '29551')?.percent).toBe('65.00');
  });

  test('names villages as the plan does, with their commune in the code', async () => {
    const row = (await scores('level=village')).rows.find(({ unit }) => unit === '29551/01');

    expect(row).toMatchObject({ unitName: 'Ấp 1, Phường Long Châu', percent: '65.15' });
  });

  test('takes an instrument by id or by version', async () => {
    const { id, version } = world.instrument;

    expect((await scores(`instrument=${version}`)).rows).toEqual(
      (await scores(`instrument=${id}`)).rows,
    );
  });

  test('hides a small group and the one it could be subtracted from [P-10]', async () => {
    // 29551 has two men and one woman; fewer than two are hidden, and then the men are too. A second form of 29590 leaves
    // no unit below the bounds.
    const strict = await setupSmallCase({ minimumBase: 2 });
    await strict.send('surveyor-855', places.other, { rating: '5' });

    const answer = await strict.ask(
      'analyst',
      `/api/v1/waves/${strict.waveId}/scores?level=commune&group=sex`,
    );

    const { rows, group } = parse(scoreTableSchema, await answer.json());
    expect(group).toBe('sex');
    const here = rows.filter(({ unit }) => unit === places.longChau);
    expect(here.map(({ group: one, status }) => [one?.code, status])).toEqual([
      ['1', 'suppressed'],
      ['2', 'suppressed'],
      ['no-answer', 'suppressed'],
    ]);
    for (const { numerator, denominator, valid, percent } of here)
      expect([numerator, denominator, valid, percent]).toEqual([null, null, null, null]);
    await strict.close();
  });
});

test('is told by how the form was filled: all of them were interviews [P-10]', async () => {
  const { rows, group } = await scores('level=commune&group=mode');

  expect(group).toBe('mode');
  expect(
    rows
      .filter(({ unit }) => unit === '29551')
      .map(({ group: one, percent, denominator }) => [one?.code, percent, denominator]),
  ).toEqual([
    ['interview', '65.15', 66],
    ['hand-over', null, null],
    ['home', null, null],
    ['paper', null, null],
    ['other', null, null],
  ]);
});

describe('what a person sees of it', () => {
  test('is the own units with the rank they have in the whole wave [P-10]', async () => {
    expect(brief(await scores('level=commune', 'analyst-commune'))).toEqual([
      ['29551', '65.15', 43, 66, 3, 3, 'published'],
    ]);
  });

  test('is no unit of which a part lies outside the own areas [P-09]', async () => {
    expect((await scores('level=province', 'analyst-commune')).rows).toEqual([]);
    expect((await scores('level=district', 'analyst-commune')).rows).toEqual([]);
    const villages = (await scores('level=village', 'analyst-commune')).rows;
    expect(villages.map(({ unit }) => unit)).toEqual(['29551/01']);
  });
});

describe('a wave', () => {
  test('tells its levels, instruments and the questions that may divide a report', async () => {
    const list = await world.ask('surveyor', '/api/v1/waves');
    const one = await world.ask('surveyor', `/api/v1/waves/${world.waveId}`);

    const wave = parse(waveSchema, await one.json());
    expect(parse(waveListSchema, await list.json()).waves).toEqual([wave]);
    expect(wave.levels.map(({ level }) => level)).toEqual([
      'province',
      'district',
      'commune',
      'village',
      'grouping:buu-dien-khu-vuc',
      'grouping:huyen-cu',
    ]);
    // Ethnicity is sensitive, the answers in words are no groups; how the form was filled is no question.
    expect(wave.instruments[0]?.groups.map(({ code }) => code)).toEqual([
      'sex',
      'age_band',
      'education',
      'occupation',
      'residence',
      'terrain',
      'mode',
    ]);
  });
});
