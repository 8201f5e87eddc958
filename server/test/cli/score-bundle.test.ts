import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { zipBytes } from '../../src/exports/zip-file.ts';
import { readZip } from '../exports/read-workbook.ts';
import { freezeWorld } from '../http/freeze-world.ts';
import { setupSmallCase } from '../http/people-small-case.ts';
import { jsonOf, refusalOf, runHere, setupFolder } from './run-sipas.ts';

let place: Awaited<ReturnType<typeof setupFolder>>;
let bundle: Buffer;
beforeAll(async () => {
  place = await setupFolder();
  const world = await setupSmallCase({ minimumBase: 1, minimumCell: 1 });
  await freezeWorld(world);
  const path = `/api/v1/waves/${world.waveId}/exports/bundle.zip`;
  bundle = Buffer.from(await (await world.ask('analyst', path)).arrayBuffer());
  await world.close();
}, 120_000);
afterAll(() => place.remove());

async function confirm(bytes: Uint8Array, ...args: readonly string[]) {
  await writeFile(join(place.folder, 'b.zip'), bytes);
  return runHere(place.folder, 'score', '--confirm', 'b.zip', ...args);
}

type Files = Map<string, Buffer>;
const sumsOf = (files: Files): Buffer =>
  Buffer.from(
    [...files]
      .filter(([name]) => name !== 'SHA256SUMS')
      .map(([name, bytes]) => `${createHash('sha256').update(bytes).digest('hex')}  ${name}\n`)
      .join(''),
  );
/** The bundle with something changed; with its list of hashes made anew, as somebody would who wants it to be believed. */
function changed(change: (files: Files) => void, { isListed = true } = {}): Buffer {
  const files = new Map(readZip(bundle));
  change(files);
  if (isListed) files.set('SHA256SUMS', sumsOf(files));
  return zipBytes([...files].map(([name, bytes]) => ({ name, bytes })));
}
const edit = (files: Files, name: string, from: string | RegExp, to: string): void => {
  const text = files.get(name)?.toString('utf8') ?? '';
  const after = text.replace(from, to);
  expect(after).not.toBe(text);
  files.set(name, Buffer.from(after));
};
const told = async (bytes: Uint8Array) => {
  const ran = await confirm(bytes, '--json');
  const { error } = jsonOf(ran) as { error?: { code: string; detail: string } };
  return [ran.exit, error?.code, error?.detail];
};

describe('score --confirm', () => {
  test('says that a bundle follows from its data, with the hash of each table [X-85]', async () => {
    const ran = await confirm(bundle);

    expect([ran.exit, ran.err]).toEqual([0, '']);
    // Of sha256sum's list the lines that are tables.
    const tables = sumsOf(new Map(readZip(bundle)))
      .toString('utf8')
      .split('\n')
      .filter((line) => line.includes(' tables/'));
    expect(ran.out.split('\n')[0]).toBe(`khớp: ${String(tables.length)} bảng, 6 phiếu, Đợt thử`);
    expect(ran.out.trimEnd().split('\n').slice(2)).toEqual(tables);
  });

  test('names file, row and column where a table says another figure [X-85]', async () => {
    // 29590 has one form, all 5: 100 %.
    const bytes = changed((files) => {
      edit(files, 'tables/scores_commune_overall.csv', /^(.*,29590,.*?),100\.00,/m, '$1,99.00,');
    });
    const ran = await confirm(bytes);
    const json = await confirm(bytes, '--json');

    expect(ran.exit).toBe(1);
    expect(ran.out).toMatch(
      /^không khớp: tables\/scores_commune_overall\.csv, dòng \d+, cột percent: trong gói "99\.00", tính lại được "100\.00"\n$/,
    );
    expect(jsonOf(json)).toMatchObject({ confirmed: false, difference: { column: 'percent' } });
  });

  test('finds an answer that was changed together with its hash by the tables [X-85]', async () => {
    const ran = await confirm(
      changed((files) => {
        edit(files, 'data/responses.csv', /^(29590,1,.*),5$/m, '$1,1');
      }),
    );

    expect(ran.exit).toBe(1);
    expect(ran.out).toContain('không khớp: tables/scores_province_');
  });

  test.each([
    ['data/responses.csv', 'bundle.part-changed'],
    ['instrument.json', 'bundle.part-changed'],
    ['units.json', 'bundle.part-changed'],
    ['bundle.json', 'bundle.part-changed'],
    ['README.txt', 'bundle.part-changed'],
    ['tables/scores_province_overall.csv', 'bundle.part-changed'],
  ])('%s with one byte changed is named [X-84]', async (name, expected) => {
    const bytes = changed(
      (files) => {
        const part = Buffer.from(files.get(name) ?? '');
        part.writeUInt8(part.readUInt8(part.length - 2) ^ 1, part.length - 2);
        files.set(name, part);
      },
      { isListed: false },
    );

    expect(await told(bytes)).toEqual([1, expected, name]);
  });

  test('a part that lacks, one too many, and a list that is broken are named [X-84]', async () => {
    const without = changed((files) => files.delete('data/responses.csv'), { isListed: false });
    const more = changed((files) => files.set('tables/more.csv', Buffer.from('x')));
    const unlisted = changed((files) => files.set('more.txt', Buffer.from('x')), {
      isListed: false,
    });
    const noList = changed((files) => files.delete('SHA256SUMS'), { isListed: false });
    const noTable = changed((files) => files.delete('tables/scores_province_overall.csv'));

    expect(await told(without)).toEqual([1, 'bundle.part-missing', 'data/responses.csv']);
    expect(await told(more)).toEqual([1, 'bundle.part-unlisted', 'tables/more.csv']);
    expect(await told(unlisted)).toEqual([1, 'bundle.part-unlisted', 'more.txt']);
    expect(await told(noList)).toEqual([1, 'bundle.part-missing', 'SHA256SUMS']);
    expect((await told(noTable)).slice(0, 2)).toEqual([1, 'bundle.part-missing']);
  });

  test.each([
    ['bundle.json', /"formatVersion": 1/, '"formatVersion": 2', 'bundle.newer'],
    ['bundle.json', /"methodVersion": 1/, '"methodVersion": 2', 'bundle.newer'],
    ['bundle.json', /"criterion_mean"/, '"other_mean"', 'bundle.invalid'],
    ['bundle.json', /\{/, '', 'bundle.invalid'],
    ['bundle.json', /"table": "scores"/, '"table": "other"', 'bundle.invalid'],
    ['instrument.json', /"vi": "/, '"vi": "x', 'bundle.invalid'],
    ['units.json', /"parentCode": "86"/, '"parentCode": "99"', 'bundle.invalid'],
    ['data/responses.csv', /,5$/m, ',6', 'bundle.invalid'],
    ['data/responses.csv', /^29590,1/m, '99999,1', 'bundle.invalid'],
    ['data/responses.csv', /^29590,1/m, '29590,=1', 'bundle.invalid'],
    ['data/responses.csv', /,5$/m, ',5,5', 'bundle.invalid'],
    ['data/responses.csv', /commune_code/, 'commune', 'bundle.invalid'],
  ])('%s whose %s became %s is refused by its code [X-84]', async (name, from, to, expected) => {
    const [exit, code, detail] = await told(
      changed((files) => {
        edit(files, name, from, to);
      }),
    );

    expect([exit, code]).toEqual([1, expected]);
    expect(String(detail)).toContain(name);
  });

  test('no file, and no word beside --confirm, are told [X-85]', async () => {
    const gone = await runHere(place.folder, 'score', '--confirm', 'gone.zip', '--json');
    const both = await runHere(place.folder, 'score', 'a.csv', '--confirm', 'b.zip');

    expect([gone.exit, refusalOf(gone)]).toEqual([1, 'file.unreadable']);
    expect(both.exit).toBe(2);
  });
});
