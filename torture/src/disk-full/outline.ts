import type { HarnessOutline } from '../harness.ts';

export const outline: HarnessOutline = {
  name: 'disk-full',
  title:
    'the disk fills under the store, its journal, its backups or its second place: nothing acknowledged is lost, nothing is half there, reading goes on, and work resumes when there is room again',
  unit: 'full disks',
  budgets: { short: 12, long: 1_000 },
  plants: [
    {
      name: 'a full disk swallowed as success',
      kind: 'source',
      file: 'server/src/storage-sqlite/response-store.ts',
      find: ': inGroup(() => storeBatch(lines, receivedAt, contact)),',
      replace:
        ": inGroup(() => storeBatch(lines, receivedAt, contact)).catch(() => lines.map((_, at) => ({ outcome: 'stored', code: null, detail: null, receipt: 900000 + at, receivedAt }))),",
    },
    {
      name: 'a second place that was not reached counts',
      kind: 'source',
      file: 'server/src/care/make-backup.ts',
      find: "carry(made.file, secondPlace).catch(failAs('second-place'))",
      replace: 'carry(made.file, secondPlace).catch(() => made.file)',
    },
  ],
};
