import { expect, it } from 'vitest';
import type { OutboxItem } from '../ports/field-shelf.ts';
import { itemsToSend } from './items-to-send.ts';

const received = { receipt: 1 } as OutboxItem['receipt'];
const item = (seq: number, receipt: OutboxItem['receipt'], line: string | null): OutboxItem =>
  ({ epoch: 'e', seq, receipt, line }) as OutboxItem;
const gap = [{ epoch: 'e', from: 1, to: 3 }] as never;

it('passes over a form whose line was deleted, though the office lacks it: it is not asked for for ever [O-05]', () => {
  const items = [item(1, received, '{}'), item(2, received, null), item(3, null, '{}')];

  expect(itemsToSend(items, gap).map(({ seq }) => seq)).toEqual([1, 3]);
});
