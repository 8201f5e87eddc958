import { groupingChanges, oldDistrictGroupingId } from '@sipas/shared/admin-units';
import { dayInVietnam } from '@sipas/shared/fixes';
import { type Instant, type Result, ok, refuse } from '@sipas/shared/kernel';
import type { GroupingDetails, GroupingList } from '@sipas/shared/wire';
import type {
  Clock,
  GroupingStore,
  PeopleStore,
  StoredGrouping,
  User,
  WaveStore,
} from '../../ports/index.ts';
import type { Refusal } from '../refusal.ts';
import { type WaveReader, readAreaNames, scopeOf } from '../waves/index.ts';

export interface GroupingNeeds {
  readonly groupings: GroupingStore;
  readonly waves: WaveStore;
  readonly people: PeopleStore;
  readonly reader: WaveReader;
  readonly clock: Clock;
}

/** Who writes: a person with their areas, or whoever is at the machine. */
export type GroupingWriter = Pick<User, 'id' | 'areas'> | null;

/**
 * Answers: may this person write groupings anew?
 * Shape:   who sees every commune of today may, and so may whoever is at the machine; the former districts nobody.
 * Rule:    U-64
 */
export async function mayWriteGroupings(
  { reader, clock }: Pick<GroupingNeeds, 'reader' | 'clock'>,
  writer: GroupingWriter,
): Promise<boolean> {
  if (writer === null) return true;
  return scopeOf(writer, await reader.unitsOn(dayInVietnam(clock.now()))) === 'all';
}

/** Answers: which groupings there are, and who wrote the version of each that stands. */
export async function listGroupings(
  needs: GroupingNeeds,
  writer: GroupingWriter,
): Promise<GroupingList> {
  const mayWrite = await mayWriteGroupings(needs, writer);
  const groupings: GroupingList['groupings'] = [];
  for (const grouping of await needs.waves.groupings()) {
    const { id, title, nodes, members } = grouping;
    const last = (await needs.groupings.history(id)).at(-1);
    groupings.push({
      id,
      title,
      areas: nodes.length,
      communes: members.length,
      editable: mayWrite && id !== oldDistrictGroupingId,
      revision: last?.revision ?? 0,
      changedAt: (last?.at ?? null) as Instant | null,
      changedBy: last?.by ?? null,
    });
  }
  return { groupings };
}

/**
 * Answers: one grouping whole: its areas, who works in them, its communes by name, and what was written when by whom.
 * Errors:  grouping.unknown.
 */
export async function showGrouping(
  needs: GroupingNeeds,
  writer: GroupingWriter,
  id: string,
): Promise<Result<GroupingDetails, Refusal>> {
  const shipped = await needs.groupings.shipped(id);
  if (shipped === null) return refuse({ code: 'grouping.unknown', detail: id });
  const versions = await needs.groupings.history(id);
  const current = versions.at(-1) ?? shipped;
  const nameOf = await readAreaNames(needs.waves);
  const names = nameOf(current.members.map(({ commune }) => commune));
  const workers = await workersByArea(needs.people, { ...shipped, ...current, id });
  const last = versions.at(-1);
  return ok({
    id,
    title: shipped.title,
    editable: (await mayWriteGroupings(needs, writer)) && id !== oldDistrictGroupingId,
    revision: last?.revision ?? 0,
    changedAt: (last?.at ?? null) as Instant | null,
    changedBy: last?.by ?? null,
    areas: current.nodes.map(({ code, title }) => ({
      code,
      title,
      people: workers.get(code) ?? [],
    })),
    communes: current.members.map(({ commune, node }, place) => ({
      code: commune,
      name: names[place]?.name ?? commune,
      area: node,
    })),
    history: versions
      .map((version, place) => {
        const { moved, added, removed, renamed } = groupingChanges(
          versions[place - 1] ?? shipped,
          version,
        );
        return {
          revision: version.revision,
          at: version.at as Instant,
          by: version.by,
          moved,
          added: [...added],
          removed: [...removed],
          renamed: [...renamed],
        };
      })
      .reverse(),
  });
}

async function workersByArea(
  people: PeopleStore,
  { id, nodes }: Pick<StoredGrouping, 'id' | 'nodes'>,
): Promise<ReadonlyMap<string, string[]>> {
  const users = await people.listUsers();
  return new Map(
    nodes.map(({ code }) => [
      code,
      users.filter(({ areas }) => areas.includes(`grouping:${id}:${code}`)).map(({ name }) => name),
    ]),
  );
}
