import { type Column, getTableColumns, is } from 'drizzle-orm';
import { PgTable, getTableConfig } from 'drizzle-orm/pg-core';
import type { CopiedRow, CopiedValue, SourceTable } from '../ports/index.ts';
import { commentWords } from '../storage-rules/comment-text.ts';
import * as schema from './schema.ts';
import { searchVector } from './search-words.ts';
import { fromStoredText, toStoredText } from './stored-text.ts';

/** A table of a province as it is filled from a file and read again. */
export interface CopyTable {
  readonly name: string;
  /** With its schema. */
  readonly fullName: string;
  /** Columns of the key after the province. */
  readonly key: readonly string[];
  /** The column that gives its own numbers; null: none. */
  readonly numbered: string | null;
  /** Answers: the statement that adds rows, and its values: a column of them each. */
  insert(
    province: string,
    columns: SourceTable['columns'],
    rows: readonly CopiedRow[],
  ): { readonly text: string; readonly values: unknown[] };
  /** Answers: a value that was read, as a file keeps it. */
  asKept(value: unknown, column: string): CopiedValue;
}

/** Written at the end, or about copying itself, or what only the servers of a database have. */
const notCopied = new Set<unknown>([
  ...[schema.storeMeta, schema.provinceCopies, schema.copiedTables, schema.tries],
]);

type Made = (value: (column: string) => CopiedValue) => CopiedValue;
/** Columns that a file does not have, made of those it has. */
const made: Readonly<Record<string, Readonly<Record<string, Made>>>> = {
  comments: {
    words: (value) => commentWords(String(value('text'))),
    search: (value) => searchVector(commentWords(String(value('text')))),
  },
};

/** All tables of a province, each after those to which it refers. */
export function copyTables(): readonly CopyTable[] {
  const sorted = new Set<PgTable>();
  const visit = (table: PgTable): void => {
    if (sorted.has(table)) return;
    for (const one of getTableConfig(table).foreignKeys) visit(one.reference().foreignTable);
    sorted.add(table);
  };
  for (const table of Object.values(schema)) if (is(table, PgTable)) visit(table);
  return [...sorted].filter((table) => !notCopied.has(table)).map(copyTable);
}

function copyTable(table: PgTable): CopyTable {
  const { name, schema: of, primaryKeys } = getTableConfig(table);
  const fullName = of === undefined ? name : `${of}.${name}`;
  const columns = new Map(
    Object.values(getTableColumns(table) as Record<string, Column>).map((one) => [one.name, one]),
  );
  const typeOf = (column: string): string => {
    const found = columns.get(column);
    if (found === undefined) throw new Error(`${name} has no column ${column}`);
    return found.getSQLType().replace(' collate "C"', '');
  };
  const toStored = (value: CopiedValue, type: string): unknown => {
    if (typeof value === 'string') return toStoredText(value);
    return type === 'boolean' && value !== null ? value === 1 : value;
  };
  return {
    name,
    fullName,
    key: (primaryKeys[0]?.columns ?? [])
      .map((column) => column.name)
      .filter((column) => column !== 'province'),
    numbered: [...columns.values()].find(isNumbered)?.name ?? null,
    insert(province, given, rows) {
      const more = Object.entries(made[name] ?? {});
      const all = [...given, ...more.map(([column]) => column)];
      const values = all.map((column, place) => {
        const make = more.find(([one]) => one === column)?.[1];
        const type = typeOf(column);
        return rows.map((row) =>
          toStored(
            make === undefined
              ? (row[place] ?? null)
              : make((other) => row[given.indexOf(other)] ?? null),
            type,
          ),
        );
      });
      const parts = all.map((column, index) => `$${String(index + 2)}::${typeOf(column)}[]`);
      const text = `insert into ${fullName} (province, ${all.join(', ')})
        select $1, * from unnest(${parts.join(', ')})`;
      return { text, values: [province, ...values] };
    },
    asKept: (value, column) => asKept(value, typeOf(column)),
  };
}

const isNumbered = (column: Column): boolean =>
  (column as { generatedIdentity?: unknown }).generatedIdentity !== undefined;

function asKept(value: unknown, type: string): CopiedValue {
  if (typeof value === 'string') return fromStoredText(value);
  if (typeof value === 'boolean') return Number(value);
  if (value === null || typeof value === 'number' || Buffer.isBuffer(value)) return value;
  throw new Error(`a value of ${type} is a ${typeof value}`);
}
