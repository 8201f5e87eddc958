import { describe, expect, it } from 'vitest';
import type { OutboxItem, ServerContact } from '../../ports/field-shelf.ts';
import { mayDelete } from './may-delete.ts';

const contact: ServerContact = {
  // The phone believes to be in 2031; it does not matter.
  at: '2031-01-01T00:00:00.000Z',
  serverTime: '2026-12-15T08:00:00.000Z',
  incarnation: 'inc-1',
  safeReceipt: 100,
  packageEtag: null,
  lastReceipt: 120,
  pullCursor: null,
};
const fourteenDaysBefore = '2026-12-01T08:00:00.000Z';
const oneMsLess = '2026-12-01T08:00:00.001Z';

const item = (
  receipt: { receipt?: number; receivedAt?: string; outcome?: string } | null,
  change: Partial<OutboxItem> = {},
): OutboxItem =>
  ({
    line: '{}',
    incarnation: 'inc-1',
    receipt: receipt && {
      line: 1,
      outcome: 'stored',
      receipt: 100,
      receivedAt: fourteenDaysBefore,
      ...receipt,
    },
    ...change,
  }) as OutboxItem;

describe('a form on the phone', () => {
  it.each([
    ['stored, safe, 14 days old', item({}), contact, true],
    ['stored before, safe, 14 days old', item({ outcome: 'already-stored' }), contact, true],
    ['not received', item(null), contact, false],
    ['a millisecond too young', item({ receivedAt: oneMsLess }), contact, false],
    ['not yet in a verified backup', item({ receipt: 101 }), contact, false],
    ['received before the server was restored', item({}, { incarnation: 'inc-0' }), contact, false],
    ['in conflict with another', item({ outcome: 'conflict' }), contact, false],
    ['kept apart', item({ outcome: 'quarantined' }), contact, false],
    ['a fork', item({ outcome: 'fork' }), contact, false],
    ['received at no time that can be read', item({ receivedAt: '' }), contact, false],
    ['safe, but nothing was heard since', item({}), undefined, false],
    ['deleted already', item({}, { line: null }), contact, false],
    [
      'received in the future of the server',
      item({ receivedAt: '2027-06-01T00:00:00.000Z' }),
      contact,
      false,
    ],
  ] as const)('%s: may its copy be deleted? [D-36]', (_what, form, heard, may) => {
    expect(mayDelete(form, heard)).toBe(may);
  });
});
