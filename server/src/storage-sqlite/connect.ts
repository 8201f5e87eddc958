import type BetterSqlite3 from 'better-sqlite3';

export type Connection = BetterSqlite3.Database;

const leastNapi = 10;

/** An older Node has no way to load the driver: it dies without a word, so the version is asked first. */
export async function connect(file: string, options: BetterSqlite3.Options): Promise<Connection> {
  if (Number(process.versions.napi) < leastNapi)
    throw new Error(
      `Node ${process.version} is too old for the SQLite driver; Node 22.14 or newer is needed.`,
    );
  const { default: Driver } = await import('better-sqlite3');
  return new Driver(file, { timeout: 5000, ...options });
}
