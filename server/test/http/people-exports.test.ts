import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import Papa from 'papaparse';
import { type PeopleWorld, type Username, places } from './people-world.ts';
import { setupSmallCase } from './people-small-case.ts';

let world: PeopleWorld;
beforeAll(async () => {
  world = await setupSmallCase({ minimumBase: 1, minimumCell: 1 });
}, 120_000);
afterAll(() => world.close());

const download = (file: string, who: Username = 'analyst', from = world) =>
  from.ask(who, `/api/v1/waves/${from.waveId}/exports/${file}`);

const bytesOf = async (answer: Response) => Buffer.from(await answer.arrayBuffer());

const header =
  'wave_id,wave_name,catalogue,instrument_id,instrument_version,scheme,level,unit_code,unit_name,' +
  'unit_valid_from,unit_valid_to,group_question,group_code,group_label,kind,code,label,' +
  'percent,numerator,denominator,n_valid,interval_low,interval_high,standard_error_points,villages,design_effect,n_effective,interval_status,weighted_percent,weighted_low,weighted_high,weighted_standard_error_points,weighted_design_effect,rank,status,minimum_base,minimum_cell';

describe('scores.csv', () => {
  test('has a row a figure, with all by which it can be checked [X-03]', async () => {
    const answer = await download('scores.csv?level=commune&bom=0');

    const lines = (await bytesOf(answer)).toString('utf8').trimEnd().split('\n');
    const about = `${world.waveId},Đợt thử,2025-07-01,transaction-5-factor,${world.instrument.version},criterion_mean,commune`;
    const figure = 'overall,overall,Chỉ số hài lòng chung';
    expect(lines).toHaveLength(125);
    expect(lines[0]).toBe(header);
    // The figures are those computed by hand for the table of scores.
    expect(lines.filter((line) => /,(28756|29551|29590),/.test(line))).toEqual([
      `${about},28756,Phường Phú Khương,2025-07-01,,,,,${figure},100.00,44,44,2,,,,,,,insufficient,,,,,,1,published,1,1`,
      `${about},29551,Phường Long Châu,2025-07-01,,,,,${figure},65.15,43,66,3,,,,,,,insufficient,,,,,,3,published,1,1`,
      `${about},29590,Phường Thanh Đức,2025-07-01,,,,,${figure},100.00,22,22,1,,,,,,,insufficient,,,,,,1,published,1,1`,
    ]);
  });

  test('is a file of UTF-8 with its mark, named for the wave and level [X-02]', async () => {
    const answer = await download('scores.csv?level=grouping:huyen-cu');

    expect(answer.headers.get('Content-Type')).toBe('text/csv; charset=utf-8');
    expect(answer.headers.get('Content-Disposition')).toBe(
      'attachment; filename="sipas_scores_dot-thu_chua-chot_transaction-5-factor_grouping-huyen-cu_overall_criterion-mean_long.csv"',
    );
    expect((await bytesOf(answer)).subarray(0, 3).toString('hex')).toBe('efbbbf');
  });

  test('is the same bytes each time [X-02]', async () => {
    const first = await bytesOf(await download('scores.csv?level=village&by=criterion'));
    const again = await bytesOf(await download('scores.csv?level=village&by=criterion'));

    expect(again.equals(first)).toBe(true);
  });

  test('is written for a Vietnamese spreadsheet when asked [X-02]', async () => {
    const answer = await download(
      'scores.csv?level=commune&decimal=comma&separator=semicolon&bom=0',
    );

    const line = (await bytesOf(answer))
      .toString('utf8')
      .split('\n')
      .find((one) => one.includes(';29551;'));
    expect(line).toContain(';65,15;43;66;3;;;;;;;insufficient;;;;;;3;published;1;1');
  });

  test('puts a decimal comma between commas into quotation marks [X-02]', async () => {
    const answer = await download('scores.csv?level=commune&decimal=comma&bom=0');

    expect((await bytesOf(answer)).toString('utf8')).toContain(
      ',"65,15",43,66,3,,,,,,,insufficient,,,,,,3,published',
    );
  });

  test('has a row a unit and columns a figure in the wide shape [X-03]', async () => {
    const answer = await download('scores.csv?level=district&by=factor&shape=wide&bom=0');

    const { data } = Papa.parse<Record<string, string>>((await bytesOf(answer)).toString('utf8'), {
      header: true,
      skipEmptyLines: true,
    });
    expect(data).toHaveLength(26);
    const row = data.find((one) => one['unit_code'] === '855');
    // T1 of r1 to r4: t1_1 2/4, three others 3/4: (2/4 + 9/4) / 4 = 11/16 = 68.75 %.
    expect(row).toMatchObject({
      unit_name: 'Thành phố Vĩnh Long',
      factor_T1_percent: '68.75',
      factor_T1_numerator: '11',
      factor_T1_denominator: '16',
      factor_T1_n_valid: '4',
      factor_T1_villages: '2',
      factor_T1_rank: '2',
      factor_T1_status: 'published',
      factor_T5_percent: '75.00',
    });
  });

  test('gives nothing of a hidden group [X-03]', async () => {
    const strict = await setupSmallCase({ minimumBase: 2 });
    await strict.send('surveyor-855', places.other, { rating: '5' });

    const answer = await download('scores.csv?level=commune&group=sex&bom=0', 'analyst', strict);

    const lines = (await bytesOf(answer)).toString('utf8').split('\n');
    const women = lines.find((line) => line.includes(',29551,') && line.includes(',sex,2,Nữ,'));
    expect(women).toContain(',Chỉ số hài lòng chung,,,,,,,,,,,suppressed,,,,,,,suppressed,2,2');
    await strict.close();
  });

  test('gives of a hidden unit how many answered and why it is hidden [X-03] [S-40]', async () => {
    const strict = await setupSmallCase({ minimumBase: 2 });

    const answer = await download('scores.csv?level=commune&bom=0', 'analyst', strict);

    const lines = (await bytesOf(answer)).toString('utf8').split('\n');
    expect(lines.find((line) => line.includes(',29551,'))).toContain(
      ',Chỉ số hài lòng chung,,,,3,,,,,,,suppressed,,,,,,,suppressed,2,2',
    );
    await strict.close();
  });

  test('holds only the units of the person [P-09]', async () => {
    const answer = await download('scores.csv?level=commune&bom=0', 'analyst-commune');

    const lines = (await bytesOf(answer)).toString('utf8').trimEnd().split('\n');
    expect(lines).toHaveLength(2);
    expect(lines[1]).toContain(',29551,');
  });

  test('disarms a text that a spreadsheet would run [X-01]', async () => {
    const hostile = await setupSmallCase({ name: '=HYPERLINK("http://x","y")' });

    const answer = await download('scores.csv?bom=0', 'analyst', hostile);

    const line = (await bytesOf(answer)).toString('utf8').split('\n')[1];
    expect(line).toContain(`,"'=HYPERLINK(""http://x"",""y"")",`);
    await hostile.close();
  });
});

describe('codebook.csv', () => {
  test('explains every question and option, the missing kinds and the columns [X-04]', async () => {
    const answer = await download('codebook.csv');

    expect(answer.headers.get('Content-Disposition')).toBe(
      'attachment; filename="sipas_codebook_dot-thu_transaction-5-factor.csv"',
    );
    const { data } = Papa.parse<Record<string, string>>(await answer.text(), {
      header: true,
      skipEmptyLines: true,
    });
    const options = data.filter(({ part, code }) => part === 'question' && code === 't1_1');
    expect(options.map((row) => [row['option_code'], row['option_label']])).toEqual([
      ['1', 'Rất không hài lòng'],
      ['2', 'Không hài lòng'],
      ['3', 'Bình thường'],
      ['4', 'Hài lòng'],
      ['5', 'Rất hài lòng'],
    ]);
    expect(options[0]).toMatchObject({
      kind: 'single',
      factor: 'T1',
      block: 'service',
      required: 'true()',
      relevant: "selected(${eligible}, '1')",
      missing_codes: 'not-asked left-blank',
      sensitive: 'no',
    });
    expect(
      data.filter(({ code }) => code === 'ethnicity').every(({ sensitive }) => sensitive === 'yes'),
    ).toBe(true);
    expect(data.filter(({ part }) => part === 'missing').map(({ code }) => code)).toEqual([
      'not-asked',
      'left-blank',
      'refused',
      'dont-know',
    ]);
    expect(data.filter(({ part }) => part === 'figure').map(({ code }) => code)).toEqual(
      header.split(','),
    );
  });
});
