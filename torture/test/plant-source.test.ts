import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { plantedNode, withPlant } from '../src/plant-source.ts';
import { harnesses } from '../src/registry.ts';

const plant = {
  name: 'no sum',
  kind: 'source',
  file: 'a.ts',
  find: 'a + b',
  replace: 'a',
} as const;

it('plants a bug where its place is found once', () => {
  expect(withPlant('return a + b;', plant)).toBe('return a;');
});

it('refuses to plant nothing, or in two places', () => {
  expect(() => withPlant('return a - b;', plant)).toThrow('finds its place 0 times');
  expect(() => withPlant('a + b; a + b;', plant)).toThrow('finds its place 2 times');
});

it('starts another Node without anything when there is nothing to plant', () => {
  expect(plantedNode(null)).toEqual({ args: [], env: {} });
  expect(plantedNode({ name: 'own', kind: 'flag' })).toEqual({ args: [], env: {} });
});

const sourcePlants = harnesses.flatMap(({ outline }) =>
  outline.plants.flatMap((one) => (one.kind === 'source' ? [[outline.name, one.name, one]] : [])),
) as [string, string, Parameters<typeof withPlant>[1]][];

it.each(sourcePlants)('the bug of %s still finds its place: %s', (_harness, _name, one) => {
  const source = readFileSync(join(import.meta.dirname, '../..', one.file), 'utf8');

  expect(withPlant(source, one)).not.toBe(source);
});
