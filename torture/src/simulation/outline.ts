import type { HarnessOutline } from '../harness.ts';

export const outline: HarnessOutline = {
  name: 'simulation',
  title:
    'the real handler, store and client core under virtual time keep every form through schedules of faults',
  unit: 'schedules',
  budgets: { short: 40, long: 50_000, plant: 1_500 },
  plants: [
    {
      name: 'match by id alone',
      kind: 'source',
      file: 'server/src/storage-sqlite/envelope-places.ts',
      find: 'held.find(({ contentHash }) => contentHash === line.contentHash)',
      replace:
        'held.find((row) => row.responseId === line.claim?.responseId && row.revision === line.claim?.revision)',
    },
    {
      name: 'sequence from the view',
      kind: 'source',
      file: 'client/src/storage/field-shelf.ts',
      find: 'return finishDraft({ state, append, protection: guardOfForms }, form);',
      replace:
        'const { outbox = new Map() } = (await view.load())?.state ?? {}; return finishDraft({ state: { ...state, outbox }, append, protection: guardOfForms }, form);',
    },
  ],
};
