import { expect, it } from 'vitest';
import { createImportGate } from './import-gate.ts';

it('lets in eight files in all and two of one account, and again when one has left [A-97]', () => {
  const gate = createImportGate();
  const mine = [gate.enter('a'), gate.enter('a'), gate.enter('a')];
  expect(mine.map((place) => place !== null)).toEqual([true, true, false]);
  const others = ['b', 'c', 'd', 'e', 'f', 'g', 'h'].map((account) => gate.enter(account));
  expect(others.map((place) => place !== null)).toEqual([
    ...Array.from({ length: 6 }, () => true),
    false,
  ]);

  others[0]?.leave();
  expect(gate.enter('h')).not.toBeNull();
  expect(gate.enter('b')).toBeNull();
  mine[0]?.leave();
  expect(gate.enter('a')).not.toBeNull();
});

it('works on one file at a time, in the order they came, whatever becomes of one [A-97]', async () => {
  const gate = createImportGate();
  const done: string[] = [];
  const work = (name: string, ms: number) => async () => {
    done.push(`${name} begins`);
    await new Promise((resolve) => setTimeout(resolve, ms));
    done.push(`${name} ends`);
    if (name === 'one') throw new Error('broken');
  };
  const one = gate.enter('a')?.turn(work('one', 20));
  const two = gate.enter('b')?.turn(work('two', 0));
  await expect(one).rejects.toThrow('broken');
  await two;
  expect(done).toEqual(['one begins', 'one ends', 'two begins', 'two ends']);
});
