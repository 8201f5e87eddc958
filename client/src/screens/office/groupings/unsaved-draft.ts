import type { GroupingDetails } from '@sipas/shared/wire';
import type { GroupingDraft } from './grouping-draft.ts';

const byConsole = new WeakMap<object, Map<string, GroupingDraft>>();

/**
 * Answers: what was moved in a version of a grouping and not saved, wherever in the console one went in between.
 * Shape:   the console that is open, the version → read and keep (null: nothing is left to keep). Gone with the console.
 * Rule:    U-68
 */
export function unsavedDraft(
  console: object,
  { id, revision }: Pick<GroupingDetails, 'id' | 'revision'>,
): { read(): GroupingDraft | undefined; keep(draft: GroupingDraft | null): void } {
  const drafts = byConsole.get(console) ?? new Map<string, GroupingDraft>();
  byConsole.set(console, drafts);
  const key = `${id} ${String(revision)}`;
  return {
    read: () => drafts.get(key),
    keep(draft) {
      if (draft === null) drafts.delete(key);
      else drafts.set(key, draft);
    },
  };
}
