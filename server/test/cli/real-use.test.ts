import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { jsonOf, refusalOf, runHere, runSipas, setupFolder } from './run-sipas.ts';

let place: Awaited<ReturnType<typeof setupFolder>>;
const run = (...args: string[]) => runHere(place.folder, ...args);
const runApart = (...args: string[]) => runSipas(place.folder, ...args);
const write = (name: string, text: string) => writeFile(join(place.folder, name), text);

beforeAll(async () => {
  place = await setupFolder();
}, 120_000);
afterAll(() => place.remove());

const wave = (...more: string[]) =>
  runApart(
    'wave',
    'create',
    '--name',
    'Đợt một',
    '--catalogue',
    '2025-07-01',
    '--open',
    '--json',
    ...more,
  );

describe('a store for real use', () => {
  test('gets its wave with a sample plan, once [P-13]', async () => {
    await write('plan.csv', 'commune;code;name;target\n29551;01;Khóm 1;25\n29551;02;Khóm 2;25\n');

    const made = await wave(
      '--instrument',
      'household-2022',
      'transaction-5-factor',
      '--villages',
      'plan.csv',
    );

    expect(made.exit).toBe(0);
    expect((jsonOf(made) as { waveId: string }).waveId).toMatch(/^[0-9a-f-]{36}$/);
    const again = await wave('--instrument', 'household-2022');
    expect([again.exit, refusalOf(again)]).toEqual([1, 'wave.exists']);
  });

  test.each([
    ['an unknown instrument', ['--instrument', 'census'], 'wave.unknown-instrument'],
    [
      'no day',
      ['--instrument', 'household-2022', '--catalogue', '2025-13-01'],
      'wave.unknown-catalogue',
    ],
    [
      'a day without units',
      ['--instrument', 'household-2022', '--catalogue', '1990-01-01'],
      'wave.unknown-catalogue',
    ],
  ])('takes no wave with %s [P-13]', async (_, args, expected) => {
    const ran = await run(
      'wave',
      'create',
      '--name',
      'Đợt hai',
      '--open',
      '--json',
      '--catalogue',
      '2025-07-01',
      ...args,
    );

    expect([ran.exit, refusalOf(ran)]).toEqual([1, expected]);
  });

  test.each([
    [
      'an unknown commune',
      'commune,code,name,target\n29551,01,Khóm 1,5\n99999,01,Ấp 1,5\n',
      'plan.unknown-commune',
      '3: 99999',
    ],
    [
      'a village twice',
      'commune,code,name,target\n29551,01,Khóm 1,5\n29551,01,Khóm 1,5\n',
      'plan.repeated-village',
      '3: 29551/01',
    ],
    [
      'a target that is no number',
      'commune,code,name,target\n29551,01,Khóm 1,many\n',
      'plan.bad-cell',
      '2, target: "many"',
    ],
    ['a missing column', 'commune,code,target\n29551,01,5\n', 'plan.wrong-columns', 'name'],
    [
      'a row that is too long',
      'commune,code,name,target\n29551,01,Khóm 1,5,6\n',
      'plan.bad-row',
      '2',
    ],
  ])('takes no plan with %s [P-13]', async (_, text, expected, detail) => {
    await write('bad-plan.csv', text);

    const ran = await run(
      'wave',
      'create',
      '--name',
      'Đợt ba',
      '--catalogue',
      '2025-07-01',
      '--open',
      '--json',
      '--instrument',
      'household-2022',
      '--villages',
      'bad-plan.csv',
    );

    expect([ran.exit, refusalOf(ran)]).toEqual([1, expected]);
    expect((jsonOf(ran) as { error: { detail: string } }).error.detail).toContain(detail);
  });

  test('makes a wave that waits, and opens it later [P-13]', async () => {
    const given = ['--catalogue', '2025-07-01', '--instrument', 'household-2022', '--json'];
    const made = await run('wave', 'create', '--name', 'Đợt chờ', ...given);
    const { waveId } = jsonOf(made) as { waveId: string };

    const frozen = await run('wave', 'freeze', waveId, '--json');
    expect([frozen.exit, refusalOf(frozen)]).toEqual([1, 'wave.never-opened']);
    const opened = await run('wave', 'reopen', waveId, '--json');
    expect(jsonOf(opened)).toEqual({ waveId, status: 'open' });
  });

  test('gets an account with its first password [P-12]', async () => {
    const made = await runApart(
      'user',
      'add',
      'vi.du',
      '--role',
      'office',
      '--area',
      '855',
      '--area',
      'grouping:buu-dien-khu-vuc:vinh-long',
      '--json',
    );

    expect(jsonOf(made)).toMatchObject({
      username: 'vi.du',
      role: 'office',
      areas: ['855', 'grouping:buu-dien-khu-vuc:vinh-long'],
    });
    expect((jsonOf(made) as { password: string }).password).toMatch(
      /^[a-z2-9]{5}(-[a-z2-9]{5}){3}$/,
    );
    const again = await run('user', 'add', 'vi.du', '--role', 'office', '--area', '855', '--json');
    expect([again.exit, refusalOf(again)]).toEqual([1, 'user.exists']);
  });

  test.each([
    ['Vi Du', '86', 'user.bad-name'],
    ['vi', '86', 'user.bad-name'],
    ['vi-du', '99', 'user.bad-area'],
    ['vi-du', 'grouping:huyen-cu:1', 'user.bad-area'],
  ])('takes no account %s for %s [P-12]', async (name, area, expected) => {
    const ran = await run('user', 'add', name, '--role', 'office', '--area', area, '--json');

    expect([ran.exit, refusalOf(ran)]).toEqual([1, expected]);
  });
});

describe('score', () => {
  const score = (...args: string[]) =>
    run(
      ...['score', 'answers.csv', '--instrument', 'transaction-5-factor', '--json'],
      ...['--missing-columns', 'allow', ...args],
    );

  test('recomputes a table of answers without a store, by unit', async () => {
    // Unit a: t1_1 4 and 3 → 1/2; t1_2 5 and left blank → 1/1. Criterion mean of T1: (1/2 + 1) / 2 = 75 %;
    // pooled: 2 satisfied of 3 valid answers = 66.67 %. Unit b: t1_1 2 → 0 %.
    await write('answers.csv', '\uFEFFđịa bàn;t1_1;t1_2\na;4;5\na;3;\nb;2;dont-know\n');

    const rows = jsonOf(await score('--unit-column', 'địa bàn')) as Record<string, unknown>[];
    const find = (unit: string, kind: string, code: string) =>
      rows.find((row) => row['unit'] === unit && row['kind'] === kind && row['code'] === code);
    expect(find('a', 'criterion', 't1_1')).toEqual({
      unit: 'a',
      kind: 'criterion',
      code: 't1_1',
      label: expect.any(String) as string,
      numerator: 1,
      denominator: 2,
      valid: 2,
      percent: '50.00',
    });
    expect(find('a', 'factor', 'T1')).toMatchObject({
      numerator: 2,
      denominator: 3,
      valid: 2,
      percent: '75.00',
    });
    expect(find('b', 'factor', 'T1')).toMatchObject({
      numerator: 0,
      denominator: 1,
      percent: '0.00',
    });
    expect(find('b', 'criterion', 't1_2')).toMatchObject({ denominator: 0, percent: null });

    const pooled = jsonOf(
      await score('--unit-column', 'địa bàn', '--scheme', 'pooled_answers'),
    ) as Record<string, unknown>[];
    expect(pooled.find((row) => row['unit'] === 'a' && row['code'] === 'T1')).toMatchObject({
      percent: '66.67',
    });
  });

  test('refuses what it cannot read, and an instrument it does not know', async () => {
    const absent = await run('score', 'absent.csv', '--instrument', 'household-2022', '--json');
    const unknown = await run('score', 'absent.csv', '--instrument', 'census', '--json');

    expect([absent.exit, refusalOf(absent)]).toEqual([1, 'file.unreadable']);
    expect(unknown.exit).toBe(2);
    expect(unknown.err).toContain('--instrument is one of household-2022, transaction-5-factor');
  });
});
