import type { HarnessOutline } from '../harness.ts';

export const modelBugs = [
  'receipt before commit',
  'delete on send',
  'match by id alone',
  'sequence from the view',
  'all-or-nothing batch',
  'no new epoch',
  'purge on stored',
  'counts outside the transaction',
] as const;
export type ModelBug = (typeof modelBugs)[number];

export const outline: HarnessOutline = {
  name: 'protocol-model',
  title:
    'phones and a server under every order of drops, repeats, crashes, copies, clock jumps, lost stores and restores keep the invariants of the wire',
  unit: 'schedules',
  budgets: { short: 40_000, long: 5_000_000, plant: 20_000 },
  plants: modelBugs.map((name) => ({ name, kind: 'flag' })),
};
