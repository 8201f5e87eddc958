import type { UnitHistory } from '@sipas/shared/admin-units';
import type { AnnouncedFigure, OtherIndexFigure } from '@sipas/shared/scoring';

/** What anybody may know and no wave changes: units through time, and what others announced of earlier years. */
export interface PublicFacts {
  readonly history: UnitHistory;
  readonly announced: readonly AnnouncedFigure[];
  readonly otherIndices: readonly OtherIndexFigure[];
}

/** Answers: the facts, read when they are first asked for. */
export type ReadPublicFacts = () => Promise<PublicFacts>;
