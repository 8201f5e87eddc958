import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ReadCell, readWorkbook } from '../exports/read-workbook.ts';
import { type PeopleWorld, type Username, code } from './people-world.ts';
import { setupSmallCase } from './people-small-case.ts';

let world: PeopleWorld;
let strict: PeopleWorld;
beforeAll(async () => {
  world = await setupSmallCase({ minimumBase: 1, minimumCell: 1 });
  strict = await setupSmallCase({ minimumBase: 3, minimumCell: 2 });
}, 120_000);
afterAll(async () => {
  await world.close();
  await strict.close();
});

const ask = (query = '', who: Username = 'analyst', from = world, init: RequestInit = {}) =>
  from.ask(who, `/api/v1/waves/${from.waveId}/exports/workbook.xlsx${query}`, init);

type Values = readonly (ReadCell['value'] | undefined)[];

/** The rows of a sheet by the code in their column of units, from column A on. */
async function rowsOf(answer: Response, sheet: string, unitColumn: string) {
  const found = readWorkbook(new Uint8Array(await answer.arrayBuffer())).sheets.find(
    ({ name }) => name === sheet,
  );
  const rows = new Map<string, Values>();
  for (const [place, { value }] of found?.cells ?? []) {
    if (place.replace(/\d+/, '') !== unitColumn) continue;
    const row = place.replace(/\D+/, '');
    const letters = 'ABCDEFGHIJKLMN'.split('');
    rows.set(
      String(value),
      letters.map((letter) => found?.cells.get(`${letter}${row}`)?.value),
    );
  }
  return rows;
}

describe('workbook.xlsx', () => {
  test('has the official tables in order [X-71]', async () => {
    const answer = await ask();

    expect(answer.headers.get('Content-Disposition')).toBe(
      'attachment; filename="sipas_workbook_dot-thu_chua-chot_transaction-5-factor.xlsx"',
    );
    const { sheets } = readWorkbook(new Uint8Array(await answer.arrayBuffer()));
    expect(sheets.map(({ name }) => name)).toEqual([
      'Tổng quan',
      'Theo huyện',
      'Theo xã',
      'Tiêu chí theo huyện',
      'Tiêu chí theo xã',
      'Ngoài chỉ số',
      'Số liệu',
      'Phương pháp',
    ]);
  });

  test('has the figures that were computed by hand, with n and rank [X-71]', async () => {
    const byCommune = await rowsOf(await ask(), 'Theo xã', 'B');

    // TT, code, unit, n, index, interval, rank: 43 of 66 in Long Châu, all of others (people-small-case.ts).
    expect(byCommune.get('29551')?.slice(1, 8)).toEqual([
      '29551',
      'Phường Long Châu',
      3,
      65.15,
      '–',
      '–',
      3,
    ]);
    expect(byCommune.get('28756')?.slice(3, 5)).toEqual([2, 100]);
    const byDistrict = await rowsOf(await ask(), 'Theo huyện', 'B');
    // T1 of the four forms of 855 is 11 of 16 (people-exports.test.ts); it stands after index, interval, rank and block.
    expect(byDistrict.get('855')?.[9]).toBe(68.75);
  });

  test('has a word where a figure is withheld, and no number of it [X-71] [S-40]', async () => {
    const byCommune = await rowsOf(await ask('', 'analyst', strict), 'Theo xã', 'B');

    // One form in Thanh Đức is too few to hide among; Long Châu beside it would tell it.
    expect(byCommune.get('29590')?.slice(3, 9)).toEqual([
      1,
      ...Array<string>(5).fill('không đủ mẫu'),
    ]);
    expect(byCommune.get('29551')?.slice(3, 9)).toEqual([3, ...Array<string>(5).fill('được ẩn')]);
    for (const values of byCommune.values())
      if (values[4] === 'không đủ mẫu' || values[4] === 'được ẩn')
        expect(values.slice(5, 13).filter((value) => typeof value === 'number')).toEqual([]);
  });

  test('says by which scheme, form, bounds and command it was made [X-71]', async () => {
    const notes = await rowsOf(await ask('?scheme=pooled_answers'), 'Phương pháp', 'A');

    expect(notes.get('Yếu tố, khối, chỉ số chung')?.[1]).toContain('pooled_answers');
    expect(notes.get('Mã và phiên bản phiếu')?.[1]).toContain(world.instrument.version);
    expect(notes.get('Lệnh làm lại tệp này')?.[1]).toContain(`--wave ${world.waveId}`);
    expect(notes.get('Không đủ mẫu')?.[1]).toContain('dưới 1 phiếu');
  });

  test('holds only the units of the person [P-09]', async () => {
    const answer = await ask('', 'analyst-commune');

    const byCommune = await rowsOf(answer, 'Theo xã', 'B');
    expect([...byCommune.keys()].filter((unit) => /^\d+$/.test(unit))).toEqual(['29551']);
  });

  test('is named by a tag; whoever has it already gets no body [X-73]', async () => {
    const first = await ask();
    const tag = first.headers.get('ETag') ?? '';
    const again = await ask('', 'analyst', world, { headers: { 'If-None-Match': `W/${tag}` } });
    const other = await ask('?scheme=factor_mean', 'analyst', world, {
      headers: { 'If-None-Match': tag },
    });

    expect([again.status, await again.text(), again.headers.get('ETag')]).toEqual([304, '', tag]);
    expect(other.status).toBe(200);
  });

  test('is the same asked for twice at once [X-71]', async () => {
    const [one, two] = await Promise.all([ask(), ask()]);

    const [first, second] = [await one.arrayBuffer(), await two.arrayBuffer()];
    expect(Buffer.from(first).equals(Buffer.from(second))).toBe(true);
  });

  test.each([
    ['?area=nowhere', 'report.unknown-level'],
    ['?instrument=none', 'report.unknown-instrument'],
    ['?scheme=mean', 'request.malformed'],
  ])('%s is refused by its code', async (query, expected) => {
    const answer = await ask(query);

    expect([answer.status, await code(answer)]).toEqual([400, expected]);
  });
});

test('a table as CSV has a tag that changes with a figure and with how it is written [X-73]', async () => {
  const own = await setupSmallCase({ minimumBase: 1, minimumCell: 1 });
  const tagOf = async (query: string) => {
    const path = `/api/v1/waves/${own.waveId}/exports/scores.csv${query}`;
    return (await own.ask('analyst', path)).headers.get('ETag');
  };

  const first = await tagOf('?level=commune');
  expect(await tagOf('?level=commune')).toBe(first);
  expect(await tagOf('?level=commune&decimal=comma')).not.toBe(first);
  await own.send('surveyor-829', '28756', { rating: '2' });
  expect(await tagOf('?level=commune')).not.toBe(first);
  await own.close();
});
