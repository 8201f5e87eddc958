import type { HarnessOutline } from '../harness.ts';

export const outline: HarnessOutline = {
  name: 'backup-faults',
  title:
    'every call to the file system and to SQLite by which a backup is made fails once, then for good: no receipt is called safe that does not lie whole in the second place, nothing half is left, and the next backup works',
  unit: 'faults',
  budgets: { short: 60, long: 1_000 },
  plants: [
    {
      name: 'safe before it was read',
      kind: 'source',
      file: 'server/src/care/make-backup.ts',
      find: 'const second = await carry(',
      replace: 'await keeper.raiseSafeReceipt(made.receipt); const second = await carry(',
    },
    {
      name: 'a removed error branch',
      kind: 'source',
      file: 'server/src/care/make-backup.ts',
      find: "carry(made.file, secondPlace).catch(failAs('second-place'))",
      replace: 'carry(made.file, secondPlace).catch(() => made.file)',
    },
  ],
};
