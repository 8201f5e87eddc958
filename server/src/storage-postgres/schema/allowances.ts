import { sql } from 'drizzle-orm';
import { boolean, index, pgSchema, primaryKey, uniqueIndex } from 'drizzle-orm/pg-core';
import { bytes, province, text, whole } from './columns.ts';

/** Apart from all else, so that rights to it can be given apart: names and signatures, and nothing of the answers. */
export const allowanceSchema = pgSchema('sipas_allowances');

export const allowances = allowanceSchema.table(
  'allowances',
  {
    province: province(),
    number: whole('number').notNull().generatedByDefaultAsIdentity(),
    id: text('id'),
    contentKey: text('content_key').notNull(),
    deviceId: text('device_id').notNull(),
    waveId: text('wave_id'),
    commune: text('commune'),
    village: text('village'),
    amountVnd: whole('amount_vnd'),
    code: text('code'),
    isReadable: boolean('is_readable').notNull(),
    receivedAt: text('received_at').notNull(),
    sealed: bytes('sealed').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.province, t.number] }),
    uniqueIndex('allowances_content').on(t.province, t.contentKey),
    uniqueIndex('allowances_id')
      .on(t.province, t.id)
      .where(sql`code is null`),
    index('allowances_place').on(t.province, t.waveId, t.commune, t.village, t.number),
  ],
);
