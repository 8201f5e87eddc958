import {
  type GroupingContent,
  type GroupingRow,
  groupingChanges,
  judgeGrouping,
  oldDistrictGroupingId,
} from '@sipas/shared/admin-units';
import { type Result, refuse } from '@sipas/shared/kernel';
import type { GroupingDetails, GroupingRevisionRequest } from '@sipas/shared/wire';
import type { ActionStore } from '../../ports/index.ts';
import type { Refusal } from '../refusal.ts';
import { readGroupingFile } from './read-grouping-file.ts';
import {
  type GroupingNeeds,
  type GroupingWriter,
  mayWriteGroupings,
  showGrouping,
} from './show-groupings.ts';

/** A history that nobody could read any more helps nobody. */
const mostVersions = 500;

export interface KeepNeeds extends GroupingNeeds {
  readonly actions: ActionStore;
}

/** Which grouping is written anew, by whom, and after which revision that they saw; null: whatever stands now. */
interface Writing {
  readonly id: string;
  readonly writer: GroupingWriter;
  readonly seen: number | null;
}

/**
 * Answers: the grouping, written anew as the editor has it.
 * Errors:  those of a file but for its form; grouping.empty-area naming an area without a commune.
 * Rule:    U-65
 */
export async function reviseGrouping(
  needs: KeepNeeds,
  { id, writer }: Pick<Writing, 'id' | 'writer'>,
  { revision, areas, communes }: GroupingRevisionRequest,
): Promise<Result<GroupingDetails, Refusal>> {
  const titleByCode = new Map(areas.map(({ code, title }) => [code, title]));
  const rows = communes.map(({ code, area }) => ({
    line: null,
    commune: code,
    node: area,
    nodeTitle: titleByCode.get(area) ?? '',
  }));
  const used = new Set(communes.map(({ area }) => area));
  const empty = areas.find(({ code }) => !used.has(code));
  if (empty !== undefined)
    return refuse({ code: 'grouping.empty-area', detail: empty.title.slice(0, 100) });
  return keep(needs, { id, writer, seen: revision }, rows);
}

/**
 * Answers: the grouping, written anew as a file says.
 * Shape:   what reads as before is no new version.
 * Errors:  grouping.unknown; grouping.read-only for the former districts; permission.denied for who does not see every
 *          commune; those of the file (U-63) and its rows (U-60), by line; grouping.changed where somebody wrote in between;
 *          grouping.in-use naming who works in an area that is left out, or the action that names it; grouping.too-many.
 *          Nothing is stored then.
 * Rule:    U-66
 */
export async function importGrouping(
  needs: KeepNeeds,
  writing: Writing,
  bytes: Uint8Array,
): Promise<Result<GroupingDetails, Refusal>> {
  const rows = readGroupingFile(bytes);
  return rows.ok ? keep(needs, writing, rows.value) : rows;
}

async function keep(
  needs: KeepNeeds,
  { id, writer, seen }: Writing,
  rows: readonly GroupingRow[],
): Promise<Result<GroupingDetails, Refusal>> {
  const shipped = await needs.groupings.shipped(id);
  if (shipped === null) return refuse({ code: 'grouping.unknown', detail: id });
  if (id === oldDistrictGroupingId) return refuse({ code: 'grouping.read-only' });
  if (!(await mayWriteGroupings(needs, writer))) return refuse({ code: 'permission.denied' });
  const judged = judgeGrouping(new Set(shipped.members.map(({ commune }) => commune)), rows);
  if (!judged.ok) return judged;
  return keepJudged(needs, { id, writer, seen, shipped }, judged.value);
}

async function keepJudged(
  needs: KeepNeeds,
  { id, writer, seen: asked, shipped }: Writing & { readonly shipped: GroupingContent },
  content: GroupingContent,
): Promise<Result<GroupingDetails, Refusal>> {
  const last = (await needs.groupings.history(id)).at(-1);
  const before = last ?? shipped;
  const revision = last?.revision ?? 0;
  const seen = asked ?? revision;
  const userId = writer === null ? null : writer.id;
  const isOwn = revision === seen + 1 && last?.userId === userId;
  if (isSame(before, content) && (revision === seen || isOwn))
    return showGrouping(needs, writer, id);
  const named = await namedByAction(needs.actions, id, { before, after: content });
  if (named !== null) return refuse({ code: 'grouping.in-use', detail: named });
  const version = { ...content, groupingId: id, revision: seen + 1, userId, at: needs.clock.now() };
  const kept = await needs.groupings.add(version, mostVersions);
  if (kept === 'kept') return showGrouping(needs, writer, id);
  if (kept === 'changed') return refuse({ code: 'grouping.changed' });
  if (kept === 'full') return refuse({ code: 'grouping.too-many' });
  return refuse({ code: 'grouping.in-use', detail: kept.workedBy.join(', ') });
}

function isSame(before: GroupingContent, after: GroupingContent): boolean {
  const { moved, added, removed, renamed } = groupingChanges(before, after);
  return moved + added.length + removed.length + renamed.length === 0;
}

/** An action whose area is gone would be seen by nobody any more. */
async function namedByAction(
  actions: ActionStore,
  groupingId: string,
  { before, after }: { readonly before: GroupingContent; readonly after: GroupingContent },
): Promise<string | null> {
  const kept = new Set(after.nodes.map(({ code }) => code));
  const gone = new Set(before.nodes.map(({ code }) => code).filter((code) => !kept.has(code)));
  if (gone.size === 0) return null;
  const found = (await actions.current()).find(
    ({ level, units }) => level === `grouping:${groupingId}` && units.some((one) => gone.has(one)),
  );
  return found?.what ?? null;
}
