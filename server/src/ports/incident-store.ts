import type { IncidentEntry } from '@sipas/shared/incidents';

/** One entry of an incident, and who wrote it. */
export interface WrittenEntry extends IncidentEntry {
  readonly userId: string;
}

/** An incident with all that was written, the oldest first, and by whom. */
export interface KeptIncident {
  readonly id: string;
  readonly history: readonly (WrittenEntry & { readonly by: string })[];
}

/** How much the register takes. */
export interface IncidentBounds {
  readonly incidents: number;
  readonly entries: number;
}

/** The register of incidents with personal data. */
export interface IncidentStore {
  /** Answers: whether it was opened; not where so many incidents are there already. Promise: atomic. */
  open(incidentId: string, first: WrittenEntry, most: IncidentBounds): Promise<boolean>;
  /**
   * Adds an entry after the one that its writer saw.
   * Answers: what became of it. Promise: atomic; what is kept is never changed.
   */
  add(
    incidentId: string,
    entry: WrittenEntry,
    most: IncidentBounds,
  ): Promise<'added' | 'changed' | 'full'>;
  /** Answers: every incident, by id. */
  all(): Promise<readonly KeptIncident[]>;
  find(incidentId: string): Promise<KeptIncident | null>;
}
