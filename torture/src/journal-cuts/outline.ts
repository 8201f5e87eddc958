import type { HarnessOutline } from '../harness.ts';

export const outline: HarnessOutline = {
  name: 'journal-cuts',
  title:
    'the journal of a phone is cut at every byte and has bits flipped: no record comes out wrong, and what is lost is seen',
  unit: 'cuts and flips',
  budgets: { short: 1_000, long: 50_000, plant: 400 },
  plants: [
    {
      name: 'no check sum',
      kind: 'source',
      file: 'client/src/storage/journal/frame.ts',
      find: 'if (length === 0 || crc32c(bytes, start, start + length) !== view.getUint32(at + 4, true))',
      replace: 'if (length === 0)',
    },
    {
      name: 'damage that nobody is told of',
      kind: 'source',
      file: 'client/src/storage/journal/journal-file.ts',
      find: 'scan.brokenAt.length > 0 ||',
      replace: '',
    },
  ],
};
