import { join } from 'node:path';
import Database from 'better-sqlite3';

/**
 * Makes the counted responses of a store so many times as many, and the counts of its villages with them: what reports
 * read, without the hour that taking in the lines would last. The copies have no lines of their own, so `sipas verify`
 * would name them.
 */
export function multiplyResponses(dataDir: string, times: number): void {
  const database = new Database(join(dataDir, 'sipas.sqlite'));
  try {
    database.pragma('foreign_keys = OFF');
    const columns = (database.pragma('table_info(responses)') as { name: string }[]).map(
      ({ name }) => name,
    );
    const copied = columns.map((name) =>
      name === 'response_id' || name === 'slot_key' ? `:copy || ${name}` : name,
    );
    const copy = database.prepare(
      `insert into responses (${columns.join(', ')}) select ${copied.join(', ')} from responses where response_id not like '%#%'`,
    );
    database.transaction(() => {
      for (let number = 1; number < times; number++) copy.run({ copy: `${String(number)}#` });
      const put = database.prepare('update village_counts set counts = ? where rowid = ?');
      for (const { rowid, counts } of database
        .prepare('select rowid, counts from village_counts')
        .all() as { rowid: number; counts: Buffer }[])
        put.run(multiplied(counts, times), rowid);
    })();
    database.pragma('wal_checkpoint(TRUNCATE)');
  } finally {
    database.close();
  }
}

/** 32-bit whole numbers, lowest byte first, as the store has them. */
function multiplied(counts: Buffer, times: number): Buffer {
  const product = Buffer.alloc(counts.length);
  for (let at = 0; at < counts.length; at += 4)
    product.writeUInt32LE(counts.readUInt32LE(at) * times, at);
  return product;
}
