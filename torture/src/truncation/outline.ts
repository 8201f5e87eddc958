import type { HarnessOutline } from '../harness.ts';

export const outline: HarnessOutline = {
  name: 'truncation',
  title:
    'a push body or batch file, plain or compressed, cut at any byte or with any bit turned over, brings in nothing wrong, proves nothing false and keeps nothing whole from coming later',
  unit: 'cuts and flips',
  // Of the long run less than half are cuts: one at every byte of the four bodies; the others are flips.
  budgets: { short: 96, long: 24_000 },
  plants: [
    {
      name: 'hash check off',
      kind: 'source',
      file: 'server/src/use-cases/sync/read-line.ts',
      find: "hash('sha256', content) !== shaped.output.hash",
      replace: 'false',
    },
    {
      name: 'an altered line proves the hash that it claims',
      kind: 'source',
      file: 'server/src/use-cases/sync/print-receipt.ts',
      find: 'return isProven(bytes, read) ? read.said : others;',
      replace: 'return others === undefined ? others : read.said;',
    },
    {
      name: 'what is left of a cut line is kept',
      kind: 'source',
      file: 'server/src/use-cases/sync/read-batch-file.ts',
      find: 'if (isAuthentic(line) || (damage === null && !isCutShort(line))) {',
      replace: 'if (line.length > 0) {',
    },
    {
      name: 'a compressed file that ends early is given up',
      kind: 'source',
      file: 'server/src/use-cases/sync/inflate.ts',
      find: 'finishFlush: constants.Z_SYNC_FLUSH,',
      replace: 'finishFlush: constants.Z_FINISH,',
    },
  ],
};
