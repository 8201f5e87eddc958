import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { createCommuneMap } from './commune-map.ts';

const bytes = readFileSync(
  new URL('../../../data/maps/communes-2025.topo.json', import.meta.url),
  'utf8',
);
const { signal } = new AbortController();

function answering(...answers: readonly (string | null)[]) {
  const left = [...answers];
  let asked = 0;
  const communeMap = createCommuneMap({
    fetch: () => {
      asked += 1;
      const answer = left.shift() ?? null;
      if (answer === null) return Promise.reject(new TypeError('no network'));
      return Promise.resolve(new Response(answer));
    },
  });
  return { communeMap, asked: () => asked };
}

it('is fetched once, whoever shows it', async () => {
  const { communeMap, asked } = answering(bytes);

  const first = await communeMap(signal);
  const again = await communeMap(signal);
  expect(first.ok && first.value.objects.communes.geometries.length).toBe(124);
  expect(again).toEqual(first);
  expect(asked()).toBe(1);
});

it('is asked for again where it did not come, or was no map', async () => {
  const { communeMap, asked } = answering(null, '{"type":"Topology"}', '<html>', bytes);

  expect(await communeMap(signal)).toMatchObject({ ok: false, error: { tag: 'offline' } });
  expect(await communeMap(signal)).toMatchObject({ ok: false, error: { tag: 'unreadable' } });
  expect(await communeMap(signal)).toMatchObject({ ok: false, error: { tag: 'unreadable' } });
  expect(await communeMap(signal)).toMatchObject({ ok: true });
  expect(asked()).toBe(4);
});
