/** What decides over a table of cells, to the last number. */
interface DecidedTable {
  readonly parents: readonly number[];
  readonly groupCount: number;
  readonly sizes: ArrayLike<number>;
  readonly withheld: readonly boolean[];
  readonly covers?: readonly boolean[] | undefined;
  readonly isEmptyOpen?: boolean | undefined;
  readonly minimumCell: number;
}

/** Of a province's wave: the tables of all criteria, and of some tables by groups. */
const mostCells = 400_000;

const decided = new Map<string, readonly boolean[]>();
let cells = 0;

/**
 * Answers: what was decided before of the same table, or what is decided now?
 * Shape:   table, and how to decide → the decision, made once for equal tables as long as it is remembered: of about half a
 *          million cells, those asked for last. A form that comes in changes few of the tables of its wave: of each criterion
 *          those of the one side on which it was answered. All that is decided by is compared, nothing is taken as near enough.
 * Errors:  throws what the deciding throws, and then remembers nothing.
 * Source:  decision 116.
 * Rule:    S-55
 */
export function onceForTable(
  table: DecidedTable,
  decide: () => readonly boolean[],
): readonly boolean[] {
  const name = nameOf(table);
  const known = decided.get(name);
  const hidden = known ?? decide();
  // Asked for now, so that it goes last.
  if (known !== undefined) decided.delete(name);
  else cells += hidden.length;
  decided.set(name, hidden);
  for (const [oldest, { length }] of decided) {
    if (cells <= mostCells || decided.size === 1) break;
    decided.delete(oldest);
    cells -= length;
  }
  return hidden;
}

const nameOf = ({ parents, sizes, withheld, covers, ...rest }: DecidedTable): string =>
  [
    `${String(rest.groupCount)} ${String(rest.minimumCell)} ${String(rest.isEmptyOpen === true)}`,
    parents.join(),
    Array.prototype.join.call(sizes),
    bits(withheld),
    covers === undefined ? '' : bits(covers),
  ].join('|');

const bits = (flags: readonly boolean[]): string => {
  let text = '';
  for (const flag of flags) text += flag ? '1' : '0';
  return text;
};
