import { renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { StoreDamaged } from '../../src/ports/index.ts';
import { type World, setupWorld } from '../world/setup-world.ts';

let world: World;
beforeAll(async () => {
  world = await setupWorld();
});
afterAll(() => world.leave());

const statuses = async () => [
  (await world.ask('/healthz')).status,
  (await world.ask('/readyz')).status,
];

it('is not ready while the file of the store lies elsewhere or another lies in its place, and ready again by itself [A-184]', async () => {
  const file = join(world.dataDir, 'sipas.sqlite');
  expect(await statuses()).toEqual([200, 200]);

  renameSync(file, `${file}.away`);
  expect(await statuses()).toEqual([200, 503]);
  writeFileSync(file, '');
  expect(await statuses()).toEqual([200, 503]);

  renameSync(`${file}.away`, file);
  expect(await statuses()).toEqual([200, 200]);
});

it('is not ready where the store fails or says nothing, and lives all the same [A-183]', async () => {
  const { keeper } = world.storage;
  const { isReady } = keeper;
  const failing: (() => Promise<boolean>)[] = [
    () => Promise.reject(new StoreDamaged('broken')),
    () => new Promise(() => undefined),
    () => Promise.resolve(false),
  ];
  try {
    for (const read of failing) {
      keeper.isReady = read;
      expect(await statuses()).toEqual([200, 503]);
    }
  } finally {
    keeper.isReady = isReady;
  }
  expect(await statuses()).toEqual([200, 200]);
});
