import { expect, it } from 'vitest';
import { isCompactionDue } from './compaction-due.ts';

const mb = 1024 * 1024;

it.each([
  ['a new journal', 0, 0, false],
  ['4 MB without use', 5 * mb, mb, false],
  ['a byte more', 5 * mb + 1, mb, true],
  ['5 MB without use, exactly half', 10 * mb, 5 * mb, false],
  ['a byte more than half', 10 * mb, 5 * mb - 1, true],
  ['much of use, little without', 100 * mb, 90 * mb, false],
] as const)('%s: is the journal written anew? [D-35]', (_what, total, live, due) => {
  expect(isCompactionDue(total, live, 4 * mb)).toBe(due);
});
