import { createHash } from 'node:crypto';
import type { Counted, Tries } from '../ports/index.ts';
import type { OpenDatabase } from './database.ts';
import { reading } from './transaction.ts';

/**
 * Answers: how often was something tried, whichever process of the province was asked?
 * Shape:   one row a key, changed by one statement, so that tries at the same moment wait for each other; the window is counted by
 *          the clock of the database. A row whose window is over counts from the beginning, and goes with the next new one.
 * Errors:  StoreBusy where the database is away: then nothing can be tried either.
 * Source:  decision 114.
 * Rule:    Z-16
 */
export function createPostgresTries({
  pool,
  province,
}: Pick<OpenDatabase, 'pool' | 'province'>): Tries {
  const ask = (text: string, values: readonly unknown[]) =>
    reading(() => pool.query<Counted>(text, [province, ...values]));
  return {
    async count(key, windowSeconds) {
      const { rows } = await ask(
        `insert into tries as old (province, key_hash, count, ends_at)
         values ($1, $2, 1, clock_timestamp() + make_interval(secs => $3))
         on conflict (province, key_hash) do update set
           count = case when old.ends_at > clock_timestamp() then old.count + 1 else 1 end,
           ends_at = case when old.ends_at > clock_timestamp() then old.ends_at else excluded.ends_at end
         returning count, (extract(epoch from ends_at - clock_timestamp()) * 1000)::int as "msLeft"`,
        [hashOf(key), windowSeconds],
      );
      const [counted] = rows;
      if (counted === undefined) throw new Error('a try was not counted');
      if (counted.count === 1)
        await ask('delete from tries where province = $1 and ends_at < clock_timestamp()', []);
      return counted;
    },
    async takeBack(key, most) {
      await ask(
        `update tries set count = count - 1
         where province = $1 and key_hash = $2 and count between 1 and $3::bigint and ends_at > clock_timestamp()`,
        [hashOf(key), most],
      );
    },
    async forget(key) {
      await ask('delete from tries where province = $1 and key_hash = $2', [hashOf(key)]);
    },
  };
}

/** A name that was typed wrongly may be a password. */
const hashOf = (key: string): string => createHash('sha256').update(key).digest('base64url');
