import { sql } from 'drizzle-orm';
import { blob, index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';

/**
 * The one table of the store of allowance receipts. Next migration, from the root of the checkout:
 * `drizzle-kit generate --dialect sqlite --schema server/src/storage-sqlite/allowances/schema.ts
 * --out server/src/storage-sqlite/allowances/migrations`.
 */
export const allowances = sqliteTable(
  'allowances',
  {
    number: integer('number').primaryKey({ autoIncrement: true }),
    id: text('id'),
    /** A keyed hash of the content: equal content is found again, and nobody without the key can try names. */
    contentKey: text('content_key').notNull().unique(),
    deviceId: text('device_id').notNull(),
    waveId: text('wave_id'),
    commune: text('commune'),
    village: text('village'),
    amountVnd: integer('amount_vnd'),
    /** Null where it counts; else why it waits for a person. */
    code: text('code'),
    isReadable: integer('is_readable', { mode: 'boolean' }).notNull(),
    receivedAt: text('received_at').notNull(),
    /** Household, name, signature and time, encrypted. */
    sealed: blob('sealed', { mode: 'buffer' }).notNull(),
  },
  (t) => [
    uniqueIndex('allowances_id')
      .on(t.id)
      .where(sql`code is null`),
    index('allowances_place').on(t.waveId, t.commune, t.village, t.number),
  ],
);
