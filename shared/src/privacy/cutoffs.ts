import type { FieldRegistry } from './field-registry.ts';
import { type RemovalClass, removalOf } from './removal-of.ts';

/** What is past its time: all of this class that began before this instant. */
export interface Cutoff {
  readonly class: RemovalClass;
  readonly days: number;
  readonly before: string;
}

const dayMs = 24 * 60 * 60 * 1000;

/**
 * Answers: what is past its time now?
 * Shape:   the registry, an instant → for each class that the server removes the instant before which it must have begun, in
 *          the order of the registry, each once.
 * Units:   days of 24 hours; instants in UTC.
 * Missing: a class without days in the registry is not among them: nothing of it is removed.
 * Errors:  throws never.
 * Source:  Law 91/2025/QH15; decision 111.
 * Rule:    Y-06
 */
export function cutoffsOf({ records, retentions }: FieldRegistry, now: string): readonly Cutoff[] {
  const found = new Map<RemovalClass, Cutoff>();
  for (const record of records)
    for (const entry of record.entries) {
      const retention = retentions.find(({ id }) => id === entry.retention);
      const removal = retention && removalOf(record, entry, retention);
      const days = retention?.days ?? null;
      if (removal?.by !== 'server' || days === null) continue;
      const before = new Date(Date.parse(now) - days * dayMs).toISOString();
      found.set(removal.class, { class: removal.class, days, before });
    }
  return [...found.values()];
}
