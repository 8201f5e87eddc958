import { statSync } from 'node:fs';
import { join } from 'node:path';
import { type Result, ok, refuse } from '@sipas/shared/kernel';
import type { ProblemCode } from '@sipas/shared/problems';
import type { Clock, Ids, Storage } from './ports/index.ts';
import {
  createSqliteStorage,
  makePrivateFolder,
  namingFolder,
  storeFileName,
} from './storage-sqlite/index.ts';

/** Where the store lies: in a file of the data folder, or as a province of a PostgreSQL database. */
export type DatabaseChoice =
  | { readonly kind: 'sqlite' }
  | { readonly kind: 'postgres'; readonly url: string; readonly province: string };

/** What of the product an adaptor does not carry yet; whoever asks for it is refused before anything is opened. */
interface NotOffered {
  /** Words of commands. */
  readonly commands: readonly string[];
  /** Settings that would ask for it. */
  readonly settings: readonly string[];
  readonly instead: string;
}

interface StoragePlace {
  readonly dataDir: string;
  readonly ingestKeys?: string;
  /** Where the list of withdrawn forms lies a second time. */
  readonly secondPlace?: string | null;
  /** For who serves the store or changes it as a whole; a database holds any number of servers. */
  readonly alone?: boolean;
  readonly clock: Clock;
  readonly ids: Ids;
}

/** One kind of storage as the composition roots know it. */
interface Adaptor<Choice extends DatabaseChoice> {
  /** Whether an address is of this kind. */
  readonly scheme: RegExp;
  choose(url: string, province: string): Choice | string;
  readonly notOffered: NotOffered;
  /** Answers: is there a store? Makes none. */
  isThere(choice: Choice, place: StoragePlace): Promise<boolean>;
  open(choice: Choice, place: StoragePlace): Promise<Storage>;
}

type Sqlite = Extract<DatabaseChoice, { kind: 'sqlite' }>;
type Postgres = Extract<DatabaseChoice, { kind: 'postgres' }>;

const sqlite: Adaptor<Sqlite> = {
  scheme: /^sqlite:/,
  choose: (url) =>
    url === 'sqlite:'
      ? { kind: 'sqlite' }
      : 'names a file; SQLite keeps its file in the data folder, which SIPAS_DATA_DIR names',
  notOffered: {
    commands: ['restored', 'backed-up'],
    settings: ['SIPAS_SAFE_RECEIPTS'],
    instead: 'backup and restore, which do it',
  },
  isThere: (_choice, { dataDir }) => Promise.resolve(hasFile(dataDir)),
  open: (_choice, place) => createSqliteStorage(place),
};

const postgres: Adaptor<Postgres> = {
  scheme: /^postgres(ql)?:\/\//,
  choose: (url, province) =>
    /^[a-z0-9][a-z0-9-]{0,31}$/.test(province)
      ? { kind: 'postgres', url, province }
      : `goes with a SIPAS_PROVINCE of up to 32 letters a–z, digits and hyphens, not '${province}'`,
  notOffered: {
    commands: [
      ...['backup', 'check-backup', 'clean-backups', 'restore', 'drill', 'acknowledge-fuller'],
    ],
    settings: ['SIPAS_BACKUP_DIR', 'SIPAS_BACKUP_EVERY_MIN'],
    instead: 'pg_dump, or archiving of the WAL: docs/decisions/0109-postgresql-beneath.md',
  },
  async isThere({ url, province }) {
    const { hasProvince } = await import('./storage-postgres/index.ts');
    return hasProvince(url, province);
  },
  async open({ url, province }, { dataDir, ingestKeys, clock, ids, alone = false }) {
    // Whoever serves keeps keys and notes there.
    if (alone) makePrivateFolder(dataDir);
    const { createPostgresStorage } = await import('./storage-postgres/index.ts');
    const keys = ingestKeys === undefined ? {} : { ingestKeys };
    return createPostgresStorage({ url, province, dataDir, clock, ids, ...keys });
  },
};

/** A folder that may not be entered is no empty one. */
function hasFile(dataDir: string): boolean {
  try {
    statSync(join(dataDir, storeFileName));
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return false;
    throw namingFolder(error, dataDir);
  }
}

/** The kinds of storage there are; none is chosen by leaving something out but the first. */
const adaptors = { sqlite, postgres } as const;
const usual: DatabaseChoice = { kind: 'sqlite' };

const adaptorOf = ({ kind }: DatabaseChoice) => adaptors[kind] as Adaptor<DatabaseChoice>;

/** Why no store can be opened: a code, and what is wrong. */
export interface ChoiceFault {
  readonly variable: string;
  readonly problem: string;
  readonly code: ProblemCode;
}

/**
 * Answers: where does the store lie, as the environment says?
 * Shape:   SIPAS_DATABASE_URL absent or `sqlite:` → the file of the data folder; `postgres://…` → the province that
 *          SIPAS_PROVINCE names of that database, 00 where it names none. What an adaptor does not carry is refused here.
 * Errors:  database.unknown: an empty address, or one of no kind that is here; database.not-offered: a setting that asks for
 *          what this kind does not do.
 * Source:  decision 109.
 * Rule:    Z-06
 */
export function chooseDatabase(
  environment: Readonly<Record<string, string | undefined>>,
): Result<DatabaseChoice, ChoiceFault> {
  const variable = 'SIPAS_DATABASE_URL';
  const url = environment[variable];
  const found =
    url === undefined ? sqlite : Object.values(adaptors).find(({ scheme }) => scheme.test(url));
  const unknown = (problem: string) =>
    refuse({ variable, problem, code: 'database.unknown' } as const);
  if (found === undefined)
    return unknown(
      url === ''
        ? 'is empty; leave it out for SQLite'
        : `is none of ${Object.keys(adaptors).join(', ')}`,
    );
  const chosen = found.choose(url ?? 'sqlite:', provinceOf(environment));
  if (typeof chosen === 'string') return unknown(chosen);
  const { settings, instead } = found.notOffered;
  const asked = settings.find((name) => !['', '0', undefined].includes(environment[name]));
  if (asked === undefined) return ok(chosen);
  const problem = `asks for what ${chosen.kind} does not do by itself; use ${instead}`;
  return refuse({ variable: asked, problem, code: 'database.not-offered' });
}

/** Answers: which province of a database is meant where nothing else says so. */
export const provinceOf = (environment: Readonly<Record<string, string | undefined>>): string =>
  environment['SIPAS_PROVINCE'] || '00';

/** Answers: what to do instead of a command that this kind of storage does not carry; null where it carries it. */
export function insteadOf(choice: DatabaseChoice, words: readonly string[]): string | null {
  const { commands, instead } = adaptorOf(choice).notOffered;
  return commands.includes(words.join(' ')) ? `${choice.kind}: ${instead}` : null;
}

type Place = StoragePlace & { readonly database?: DatabaseChoice };

export const isStoreThere = ({ database = usual, ...place }: Place): Promise<boolean> =>
  adaptorOf(database).isThere(database, place);

/** Opens the store, makes it where there is none, and brings its tables up to date. */
export const openStorage = ({ database = usual, ...place }: Place): Promise<Storage> =>
  adaptorOf(database).open(database, place);
