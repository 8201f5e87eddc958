import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import type { CopiedRow } from '../ports/index.ts';
import { createRowChain } from './row-chain.ts';

function chainOf(...rows: CopiedRow[]) {
  const chain = createRowChain();
  for (const row of rows) chain.add(row);
  return chain.part();
}
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

it('chains each row to those before it [Z-08]', () => {
  const first = sha256('\nstring 2 ab\nnumber 1 7');
  const second = sha256(`${first}\nnull\nbytes 1 x`);

  expect(chainOf()).toEqual({ rows: 0, chain: '' });
  expect(chainOf(['ab', 7])).toEqual({ rows: 1, chain: first });
  expect(chainOf(['ab', 7], [null, Buffer.from('x')])).toEqual({ rows: 2, chain: second });
});

it('tells apart what only looks alike [Z-08]', () => {
  const chains = [
    ...[chainOf(['1']), chainOf([1]), chainOf([Buffer.from('1')]), chainOf([null])],
    ...[chainOf(['']), chainOf(['null']), chainOf(['a', 'b']), chainOf(['ab', ''])],
    ...[chainOf(['a'], ['b']), chainOf(['b'], ['a']), chainOf(['a\nstring 1 b'])],
  ].map(({ chain }) => chain);

  expect(new Set(chains).size).toBe(chains.length);
});
