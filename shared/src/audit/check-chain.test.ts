import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { type AuditEntry, auditHashInput, checkChain, firstPrevHash } from './index.ts';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

const actor = { kind: 'account', id: 'u1', name: 'quản-trị', role: 'admin' } as const;
const first = {
  seq: 1,
  at: '2026-11-20T02:00:00.000Z',
  actor,
  act: 'wave.closed',
  objectKind: 'wave',
  objectId: 'w1',
  details: '{}',
  prevHash: firstPrevHash,
};
/** Written by hand from RFC 8785: members in the order of their names, no white space. */
const text =
  '{"act":"wave.closed","actor":{"id":"u1","kind":"account","name":"quản-trị","role":"admin"},"at":"2026-11-20T02:00:00.000Z","details":"{}","objectId":"w1","objectKind":"wave","prevHash":"' +
  '0'.repeat(64) +
  '","seq":1}';

function chainOf(length: number): AuditEntry[] {
  const entries: AuditEntry[] = [];
  for (let seq = 1; seq <= length; seq++) {
    const placed = { ...first, seq, prevHash: entries.at(-1)?.hash ?? firstPrevHash };
    entries.push({ ...placed, hash: sha256(auditHashInput(placed)) });
  }
  return entries;
}

const faults = (entries: Iterable<AuditEntry>) =>
  [...checkChain(entries, sha256)].map(({ seq, fault }) => `${String(seq)} ${fault}`);

it('hashes the canonical text of all of an entry but its hash [J-01]', () => {
  expect(auditHashInput(first)).toBe(text);
});

describe('a chain of five entries [J-02]', () => {
  it('is whole as it was written, and so is an empty one', () => {
    expect(faults(chainOf(5))).toEqual([]);
    expect(faults([])).toEqual([]);
  });

  const changes: Readonly<Record<string, Partial<AuditEntry>>> = {
    at: { at: '2026-11-20T02:00:00.001Z' },
    kind: { actor: { ...actor, kind: 'phone' } },
    id: { actor: { ...actor, id: 'u2' } },
    name: { actor: { ...actor, name: 'quan-trị' } },
    role: { actor: { ...actor, role: 'admim' } },
    act: { act: 'wave.closee' },
    'object kind': { objectKind: 'wavf' },
    'object id': { objectId: 'w2' },
    details: { details: '{ }' },
  };
  it.each(Object.entries(changes))('names the row whose %s was changed', (_, change) => {
    const entries = chainOf(5);
    entries.splice(2, 1, { ...chainOf(5)[2], ...change } as AuditEntry);

    expect(faults(entries)).toEqual(['3 changed']);
  });

  it('names a changed hash at its row and at the one that follows it', () => {
    const entries = chainOf(5);
    entries.splice(2, 1, { ...entries[2], hash: 'a'.repeat(64) } as AuditEntry);

    expect(faults(entries)).toEqual(['3 changed', '4 unlinked']);
  });

  it('names a changed link', () => {
    const entries = chainOf(5);
    entries.splice(2, 1, { ...entries[2], prevHash: 'a'.repeat(64) } as AuditEntry);

    expect(faults(entries)).toEqual(['3 changed', '3 unlinked']);
  });

  it('names rows that are missing, the first ones too', () => {
    const [one, two, three, four, five] = chainOf(5) as [AuditEntry, ...AuditEntry[]];

    expect(faults([one, two, five] as AuditEntry[])).toEqual(['3 missing']);
    expect(faults([two, three, four] as AuditEntry[])).toEqual(['1 missing']);
  });

  it('names a row that is out of order', () => {
    const [one, two, three] = chainOf(3);

    expect(faults([one, three, two] as AuditEntry[])).toEqual(['2 missing', '2 out-of-order']);
  });

  it('names a row that was written anew with a hash of its own', () => {
    const entries = chainOf(5);
    const { hash: _, ...kept } = { ...(entries[2] as AuditEntry), objectId: 'w9' };
    entries.splice(2, 1, { ...kept, hash: sha256(auditHashInput(kept)) });

    expect(faults(entries)).toEqual(['4 unlinked']);
  });
});
