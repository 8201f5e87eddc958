import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'valibot';
import {
  type Wave,
  type WaveRecord,
  closingSchema,
  fieldPackageSchema,
  madeWaveSchema,
  progressSchema,
  waveChoicesSchema,
  waveListSchema,
  waveRecordsSchema,
} from '@sipas/shared/wire';
import { readVillagePlan } from '../../src/use-cases/new-waves/index.ts';
import {
  type PeopleWorld,
  type Username,
  code,
  origin,
  places,
  setupPeopleWorld,
} from './people-world.ts';

const plan = `commune;code;name;target\n${places.longChau};01;Khóm 1;25\n${places.benTre};01;Ấp 1;30\n`;
const asked = {
  name: 'Đợt mới',
  catalogue: '2025-07-01',
  instruments: ['transaction-5-factor', 'household-2022'],
  scheme: 'factor_mean',
  minimumBase: 20,
  minimumCell: 10,
  allowanceVnd: null,
  villages: plan,
  open: true,
};

let world: PeopleWorld;
beforeAll(async () => {
  world = await setupPeopleWorld();
}, 120_000);
afterAll(() => world.close());

const post = (path: string, body: unknown, who: Username = 'admin') =>
  world.ask(who, `/api/v1/${path}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Origin: origin },
    body: JSON.stringify(body),
  });
const make = (changes: object = {}, who?: Username) => post('waves', { ...asked, ...changes }, who);
const get = async (path: string, who: Username = 'admin') =>
  (await world.ask(who, `/api/v1/${path}`)).json();
const waveNamed = async (name: string): Promise<Wave | undefined> =>
  parse(waveListSchema, await get('waves')).waves.find((wave) => wave.name === name);
const recordOf = async (id: string, who?: Username): Promise<WaveRecord | undefined> =>
  parse(waveRecordsSchema, await get('wave-records', who)).waves.find((wave) => wave.id === id);
const madeId = async (answer: Response) => parse(madeWaveSchema, await answer.json()).waveId;

describe('a wave that an administrator makes', () => {
  test('has what was asked for, is on phones and in progress at once, and results hear of it [W-30]', async () => {
    const before = world.storage.journal.version();

    const waveId = await madeId(await make());

    expect(world.storage.journal.version()).not.toBe(before);
    const wave = await waveNamed('Đợt mới');
    expect(wave).toMatchObject({
      id: waveId,
      status: 'open',
      catalogue: '2025-07-01',
      scheme: 'factor_mean',
      minimumBase: 20,
      minimumCell: 10,
    });
    expect(wave?.instruments.map(({ id }) => id)).toEqual(
      expect.arrayContaining(asked.instruments),
    );
    // 25 + 30 households of the plan.
    const progress = parse(progressSchema, await get(`waves/${waveId}/progress`));
    expect(progress.total).toMatchObject({ target: 55, accepted: 0 });
    const enrolled = (await (await post('enrolments', { surveyor: 'surveyor' })).json()) as object;
    const phone = { ...enrolled, deviceName: 'Máy thử', platform: 'Android 12' };
    const redeemed = await world.ask(null, '/api/v1/enrolments/redeem', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(phone),
    });
    const { deviceToken } = (await redeemed.json()) as { deviceToken: string };
    const packed = await world.ask(null, '/api/v1/field-package', {
      headers: { Authorization: `Bearer ${deviceToken}` },
    });
    const carried = parse(fieldPackageSchema, await packed.json()).waves.find(
      ({ id }) => id === waveId,
    );
    const commune = carried?.units.find((unit) => unit.code === places.longChau);
    expect(commune?.villages).toEqual([{ code: '01', name: 'Khóm 1', target: 25 }]);
    expect(world.logged.findLast(({ message }) => message === 'a wave was made')?.fields).toEqual({
      account: 'admin',
      waveId,
      open: true,
    });
  });

  test('waits until it is opened; it is not frozen before [W-30] [W-24]', async () => {
    const waveId = await madeId(await make({ name: 'Đợt chờ', villages: null, open: false }));

    expect(await waveNamed('Đợt chờ')).toMatchObject({ status: 'closed', prepared: true });
    const frozen = await post(`waves/${waveId}/freeze`, {});
    expect([frozen.status, await code(frozen)]).toEqual([409, 'wave.never-opened']);
    expect((await post(`waves/${waveId}/reopen`, {})).status).toBe(200);
    const opened = await waveNamed('Đợt chờ');
    expect([opened?.status, opened?.prepared]).toEqual(['open', undefined]);
    const closing = parse(closingSchema, await get(`waves/${waveId}/closing`));
    expect(closing.changes.map(({ status, by }) => [status, by])).toEqual([
      ['open', 'Người admin'],
    ]);
  });

  test.each(['surveyor', 'office', 'analyst'] as const)('is made by no %s [W-30]', async (who) => {
    const answer = await make({ name: `Đợt của ${who}` }, who);

    expect([answer.status, await code(answer)]).toEqual([403, 'permission.denied']);
    expect(await waveNamed(`Đợt của ${who}`)).toBeUndefined();
  });

  test('is made by no administrator who does not see every commune of its day [W-30]', async () => {
    const answer = await make({ name: 'Đợt nơi khác' }, 'admin-elsewhere');

    expect([answer.status, await code(answer)]).toEqual([403, 'permission.denied']);
  });

  test('is one, where two of a name are asked for at once [W-30]', async () => {
    const answers = await Promise.all([make({ name: 'Đợt đôi' }), make({ name: ' Đợt đôi ' })]);

    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  });

  test.each([
    ['two waves of one name', { name: 'Đợt thử' }, 409, 'wave.exists', 'Đã có một đợt khảo sát'],
    ['a blank name', { name: '  ' }, 422, 'wave.bad-name', 'Tên đợt khảo sát'],
    ['a name of two lines', { name: 'Đợt\nhai' }, 422, 'wave.bad-name', 'Tên đợt khảo sát'],
    ['a long name', { name: 'đ'.repeat(201) }, 422, 'wave.bad-name', 'Tên đợt khảo sát'],
    ['a base below the cell', { minimumBase: 9 }, 422, 'wave.base-below-cell', '(9 < 10)'],
    ['an unknown day', { catalogue: '1990-01-01' }, 422, 'wave.unknown-catalogue', '(1990-01-01)'],
    ['no day', { catalogue: 'hôm nay' }, 422, 'wave.unknown-catalogue', 'danh mục đơn vị'],
    ['no instrument', { instruments: [] }, 422, 'wave.no-instrument', 'ít nhất một phiếu hỏi'],
    ['a strange one', { instruments: ['census'] }, 422, 'wave.unknown-instrument', '(census)'],
    ['an empty file', { villages: '' }, 422, 'plan.empty', 'không có ấp, khóm nào'],
    ['a header alone', { villages: 'commune,code,name,target\n' }, 422, 'plan.empty', 'không có'],
    ['wrong columns', { villages: 'xa,ap\n1,2\n' }, 422, 'plan.wrong-columns', '(commune, code'],
    ['5 MB', { villages: 'x'.repeat(5_000_000) }, 413, 'plan.file-too-large', 'tối đa 1 MB'],
    [
      '1 MB and some',
      { villages: `${plan}${' '.repeat(1_050_000)}` },
      413,
      'plan.file-too-large',
      '',
    ],
    ['another wave kind', { scheme: 'median' }, 400, 'request.malformed', 'scheme'],
    ['a bound of none', { minimumCell: 0 }, 400, 'request.malformed', 'minimumCell'],
    ['half a person', { minimumBase: 30.5 }, 400, 'request.malformed', 'minimumBase'],
  ])('is not made with %s [W-30]', async (_, changes, status, expected, said) => {
    const answer = await make({ name: 'Đợt sai', ...changes });

    const told = (await answer.json()) as { code: string; detail: string };
    expect([answer.status, told.code]).toEqual([status, expected]);
    expect(told.detail).toContain(said);
    expect(await waveNamed('Đợt sai')).toBeUndefined();
  });
});

describe('a plan of villages', () => {
  const header = 'commune,code,name,target';
  const read = (text: string) => readVillagePlan(new TextEncoder().encode(text));

  test('is read with any separator and order of columns, whatever else stands there [W-31]', () => {
    const village = { commune: '29551', code: '01', name: 'Ấp "Một"', target: 12 };
    const texts = [
      `\uFEFF${header}\n29551,01,"Ấp ""Một""",12\n`,
      'Target;Ghi chú;NAME;code;commune\r\n12;x;"Ấp ""Một""";01;29551\r\n\r\n',
      'commune\tcode\tname\ttarget\n29551\t01\t"Ấp ""Một"""\t12',
    ];

    for (const text of texts)
      expect(read(text)).toEqual({ ok: true, value: [{ line: 2, ...village }] });
  });

  test.each([
    ['a column twice', `${header},code\n1,2,3,4,5`, 'plan.wrong-columns', 'code'],
    ['too many cells', `${header}\n29551,01,Ấp,1\n29551,02,Ấp,1,9`, 'plan.bad-row', '3'],
    ['too few', `${header}\n\n29551,01`, 'plan.bad-row', '3'],
    ['a blank name', `${header}\n29551,01, ,1`, 'plan.bad-cell', '2, name: ""'],
    ['a word for a number', `${header}\n29551,01,Ấp,nhiều`, 'plan.bad-cell', '2, target: "nhiều"'],
    ['half a household', `${header}\n29551,01,Ấp,1.5`, 'plan.bad-cell', '2, target: "1.5"'],
    [
      'too many households',
      `${header}\n29551,01,Ấp,100001`,
      'plan.bad-cell',
      '2, target: "100001"',
    ],
    ['a village twice', `${header}\n1,01,Ấp,1\n1,01,Ấp,1`, 'plan.repeated-village', '3: 1/01'],
    ['bytes of another reader', `${header}\n1,01,\uFFFD,1`, 'plan.unreadable-file', undefined],
    ['two bytes a letter', 'c\0o\0', 'plan.unreadable-file', undefined],
  ])('is refused for %s, by line and column [W-31]', (_, text, expected, detail) => {
    expect(read(text)).toEqual({
      ok: false,
      error: detail === undefined ? { code: expected } : { code: expected, detail },
    });
  });

  test('is refused where the wave has no such commune, by its line [W-31] [P-13]', async () => {
    const answer = await make({ name: 'Đợt lạ', villages: `${header}\n\n99999,01,Ấp,1` });

    const told = (await answer.json()) as { code: string; detail: string };
    expect([told.code, told.detail]).toEqual([
      'plan.unknown-commune',
      expect.stringContaining('(3: 99999)'),
    ]);
  });

  test('that is no text is refused [W-31]', () => {
    expect(readVillagePlan(new Uint8Array([0x50, 0x4b, 0xff, 0xfe]))).toEqual({
      ok: false,
      error: { code: 'plan.unreadable-file' },
    });
  });
});

test('what a wave can be made of: each instrument once, the last change of units, the bounds of D7 [W-32]', async () => {
  const choices = parse(waveChoicesSchema, await get('wave-choices'));

  expect(choices.instruments.map(({ id }) => id)).toEqual([
    'household-2022',
    'transaction-5-factor',
  ]);
  // Nghị quyết 1687/NQ-UBTVQH15: the communes of today began on 1 July 2025.
  expect(choices).toMatchObject({ catalogue: '2025-07-01', minimumBase: 30, minimumCell: 10 });
});

test('what became of a wave: made, closed, opened, and the forms of the reader that count [W-33]', async () => {
  // Three villages of the plan with 4 households each; one of them lies in the commune of the reader.
  expect(await recordOf(world.waveId)).toMatchObject({
    createdAt: '2026-11-20T02:00:00.000Z',
    openedAt: null,
    closedAt: null,
    firstDay: null,
    lastDay: null,
    responses: 0,
    villages: 3,
    target: 12,
  });
  await world.send('surveyor-855', places.longChau, {});
  await world.send('surveyor-855', places.longChau, {});
  // Half past midnight of the next day in Vietnam.
  world.now = '2026-11-20T17:30:00.000Z';
  await world.send('surveyor-829', places.benTre, {});
  world.now = '2026-11-20T03:00:00.000Z';
  const closed = await post(`waves/${world.waveId}/close`, {});
  expect(closed.status).toBe(200);

  expect(await recordOf(world.waveId)).toMatchObject({
    openedAt: null,
    closedAt: '2026-11-20T03:00:00.000Z',
    firstDay: '2026-11-20',
    lastDay: '2026-11-21',
    responses: 3,
  });
  expect(await recordOf(world.waveId, 'analyst-commune')).toMatchObject({
    firstDay: '2026-11-20',
    lastDay: '2026-11-20',
    responses: 2,
    villages: 1,
    target: 4,
  });
});
