import { type Result, ok, refuse } from '@sipas/shared/kernel';
import type {
  CopiedPart,
  CopiedRow,
  CopySource,
  CopyTarget,
  CopyTrouble,
  SourceTable,
} from '../ports/index.ts';
import { createRowChain } from './row-chain.ts';

/** One table as it lies in both places. */
export interface CopiedTable extends CopiedPart {
  readonly name: string;
}

export type CopyFault =
  | { readonly code: CopyTrouble }
  /** What was copied before a break is no beginning of what the source says now. */
  | { readonly code: 'copy.source-changed'; readonly detail: string }
  /** What lies in the target is not what was read. */
  | { readonly code: 'copy.differs'; readonly detail: string };

export interface CopyGiven {
  readonly source: CopySource;
  readonly target: CopyTarget;
  readonly now: string;
  /** What a broken-off copy left is taken away first. */
  readonly again: boolean;
  /** Hears of each table when it is there. */
  told(table: CopiedTable): void;
  /** Answers: the differences that a recount of the target finds, one line each. */
  verify(): Promise<readonly string[]>;
}

const rowsAtOnce = 500;
/** A row may be a sealed form with a long text. */
const lettersAtOnce = 4_000_000;

/**
 * Answers: how does a province move from one store to another, whole or not at all?
 * Shape:   table after table in parts; each part is there with the chained hash of all up to it, or not at all. Broken off at any
 *          moment it goes on where it was, if what is there is a beginning of what the source says. Then every table is
 *          read again where it lies now and compared, the target is recounted, and only then it may be served.
 * Errors:  copy.target-taken, copy.under-way, copy.source-changed, copy.differs; nobody can serve the target then.
 * Source:  decision 114.
 * Rule:    Z-10
 */
export async function copyProvince(
  given: CopyGiven,
): Promise<Result<readonly CopiedTable[], CopyFault>> {
  const { source, target, now } = given;
  const trouble = await target.begin(source.meta, now);
  if (trouble !== null) return refuse({ code: trouble });
  if (given.again) await target.clear();
  const tables: CopiedTable[] = [];
  for (const table of inOrder(source, target)) {
    const part = await copyTable(table, target);
    if (part === null) return refuse({ code: 'copy.source-changed', detail: table.name });
    tables.push({ name: table.name, ...part });
    given.told({ name: table.name, ...part });
  }
  const strays = await compareTables(given, tables);
  const differences = strays.length > 0 ? strays : await given.verify();
  if (differences.length > 0)
    return refuse({ code: 'copy.differs', detail: differences.join('\n') });
  await target.finish(source.meta, now);
  return ok(tables);
}

function inOrder({ tables }: CopySource, target: CopyTarget): readonly SourceTable[] {
  if (tables.length !== target.tables.length)
    throw new Error('the two stores have not the same tables');
  return target.tables.map((name) => {
    const found = tables.find((table) => table.name === name);
    if (found === undefined) throw new Error(`the source has no table ${name}`);
    return found;
  });
}

/** Answers: what was copied; null where it does not begin with what is there. */
async function copyTable(table: SourceTable, target: CopyTarget): Promise<CopiedPart | null> {
  const before = await target.progress(table.name);
  const chain = createRowChain();
  let [waiting, letters]: [CopiedRow[], number] = [[], 0];
  const isBeginning = (): boolean => chain.part().chain === before.chain;
  for (const row of table.rows()) {
    if (chain.part().rows === before.rows && !isBeginning()) return null;
    const isThere = chain.part().rows < before.rows;
    chain.add(row);
    if (isThere) continue;
    waiting.push(row);
    letters += sizeOf(row);
    if (waiting.length < rowsAtOnce && letters < lettersAtOnce) continue;
    await target.add(table, waiting, chain.part());
    [waiting, letters] = [[], 0];
  }
  const all = chain.part();
  if (all.rows < before.rows || (all.rows === before.rows && !isBeginning())) return null;
  if (waiting.length > 0) await target.add(table, waiting, all);
  return all;
}

function sizeOf(row: CopiedRow): number {
  let size = 0;
  for (const value of row)
    size += typeof value === 'string' || Buffer.isBuffer(value) ? value.length : 8;
  return size;
}

async function compareTables(
  { source, target }: CopyGiven,
  tables: readonly CopiedTable[],
): Promise<readonly string[]> {
  const found: string[] = [];
  for (const { name, rows, chain } of tables) {
    const table = source.tables.find((one) => one.name === name);
    const there = table === undefined ? null : await target.read(table);
    if (there?.rows !== rows || there.chain !== chain)
      found.push(`${name}: ${print(there)} there, ${print({ rows, chain })} in the source`);
  }
  return found;
}

const print = (part: CopiedPart | null): string =>
  part === null ? 'nothing' : `${String(part.rows)} rows ${part.chain.slice(0, 16)}`;
