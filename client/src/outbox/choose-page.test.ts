import { describe, expect, it } from 'vitest';
import type { HeldItem } from '../ports/field-shelf.ts';
import { choosePage } from './choose-page.ts';

const item = (hash: string, bytes = 10) => ({ hash, line: 'x'.repeat(bytes) }) as HeldItem;
const hashes = (items: readonly HeldItem[]) => items.map(({ hash }) => hash).join('');

describe('a page of the outbox', () => {
  it('takes the oldest, at most as many as allowed [O-03]', () => {
    expect(hashes(choosePage([item('a'), item('b'), item('c')], new Map(), 2))).toBe('ab');
  });

  it('puts what failed before behind the rest [O-03]', () => {
    const failures = new Map([
      ['a', 2],
      ['b', 1],
    ]);

    expect(hashes(choosePage([item('a'), item('b'), item('c')], failures, 3))).toBe('cba');
  });

  it('stays below 3.5 MiB, but always has one line [O-03]', () => {
    const mebibyte = 1024 * 1024;

    expect(
      hashes(choosePage([item('a', 2 * mebibyte), item('b', 2 * mebibyte)], new Map(), 9)),
    ).toBe('a');
    expect(hashes(choosePage([item('a', 5 * mebibyte), item('b')], new Map(), 9))).toBe('a');
  });

  it('counts bytes as they travel, not characters [O-03]', () => {
    // "ế" is 3 bytes in UTF-8: 1,300,000 of them are 3.7 MiB.
    const long = { hash: 'b', line: 'ế'.repeat(1_300_000) } as HeldItem;

    expect(hashes(choosePage([item('a'), long], new Map(), 9))).toBe('a');
  });
});
