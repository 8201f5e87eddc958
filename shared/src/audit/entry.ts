import { canonicalJson } from '../kernel/index.ts';

/** Who did it: somebody signed in, whoever is at the machine, a phone, or nobody who is known. */
export interface AuditActor {
  readonly kind: 'account' | 'operator' | 'phone' | 'nobody';
  /** Id of the account or the phone; '' for the others. */
  readonly id: string;
  /** Name of the account as it was then; '' for the others. */
  readonly name: string;
  readonly role: string;
}

/** What is to be written down, before it has its place in the chain. */
export interface AuditNote {
  readonly at: string;
  readonly actor: AuditActor;
  readonly act: string;
  readonly objectKind: string;
  readonly objectId: string;
  /** Canonical JSON of a small flat object: never an answer, never personal data. */
  readonly details: string;
}

/** One link of the chain. */
export interface AuditEntry extends AuditNote {
  /** 1, 2, 3 … without a gap. */
  readonly seq: number;
  readonly prevHash: string;
  readonly hash: string;
}

/** What stands before the first entry. */
export const firstPrevHash = '0'.repeat(64);

/**
 * Answers: which text is an entry of the journal the hash of?
 * Shape:   all of the entry but its own hash → canonical JSON; the details as the text that they are, so that other bytes
 *          with the same meaning are another entry.
 * Errors:  throws TypeError on a lone surrogate.
 * Source:  RFC 8785; Schneier and Kelsey, Secure audit logs to support computer forensics, 1999.
 * Rule:    J-01
 */
export function auditHashInput(entry: Omit<AuditEntry, 'hash'>): string {
  const { seq, at, actor, act, objectKind, objectId, details, prevHash } = entry;
  const { kind, id, name, role } = actor;
  const held = { actor: { id, kind, name, role }, details, objectId, objectKind };
  return canonicalJson({ ...held, act, at, prevHash, seq });
}
