import type { EditionStore, ResponseStore, TableMaker, User } from '../../ports/index.ts';
import { freezeWave } from './freeze-wave.ts';
import { listEditions } from './list-editions.ts';
import { type EditionNeeds, makeEdition } from './make-edition.ts';
import { type EditionChangeQuery, showEditionChanges } from './show-edition-changes.ts';

export { freezeWave } from './freeze-wave.ts';
export { listEditions } from './list-editions.ts';
export { makeEdition } from './make-edition.ts';
export { type EditionChangeQuery, showEditionChanges } from './show-edition-changes.ts';

/** Everything that people ask of the editions of a wave. */
export const createEditionCases = (
  needs: EditionNeeds & {
    readonly editions: EditionStore;
    readonly responses: ResponseStore;
    readonly tables: TableMaker;
  },
) => ({
  list: (actor: User, waveId: string) => listEditions(needs, actor, waveId),
  freeze: (actor: User, waveId: string) => freezeWave(needs, actor, waveId),
  make: (actor: User, waveId: string, reason: string) => makeEdition(needs, actor, waveId, reason),
  changes: (actor: User, waveId: string, query: EditionChangeQuery, gone?: AbortSignal) =>
    showEditionChanges({ ...needs, gone }, actor, waveId, query),
});
