import type { CaseKind, CaseState } from '@sipas/shared/cases';
import type { Day, Instant } from '@sipas/shared/kernel';

/** What somebody asked. */
export interface OpenedCase {
  readonly id: string;
  readonly kind: CaseKind;
  readonly code: string | null;
  readonly receivedDay: Day;
  readonly asked: string;
}

/** One step of a case. */
export interface CaseEntry {
  /** From 1, without gaps. */
  readonly revision: number;
  readonly state: CaseState;
  readonly extended: boolean;
  readonly note: string;
  readonly userId: string;
  readonly at: Instant;
}

/** A case with all that was done, the oldest first, and by whom. */
export interface KeptCase extends OpenedCase {
  readonly history: readonly (CaseEntry & { readonly by: string })[];
}

/** The form to which a code leads: where it lies, and no answer. */
export interface CodedForm {
  readonly responseId: string;
  /** Null where a line is kept apart that names no known one. */
  readonly waveId: string | null;
  readonly commune: string | null;
  /** Its answers were taken back. */
  readonly isWithdrawn: boolean;
}

/** The register of what people asked about their forms. */
export interface CaseStore {
  /** Answers: whether it was opened; not where so many cases are there already. Promise: atomic. */
  open(opened: OpenedCase, first: CaseEntry, most: number): Promise<boolean>;
  /**
   * Adds a step after the one that its writer saw.
   * Answers: whether it was added; not where another came in between. Promise: atomic; what is kept is never changed.
   */
  add(caseId: string, entry: CaseEntry): Promise<boolean>;
  /** Answers: every case, by id. */
  all(): Promise<readonly KeptCase[]>;
  find(caseId: string): Promise<KeptCase | null>;
  /**
   * Answers: the forms of these codes, by code. Lines that wait because their phone is unknown are no forms yet. Read in
   * steps, so that serving goes on.
   */
  formsOf(codes: readonly string[]): Promise<ReadonlyMap<string, CodedForm>>;
}
