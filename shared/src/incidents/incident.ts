import type { Instant } from '../kernel/index.ts';

/**
 * What is written down of an incident, one entry a step. The first entry is `suspected` or `opened`. `facts` says anew all that
 * is known.
 */
export const incidentSteps = [
  'suspected',
  'opened',
  'facts',
  'contained',
  'assessed',
  'notified',
  'people-told',
  'closed',
  'reopened',
] as const;
export type IncidentStep = (typeof incidentSteps)[number];

/** What an assessment came to: the authority is to be told, or the law asks for no notice. */
export const verdicts = ['notify', 'no-duty'] as const;
export type Verdict = (typeof verdicts)[number];

/** What is known of an incident. */
export interface IncidentFacts {
  readonly noticedAt: Instant;
  /** Null: not known. */
  readonly beganAt: Instant | null;
  readonly what: string;
  /** Classes of the registry of fields, as `dataClasses` names them; empty: not known. */
  readonly data: readonly string[];
  /** How many people at most; null: not known. */
  readonly peopleMost: number | null;
}

export interface IncidentEntry {
  /** From 1, without gaps. */
  readonly revision: number;
  readonly step: IncidentStep;
  /** When it was written down. */
  readonly at: Instant;
  readonly facts: IncidentFacts | null;
  /** When it was done, as its writer says; null where that is not asked. */
  readonly doneAt: Instant | null;
  readonly verdict: Verdict | null;
  /** The number under which the authority has the notice. */
  readonly reference: string | null;
  /** The entry in whose place this one stands. */
  readonly corrects: number | null;
  readonly note: string;
}
