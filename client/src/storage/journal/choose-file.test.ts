import { describe, expect, it } from 'vitest';
import { type FileSight, chooseFile } from './choose-file.ts';

const complete = (generation: number): FileSight => ({
  bytes: 500,
  head: { id: '0011223344556677', generation, bodyAt: 36, leastBytes: 100 },
});
const neverRewritten = complete(0);
const unfinished = (bytes = 36): FileSight => ({ bytes, head: 'unfinished' });
const hurt = (bytes: number): FileSight => ({ bytes, head: null });
const empty: FileSight = { bytes: 0, head: null };

describe('the file in which the journal lies', () => {
  it.each([
    ['a new phone', empty, empty, 'first'],
    ['a phone of the first release', neverRewritten, empty, 'first'],
    ['the first rewriting, killed before its mark', neverRewritten, unfinished(400), 'first'],
    ['the first rewriting, killed behind its mark', neverRewritten, complete(1), 'second'],
    ['the first rewriting, whole', unfinished(), complete(1), 'second'],
    ['the second rewriting, killed before its mark', unfinished(600), complete(1), 'second'],
    ['the second rewriting, killed behind its mark', complete(2), complete(1), 'first'],
    ['the second rewriting, whole', complete(2), empty, 'first'],
    ['a hurt head beside a file given up', unfinished(), hurt(900), 'second'],
    ['a hurt head beside a file being written', hurt(900), unfinished(2000), 'first'],
    ['a hurt first head, never rewritten', hurt(900), empty, 'first'],
    ['two hurt heads', hurt(10), hurt(900), 'second'],
    ['the journal gone, its rewriting begun', unfinished(700), empty, 'first'],
  ] as const)('is found after %s [D-30]', (_what, first, second, chosen) => {
    expect(chooseFile(first, second)).toBe(chosen);
  });
});
