import type { GroupingRevisionRequest } from '@sipas/shared/wire';
import type { User } from '../../ports/index.ts';
import { type KeepNeeds, importGrouping, reviseGrouping } from './keep-grouping.ts';
import { listGroupings, showGrouping } from './show-groupings.ts';

export { mostGroupingBytes } from './read-grouping-file.ts';
export { importGrouping } from './keep-grouping.ts';
export { showGrouping } from './show-groupings.ts';

/** Everything that people ask of groupings. */
export const createGroupingCases = (needs: KeepNeeds) => ({
  list: (user: User) => listGroupings(needs, user),
  show: (user: User, id: string) => showGrouping(needs, user, id),
  revise: (user: User, id: string, asked: GroupingRevisionRequest) =>
    reviseGrouping(needs, { id, writer: user }, asked),
  import: (user: User, id: string, seen: number, bytes: Uint8Array) =>
    importGrouping(needs, { id, writer: user, seen }, bytes),
});
