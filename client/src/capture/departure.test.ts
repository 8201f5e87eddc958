import { expect, it } from 'vitest';
import { departure } from './departure.ts';

const draft = { responseId: '019ab0d4-7b60-7000-8000-00000000d001' };
const unsent = { receipt: null, incarnation: null, line: '{}' };
const handedOver = { ...unsent, handedOverAt: '2026-11-23T08:00:00.000Z' };
const received = { receipt: { receipt: 7 } as never, incarnation: 'i2', line: '{}' };
const contact = { incarnation: 'i2', safeReceipt: 7 };
const nothing = { drafts: [], items: [], contact, unsentSignatures: 0 };

it.each([
  ['a phone with nothing', nothing, { tag: 'may-wipe' }],
  ['every form received', { ...nothing, items: [received, received] }, { tag: 'may-wipe' }],
  [
    'one form unsent and in no file',
    { ...nothing, items: [received, unsent, handedOver] },
    { tag: 'refused', drafts: 0, stranded: 1, signatures: 0 },
  ],
  [
    'an open interview',
    { ...nothing, drafts: [draft], items: [received] },
    { tag: 'refused', drafts: 1, stranded: 0, signatures: 0 },
  ],
  [
    'a signature that is not sent',
    { ...nothing, items: [handedOver], unsentSignatures: 2 },
    { tag: 'refused', drafts: 0, stranded: 0, signatures: 2 },
  ],
  [
    'all that is unsent handed over by file',
    { ...nothing, items: [handedOver, received, handedOver] },
    { tag: 'may-leave', waiting: 2, unsafe: 0 },
  ],
  [
    'a form received that no backup has yet',
    { ...nothing, items: [received], contact: { ...contact, safeReceipt: 6 } },
    { tag: 'may-leave', waiting: 0, unsafe: 1 },
  ],
  [
    'a receipt that was safe before the server was restored',
    { ...nothing, items: [received], contact: { incarnation: 'i3', safeReceipt: 6 } },
    { tag: 'may-wipe' },
  ],
  [
    'a receipt from a file, and a server that was never heard',
    { ...nothing, items: [received], contact: null },
    { tag: 'may-leave', waiting: 0, unsafe: 1 },
  ],
  [
    'a form safe at the office whose line the phone has deleted',
    { ...nothing, items: [{ receipt: null, incarnation: null, line: null }] },
    { tag: 'may-wipe' },
  ],
] as const)('%s [C-34]', (_case, onPhone, expected) => {
  expect(departure(onPhone)).toEqual(expected);
});
