import { afterEach, expect, test } from 'vitest';
import { checkFaults } from './check-faults.mjs';
import { type ModelTree, createModelTree } from './model-tree.ts';

const trees: ModelTree[] = [];
afterEach(() => {
  for (const tree of trees.splice(0)) tree.remove();
});

const ids = [
  ...Array.from({ length: 23 }, (_, index) => `P${String(index + 1)}`),
  ...Array.from({ length: 16 }, (_, index) => `W${String(index + 1)}`),
  ...Array.from({ length: 17 }, (_, index) => `S${String(index + 1)}`),
];
const proof = 'torture/test/short-runs.test.ts';
const line = (id: string, where = `\`${proof}\``, answer = 'goes on') =>
  `| ${id} | it breaks | ${answer} | ${where} |`;

function complaintsWith(lines: readonly string[]): string[] {
  const tree = createModelTree({ 'docs/faults.md': lines.join('\n'), [proof]: '' });
  trees.push(tree);
  return checkFaults(tree.root).complaints;
}

test('has no complaint where every fault has its line and every proof is there', () => {
  expect(complaintsWith(ids.map((id) => line(id)))).toEqual([]);
});

test('finds a fault without a line, and one with two', () => {
  expect(complaintsWith([...ids.slice(1), 'P2'].map((id) => line(id)))).toEqual([
    'P1: not in docs/faults.md',
    'P2: twice in docs/faults.md',
  ]);
});

test.each([
  ['without a proof', line('S17', 'somewhere'), 'S17: names no proof'],
  ['with a proof that is gone', line('S17', '`gone.test.ts`'), 'S17: gone.test.ts is not there'],
  ['without an answer', line('S17', `\`${proof}\``, ''), 'S17: says too little'],
])('finds a line %s', (_what, last, complaint) => {
  expect(complaintsWith([...ids.slice(0, -1).map((id) => line(id)), last])).toEqual([complaint]);
});
