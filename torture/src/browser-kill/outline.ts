import type { HarnessOutline } from '../harness.ts';

export const outline: HarnessOutline = {
  name: 'browser-kill',
  title:
    'a browser killed in the middle of saving and sending, its files hurt between two starts, keeps all that it showed as saved',
  unit: 'kills',
  budgets: { short: 4, long: 500 },
  plants: [{ name: 'IndexedDB only', kind: 'flag' }],
};
