import type { FieldRecord, FieldRegistry } from './field-registry.ts';
import { type RemovalClass, removalOf } from './removal-of.ts';

/**
 * Answers: does a registry of fields contradict itself?
 * Shape:   a registry of the right shape → the first fault with its place, or null. Names of purposes and retentions are
 *          there and stand once; records, the questionnaires and the tables they are of stand once, and so does each field
 *          in its record. What has days is removed by something, and what is removed together has the same days.
 * Errors:  throws never.
 * Source:  Law 91/2025/QH15; Decree 356/2025/NĐ-CP; decision 106.
 * Rule:    Y-01
 */
export function judgeRegistry({
  purposes,
  retentions,
  records,
  tablesWithout,
}: FieldRegistry): string | null {
  const tables = [...records.flatMap(({ table }) => table ?? []), ...tablesWithout];
  const faults: readonly (string | null)[] = [
    repeatedIn('purposes', ids(purposes)),
    repeatedIn('retentions', ids(retentions)),
    repeatedIn('records', ids(records)),
    repeatedIn(
      'instruments',
      records.flatMap(({ instrument }) => instrument ?? []),
    ),
    repeatedIn('tables', tables),
    ...records.map((record) => faultOf(record, new Set(ids(purposes)), new Set(ids(retentions)))),
    unkeptOf({ records, retentions }),
  ];
  return faults.find((fault) => fault !== null) ?? null;
}

const ids = (given: readonly { readonly id: string }[]): string[] => given.map(({ id }) => id);

function repeatedIn(where: string, names: readonly string[]): string | null {
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  return twice === undefined ? null : `${where}: ${twice} stands twice`;
}

function faultOf(
  { id, entries, notPersonal }: FieldRecord,
  purposes: ReadonlySet<string>,
  retentions: ReadonlySet<string>,
): string | null {
  for (const { purpose, retention } of entries) {
    if (!purposes.has(purpose)) return `${id}: there is no purpose ${purpose}`;
    if (!retentions.has(retention)) return `${id}: there is no retention ${retention}`;
  }
  return repeatedIn(id, [...entries.flatMap(({ fields }) => fields), ...notPersonal]);
}

/** A promise that nothing keeps, or two for what goes together: whole rows but for those of phones. */
function unkeptOf({
  records,
  retentions,
}: Pick<FieldRegistry, 'records' | 'retentions'>): string | null {
  const promised = new Map<RemovalClass, string>();
  for (const record of records) {
    const removals = record.entries.flatMap((entry) => {
      const retention = retentions.find(({ id }) => id === entry.retention);
      return retention === undefined
        ? []
        : [{ id: retention.id, removal: removalOf(record, entry, retention) }];
    });
    const goes = removals.flatMap(({ removal }) => (removal?.by === 'server' ? removal.class : []));
    for (const { id, removal } of removals) {
      if (removal === null) return `${record.id}: nothing removes what is kept ${id}`;
      const together = removal.by === 'server' ? removal.class : goes[0];
      if (together === undefined || (removal.by !== 'server' && record.table === 'devices'))
        continue;
      const before = promised.get(together) ?? id;
      promised.set(together, before);
      if (before !== id)
        return `${record.id}: ${together} go together, and are kept ${before} and ${id}`;
    }
  }
  return null;
}
