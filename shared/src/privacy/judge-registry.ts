import type { FieldRecord, FieldRegistry } from './field-registry.ts';

/**
 * Answers: does a registry of fields contradict itself?
 * Shape:   a registry of the right shape → the first fault with its place, or null. Names of purposes and retentions are
 *          there and stand once; records, the questionnaires and the tables they are of stand once, and so does each field
 *          in its record.
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
