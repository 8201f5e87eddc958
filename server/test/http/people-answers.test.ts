import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'valibot';
import { type AnswerTable, answerTableSchema, type Wave, waveSchema } from '@sipas/shared/wire';
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

const brief = ({ rows }: AnswerTable) =>
  rows
    .filter(({ valid }) => valid !== 0)
    .map((row) => [row.unit, row.option, row.percent, row.count, row.valid, row.status]);

describe('the table of answers', () => {
  test('hides a few people at every level, and those from whom they could be found [P-70]', async () => {
    // 29551: two men, one woman: she is hidden, and the men beside her. So are the men of the district, of the province.
    expect(brief(await answers('question=sex&level=commune'))).toEqual([
      ['28756', '1', '100.00', 2, 2, 'published'],
      ['28756', '2', '0.00', 0, 2, 'published'],
      ['29551', '1', null, null, 3, 'suppressed'],
      ['29551', '2', null, null, 3, 'suppressed'],
      ['29590', '1', null, null, 1, 'insufficient'],
      ['29590', '2', null, null, 1, 'insufficient'],
    ]);
    expect(brief(await answers('question=sex'))).toEqual([
      ['86', '1', null, null, 6, 'suppressed'],
      ['86', '2', null, null, 6, 'suppressed'],
    ]);
  });

  test('tells what all answered, with the words of the form and who did not answer', async () => {
    const table = await answers('question=terrain&level=district');

    expect(table).toMatchObject({ level: 'district', question: 'terrain', group: null });
    expect(table.severalAnswers).toBe(false);
    expect(table.rows.find(({ unit, option }) => unit === '855' && option === '2')).toMatchObject({
      questionLabel: 'Nơi Ông/Bà đang sống thuộc vùng nào?',
      optionLabel: 'Đồng bằng',
      percent: '100.00',
      count: 4,
      valid: 4,
      missing: { 'not-asked': 0, 'left-blank': 0, refused: 0, 'dont-know': 0 },
      rank: null,
    });
  });

  test('is divided by a question that comes before it', async () => {
    const table = await answers('question=terrain&group=age_band&level=province');

    expect(table.group).toBe('age_band');
    const middle = table.rows.filter(({ group }) => group?.code === '3');
    expect(middle.map(({ option, percent, valid }) => [option, percent, valid])).toEqual([
      ['1', '0.00', 6],
      ['2', '100.00', 6],
      ['3', '0.00', 6],
    ]);
    const young = table.rows.filter(({ group }) => group?.code === '1');
    expect(new Set(young.map(({ status, valid }) => `${status} ${String(valid)}`))).toEqual(
      new Set(['suppressed null']),
    );
  });

  test('holds the units of the person only [P-09]', async () => {
    const rows = (query: string) => answers(`question=sex&${query}`, 'analyst-commune');

    expect(new Set((await rows('level=commune')).rows.map(({ unit }) => unit))).toEqual(
      new Set(['29551']),
    );
    expect((await rows('level=district')).rows).toEqual([]);
  });

  test.each([
    ['question=nothing', 400, 'report.unknown-question'],
    ['question=comment', 400, 'report.unknown-question'],
    ['level=commune', 400, 'request.malformed'],
    ['question=sex&level=nowhere', 400, 'report.unknown-level'],
    ['question=sex&instrument=household-2022', 400, 'report.unknown-instrument'],
    ['question=sex&group=age_band', 400, 'report.unknown-group'],
    ['question=sex&group=sex', 400, 'report.unknown-group'],
    ['question=sex&group=t1_1', 400, 'report.unknown-group'],
    ['question=education&group=ethnicity', 403, 'report.sensitive-group'],
  ])('%s is refused by its code [P-70]', async (query, status, expected) => {
    const answer = await ask(`/answers?${query}`);

    expect([answer.status, await code(answer)]).toEqual([status, expected]);
  });
});

test('a wave tells the questions whose answers may be asked for, and what may divide them', async () => {
  const wave: Wave = parse(waveSchema, await (await ask('')).json());

  expect(wave.instruments[0]?.topics.map(({ code: topic, groups }) => [topic, groups])).toEqual([
    ['eligible', ['sex', 'age_band', 'education', 'occupation', 'residence', 'terrain']],
    ['sex', []],
    ['age_band', ['sex']],
    ['ethnicity', ['sex', 'age_band', 'education', 'occupation', 'residence', 'terrain']],
    ['education', ['sex', 'age_band']],
    ['occupation', ['sex', 'age_band', 'education']],
    ['residence', ['sex', 'age_band', 'education', 'occupation']],
    ['terrain', ['sex', 'age_band', 'education', 'occupation', 'residence']],
  ]);
});

describe('answers.csv', () => {
  test('has a row an option, with all by which it can be checked [X-70]', async () => {
    const answer = await ask('/exports/answers.csv?question=terrain&level=commune&bom=0');

    const lines = (await answer.text()).trimEnd().split('\n');
    const about = `${world.waveId},Đợt thử,2025-07-01,transaction-5-factor,${world.instrument.version},commune`;
    expect(answer.headers.get('Content-Disposition')).toBe(
      'attachment; filename="sipas_answers_dot-thu_chua-chot_transaction-5-factor_commune_terrain.csv"',
    );
    // 124 communes of three options and the header.
    expect(lines).toHaveLength(124 * 3 + 1);
    expect(lines[0]).toBe(
      'wave_id,wave_name,catalogue,instrument_id,instrument_version,level,unit_code,unit_name,' +
        'unit_valid_from,unit_valid_to,group_question,group_code,group_label,question_code,question_label,' +
        'option_code,option_label,percent,people,n_valid,interval_low,interval_high,standard_error_points,' +
        'villages,design_effect,n_effective,interval_status,rank,not_asked,left_blank,refused,dont_know,status,minimum_base,minimum_cell',
    );
    const [head, tail] = ['2025-07-01,,,,,terrain,Nơi Ông/Bà đang sống thuộc vùng nào?', '0,0,0,0'];
    expect(lines.filter((line) => /,(28756|29590),/.test(line))).toEqual([
      `${about},28756,Phường Phú Khương,${head},1,Miền núi,0.00,0,2,,,,,,,insufficient,,${tail},published,2,2`,
      `${about},28756,Phường Phú Khương,${head},2,Đồng bằng,100.00,2,2,,,,,,,insufficient,,${tail},published,2,2`,
      `${about},28756,Phường Phú Khương,${head},3,Hải đảo,0.00,0,2,,,,,,,insufficient,,${tail},published,2,2`,
      // Too few answered whether they are eligible, so neither is told how many were asked nothing more.
      `${about},29590,Phường Thanh Đức,${head},1,Miền núi,,,1,,,,,,,insufficient,,,,,,insufficient,2,2`,
      `${about},29590,Phường Thanh Đức,${head},2,Đồng bằng,,,1,,,,,,,insufficient,,,,,,insufficient,2,2`,
      `${about},29590,Phường Thanh Đức,${head},3,Hải đảo,,,1,,,,,,,insufficient,,,,,,insufficient,2,2`,
    ]);
  });

  test('gives nothing of what is hidden [X-70]', async () => {
    const answer = await ask('/exports/answers.csv?question=sex&level=commune&bom=0');

    const women = (await answer.text()).split('\n').find((line) => /,29551,.*,2,Nữ,/.test(line));
    expect(women).toContain(',2,Nữ,,,3,,,,,,,suppressed,,,,,,suppressed,2,2');
  });

  test('is explained by the codebook, column by column [X-70]', async () => {
    const codebook = await (await ask('/exports/codebook.csv?bom=0')).text();

    for (const column of ['people', 'n_valid', 'rank', 'left_blank'])
      expect(codebook).toMatch(
        new RegExp(`^answer,transaction-5-factor,[0-9a-f]+,${column},`, 'm'),
      );
  });
});
