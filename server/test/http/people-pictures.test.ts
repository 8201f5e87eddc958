import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'valibot';
import {
  type AnswerTable,
  type AreaList,
  answerTableSchema,
  areaListSchema,
} from '@sipas/shared/wire';
import { type PeopleWorld, type Username, code } from './people-world.ts';
import { setupSmallCase } from './people-small-case.ts';

let world: PeopleWorld;
beforeAll(async () => {
  world = await setupSmallCase();
}, 120_000);
afterAll(() => world.close());

const ask = (path: string, who: Username = 'analyst') =>
  world.ask(who, `/api/v1/waves/${world.waveId}${path}`);
const answers = async (query: string, who: Username = 'analyst'): Promise<AnswerTable> =>
  parse(answerTableSchema, await (await ask(`/answers?${query}`, who)).json());
const areas = async (level: string): Promise<AreaList> =>
  parse(areaListSchema, await (await ask(`/areas?level=${level}`)).json());

/** Of each unit with answers: number of people, or the first letter of why none is told, by answer. */
const brief = ({ rows }: AnswerTable) =>
  rows
    .filter(({ valid }) => valid !== 0)
    .map(({ unit, option, count, status }) => [unit, option, count ?? status.charAt(0)].join(' '));

describe('the five answers to criteria', () => {
  test('are told of no unit that the index hides, and of few people nowhere [G-11]', async () => {
    // t1_1 in 28756: 4, 4. In 29551: 4, 3, 2. In 29590: 5. The index hides the last two.
    expect(brief(await answers('question=t1_1&level=commune'))).toEqual([
      ...['28756 1 0', '28756 2 0', '28756 3 0', '28756 4 2', '28756 5 0'],
      ...['29551 1 s', '29551 2 s', '29551 3 s', '29551 4 s', '29551 5 s'],
      ...['29590 1 i', '29590 2 i', '29590 3 i', '29590 4 i', '29590 5 i'],
    ]);
    // One person each gave 2, 3 and 5; of the four satisfied, those who gave 4 hide the one.
    expect(brief(await answers('question=t1_1'))).toEqual([
      ...['86 1 0', '86 2 s', '86 3 s', '86 4 s', '86 5 s'],
    ]);
  });

  test('are asked for one by one, by factor, or all, and of one unit [G-11]', async () => {
    const criteria = async (query: string) =>
      new Set((await answers(query)).rows.map(({ question }) => question)).size;

    expect(await criteria('question=t1_1')).toBe(1);
    expect(await criteria('question=T1')).toBe(4);
    expect(await criteria('question=overall')).toBe(22);
    const one = await answers('question=T1&level=commune&unit=28756');
    expect(new Set(one.rows.map(({ unit }) => unit))).toEqual(new Set(['28756']));
    expect(one.rows.map(({ rank, interval, missing }) => rank ?? interval ?? missing)).toEqual(
      Array.from({ length: 20 }, () => null),
    );
    expect((await answers('question=T1&level=commune&unit=28756', 'analyst-commune')).rows).toEqual(
      [],
    );
  });

  test.each([
    ['question=t1_1&group=sex', 'report.unknown-group'],
    ['question=t1_1&level=village', 'report.unknown-level'],
    ['question=T9', 'report.unknown-question'],
  ])('%s is refused by its code [G-11]', async (query, expected) => {
    const answer = await ask(`/answers?${query}`);

    expect([answer.status, await code(answer)]).toEqual([400, expected]);
  });
});

describe('the areas of a level', () => {
  test('name the unit of every commune [G-12]', async () => {
    const { catalogue, communes } = await areas('grouping:huyen-cu');

    expect([catalogue, communes.length]).toEqual(['2025-07-01', 124]);
    expect(communes.find((commune) => commune.code === '29551')).toEqual({
      code: '29551',
      area: '855',
      areaName: 'Thành phố Vĩnh Long',
    });
    expect(new Set((await areas('province')).communes.map(({ area }) => area)).size).toBe(1);
  });

  test.each(['village', 'nowhere'])('of %s are refused by their code [G-12]', async (level) => {
    const answer = await ask(`/areas?level=${level}`);

    expect([answer.status, await code(answer)]).toEqual([400, 'report.unknown-level']);
  });
});
