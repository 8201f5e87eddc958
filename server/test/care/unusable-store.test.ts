import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type Ran, refusalOf, runSipas, setupFolder } from '../cli/run-sipas.ts';

let place: Awaited<ReturnType<typeof setupFolder>>;
beforeEach(async () => {
  place = await setupFolder();
});
afterEach(() => place.remove());

const run = (...args: string[]): Promise<Ran> => runSipas(place.folder, ...args);
const inFolder = (name: string) => join(place.folder, name);

const folders = {
  // A folder of the kernel takes no folders, and answers as if its parent were not there.
  'that cannot be made': () => '/proc/nope/store',
  'that is a file': () => {
    writeFileSync(inFolder('file'), 'no folder');
    return inFolder('file');
  },
  'below a file': () => {
    writeFileSync(inFolder('file'), 'no folder');
    return inFolder('file/below');
  },
  'in which a folder has the name of the store': () => {
    mkdirSync(inFolder('odd/sipas.sqlite'), { recursive: true });
    return inFolder('odd');
  },
};

it.each(Object.entries(folders))(
  'a folder %s is refused at once, by name and with what to do [B-24]',
  async (_what, make) => {
    const folder = make();

    const served = await run('serve', '--data', folder);
    const added = await run(
      'user',
      'add',
      'quantri',
      '--role',
      'admin',
      '--area',
      '86',
      '--data',
      folder,
    );

    for (const { exit, err } of [served, added]) {
      expect(exit).toBe(1);
      expect(err).toContain('store.unusable');
      expect(err).toContain(folder);
      expect(err).toContain('Không mở được kho dữ liệu trong thư mục này');
    }
  },
  60_000,
);

it('a command that only reads names the folder too, and so does a restore [B-24]', async () => {
  const folder = folders['that is a file']();
  writeFileSync(inFolder('any.sqlite'), '');

  expect(refusalOf(await run('verify', '--json', '--data', folder))).toBe('store.unusable');
  expect(
    refusalOf(await run('restore', inFolder('any.sqlite'), '--json', '--data', '/proc/nope')),
  ).toBe('store.unusable');
}, 60_000);

it('a file that is no database is damaged, and named with its folder [B-24]', async () => {
  mkdirSync(inFolder('var'));
  writeFileSync(inFolder('var/sipas.sqlite'), 'this is no database, and long enough to be read');

  const served = await run('serve');

  expect([served.exit, served.err.split('\n')[0]]).toEqual([
    1,
    expect.stringContaining(`store.damaged: ${inFolder('var/sipas.sqlite')}`),
  ]);
}, 60_000);
