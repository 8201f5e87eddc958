import type { HarnessOutline } from '../harness.ts';

export const outline: HarnessOutline = {
  name: 'version-pairs',
  title:
    'old phones, old requests and newer servers are understood, and an upgrade of the database may die at any moment',
  unit: 'pairs',
  budgets: { short: 8, long: 60 },
  plants: [
    {
      name: 'strict version check',
      kind: 'source',
      file: 'shared/src/wire/sync.ts',
      find: 'export const helloAnswerSchema = v.object({',
      replace: 'export const helloAnswerSchema = v.strictObject({',
    },
  ],
};
