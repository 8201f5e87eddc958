import { afterAll, beforeAll, expect, test } from 'vitest';
import { jsonOf, runHere, setupFolder } from './run-sipas.ts';

let waveId: string;
let place: Awaited<ReturnType<typeof setupFolder>>;
const run = (...args: string[]) => runHere(place.folder, ...args, '--json');

beforeAll(async () => {
  place = await setupFolder();
  const demo = await run('demo', '--responses', '40', '--earlier', '0', '--seed', '11');
  ({ waveId } = jsonOf(demo) as { waveId: string });
}, 120_000);
afterAll(() => place.remove());

test('who reads people at the machine or restores them is in the journal, and the server by its own name [J-10]', async () => {
  await run('backup');
  const exits = [];
  for (const words of [['drill', '--nightly'], ['drill'], ['quality', waveId], ['quality', 'none']])
    exits.push((await run(...words)).exit);
  const { csv } = jsonOf(await run('audit', 'export')) as { csv: string };

  expect(exits).toEqual([0, 0, 0, 1]);
  const acts = csv.split('\n').slice(1, -1);
  expect(acts).toHaveLength(4);
  for (const [place, told] of [
    'backup.made,store,,{},',
    'backup.drilled,store,,"{""by"":""server""}",',
    'backup.drilled,store,,{},',
    `quality.read,wave,${waveId},{},`,
  ].entries())
    expect(acts[place]).toContain(`,operator,,,,${told}`);
});
