import { index, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { devices } from './people-schema.ts';

/** To which keys the forms of a wave are sealed, the newest last. Private halves lie in a file of their own. */
export const waveIngestKeys = sqliteTable(
  'wave_ingest_keys',
  {
    waveId: text('wave_id').notNull(),
    keyId: text('key_id').notNull(),
    publicKey: text('public_key').notNull(),
    since: text('since').notNull(),
  },
  (t) => [primaryKey({ columns: [t.waveId, t.keyId] })],
);

/** By which keys a phone signs its forms. Each stays: a form is as old as its signature. */
export const deviceSigningKeys = sqliteTable(
  'device_signing_keys',
  {
    deviceId: text('device_id')
      .notNull()
      .references(() => devices.id),
    keyId: text('key_id').notNull(),
    publicKey: text('public_key').notNull(),
    registeredAt: text('registered_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.deviceId, t.keyId] }),
    index('device_signing_keys_key').on(t.keyId),
  ],
);
