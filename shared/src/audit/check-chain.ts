import { type AuditEntry, auditHashInput, firstPrevHash } from './entry.ts';

/** What is wrong with one place of the chain. */
export interface ChainFault {
  readonly seq: number;
  /** `changed`: the row is not what its hash says; `missing`: no such row; `unlinked`: it follows another row than it says. */
  readonly fault: 'changed' | 'missing' | 'unlinked' | 'out-of-order';
  readonly stored: string;
  readonly expected: string;
}

/**
 * Answers: which rows of the journal are broken, missing or out of order?
 * Shape:   rows as they are kept, in their order → every fault, the first at the beginning; none for an empty journal. A run
 *          of missing rows is named by its first.
 * Missing: rows cut off at the end leave a shorter chain that is whole; only a head that was kept elsewhere tells.
 * Errors:  throws never.
 * Source:  Schneier and Kelsey, Secure audit logs to support computer forensics, 1999.
 * Rule:    J-02
 */
export function* checkChain(
  entries: Iterable<AuditEntry>,
  sha256: (text: string) => string,
): Generator<ChainFault> {
  const look = createChainCheck(sha256);
  for (const entry of entries) yield* look(entry);
}

/** The same, for whoever is handed the rows one by one. Answers: the faults of each. */
export function createChainCheck(
  sha256: (text: string) => string,
): (entry: AuditEntry) => readonly ChainFault[] {
  let seq = 0;
  let before = firstPrevHash;
  return (entry) => {
    const place = faultOfPlace(entry, seq, before);
    const expected = hashOf(entry, sha256);
    const { hash: stored } = entry;
    const isChanged = expected !== stored;
    ({ seq, hash: before } = entry);
    return [
      ...(isChanged ? [{ seq, fault: 'changed' as const, stored, expected }] : []),
      ...(place === null ? [] : [place]),
    ];
  };
}

function faultOfPlace(entry: AuditEntry, before: number, hashBefore: string): ChainFault | null {
  const { seq, prevHash } = entry;
  const next = before + 1;
  if (seq <= before)
    return { seq, fault: 'out-of-order', stored: String(seq), expected: `> ${String(before)}` };
  if (seq !== next)
    return { seq: next, fault: 'missing', stored: String(seq), expected: String(next) };
  if (prevHash !== hashBefore)
    return { seq, fault: 'unlinked', stored: prevHash, expected: hashBefore };
  return null;
}

function hashOf(entry: AuditEntry, sha256: (text: string) => string): string {
  try {
    return sha256(auditHashInput(entry));
  } catch {
    return 'unreadable';
  }
}
