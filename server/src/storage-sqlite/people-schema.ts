import { index, integer, primaryKey, real, sqliteTable, text } from 'drizzle-orm/sqlite-core';

export const users = sqliteTable('users', {
  id: text('id').primaryKey(),
  username: text('username').notNull().unique(),
  name: text('name').notNull(),
  role: text('role', {
    enum: ['surveyor', 'office', 'analyst', 'admin', 'observer', 'data-protection'],
  }).notNull(),
  passwordHash: text('password_hash').notNull(),
  createdAt: text('created_at').notNull(),
});

export const userAreas = sqliteTable(
  'user_areas',
  {
    userId: text('user_id')
      .notNull()
      .references(() => users.id),
    area: text('area').notNull(),
  },
  (t) => [primaryKey({ columns: [t.userId, t.area] })],
);

export const sessions = sqliteTable('sessions', {
  tokenHash: text('token_hash').primaryKey(),
  userId: text('user_id')
    .notNull()
    .references(() => users.id),
  createdAt: text('created_at').notNull(),
  expiresAt: text('expires_at').notNull(),
  /** The name by which it is shown and ended; it opens nothing. */
  id: text('id').notNull().default(''),
  /** What the browser says of itself when it signs in. */
  agent: text('agent').notNull().default(''),
  /** Not every request: to the minutes within which it is not written again. */
  lastSeenAt: text('last_seen_at').notNull().default(''),
});

/** What a person signs in by beside the password: the secret of an app of codes. */
export const secondFactors = sqliteTable('second_factors', {
  userId: text('user_id')
    .primaryKey()
    .references(() => users.id),
  /** Base64. */
  secret: text('secret').notNull(),
  begunAt: text('begun_at').notNull(),
  /** Null until the app has shown once that it has the secret. */
  confirmedAt: text('confirmed_at'),
  /** The steps up to this one are used: a code is taken once. */
  lastStep: integer('last_step').notNull(),
});

/** Codes on paper for who has lost the app; each is gone when it is used. */
export const recoveryCodes = sqliteTable(
  'recovery_codes',
  {
    userId: text('user_id')
      .notNull()
      .references(() => users.id),
    codeHash: text('code_hash').notNull(),
  },
  (t) => [primaryKey({ columns: [t.userId, t.codeHash] })],
);

export const enrolmentCodes = sqliteTable('enrolment_codes', {
  codeHash: text('code_hash').primaryKey(),
  userId: text('user_id')
    .notNull()
    .references(() => users.id),
  createdAt: text('created_at').notNull(),
  expiresAt: text('expires_at').notNull(),
  usedAt: text('used_at'),
  deviceId: text('device_id'),
  /** The adopted phone that gets a way to speak again by it; null: a code for a new phone. */
  renewsDeviceId: text('renews_device_id'),
  /** A code that gives a phone its token opens no phone whose PIN was forgotten, and the other way round. */
  purpose: text('purpose', { enum: ['phone', 'pin'] })
    .notNull()
    .default('phone'),
  /** The phone that takes it waits until its number was compared. */
  compares: integer('compares', { mode: 'boolean' }).notNull().default(false),
});

export const devices = sqliteTable('devices', {
  id: text('id').primaryKey(),
  userId: text('user_id')
    .notNull()
    .references(() => users.id),
  tokenHash: text('token_hash').notNull().unique(),
  name: text('name').notNull(),
  platform: text('platform').notNull(),
  publicKey: text('public_key'),
  enrolledAt: text('enrolled_at').notNull(),
  revokedAt: text('revoked_at'),
  lastContactAt: text('last_contact_at'),
  appVersion: text('app_version'),
  unsent: integer('unsent'),
  oldestUnsentAt: text('oldest_unsent_at'),
  storagePersisted: integer('storage_persisted', { mode: 'boolean' }),
  storageUsage: real('storage_usage'),
  storageQuota: real('storage_quota'),
  /** The phone's clock minus ours, and when that was measured. */
  clockOffsetMs: integer('clock_offset_ms'),
  clockMeasuredAt: text('clock_measured_at'),
  /** The life of the store that the phone was last told of. */
  toldIncarnation: text('told_incarnation'),
  /** The life of the store in which the phone was enrolled or last said how far its numbers go. */
  heardIncarnation: text('heard_incarnation'),
  /** A receipt that the phone holds and this same life of the store never gave; and when that was noticed. */
  forgottenReceipt: integer('forgotten_receipt'),
  forgottenAt: text('forgotten_at'),
  /** The number that the office has to compare with the one on the phone; null: there is nothing to compare any more. */
  comparison: text('comparison'),
});

/** The last times a phone was answered, by our clock: what its own clock is measured against. */
export const deviceContacts = sqliteTable(
  'device_contacts',
  {
    id: integer('id').primaryKey({ autoIncrement: true }),
    deviceId: text('device_id')
      .notNull()
      .references(() => devices.id),
    at: text('at').notNull(),
    /** The phone's clock minus ours; null where the phone did not tell its time. */
    offsetMs: integer('offset_ms'),
  },
  (t) => [index('device_contacts_device').on(t.deviceId, t.id)],
);

/** What the office no longer waits for, with who said so and why. Kept for good, also when it still comes. */
export const gapWriteOffs = sqliteTable(
  'gap_write_offs',
  {
    id: integer('id').primaryKey({ autoIncrement: true }),
    deviceId: text('device_id')
      .notNull()
      .references(() => devices.id),
    kind: text('kind', { enum: ['gap', 'fork', 'unsent', 'unheard', 'forgotten'] }).notNull(),
    epoch: text('epoch').notNull(),
    fromSeq: integer('from_seq').notNull(),
    toSeq: integer('to_seq').notNull(),
    reason: text('reason').notNull(),
    userId: text('user_id')
      .notNull()
      .references(() => users.id),
    createdAt: text('created_at').notNull(),
  },
  (t) => [index('gap_write_offs_device').on(t.deviceId, t.id)],
);

export const deviceEpochs = sqliteTable(
  'device_epochs',
  {
    deviceId: text('device_id')
      .notNull()
      .references(() => devices.id),
    epoch: text('epoch').notNull(),
    headSeq: integer('head_seq').notNull(),
    headHash: text('head_hash'),
  },
  (t) => [primaryKey({ columns: [t.deviceId, t.epoch] })],
);

/** Heads that a phone named by another hash than the form that holds the number here; bounded. */
export const twinHeads = sqliteTable(
  'twin_heads',
  {
    deviceId: text('device_id')
      .notNull()
      .references(() => devices.id),
    epoch: text('epoch').notNull(),
    seq: integer('seq').notNull(),
    hash: text('hash').notNull(),
  },
  (t) => [primaryKey({ columns: [t.deviceId, t.epoch, t.seq, t.hash] })],
);

/** Phones that speak with an unknown token, by the id that they name. Nothing of it is believed; bounded. */
export const unknownCallers = sqliteTable('unknown_callers', {
  deviceId: text('device_id').primaryKey(),
  firstSeenAt: text('first_seen_at').notNull(),
  lastSeenAt: text('last_seen_at').notNull(),
  tries: integer('tries').notNull(),
});

/** Phones that a person took in because their token was not known: whose they are, and by whom, the last time. */
export const deviceAdoptions = sqliteTable('device_adoptions', {
  deviceId: text('device_id')
    .primaryKey()
    .references(() => devices.id),
  surveyorId: text('surveyor_id')
    .notNull()
    .references(() => users.id),
  userId: text('user_id').references(() => users.id),
  at: text('at').notNull(),
  /** It had been enrolled here by a code before, so whose it is stands. */
  wasEnrolled: integer('was_enrolled', { mode: 'boolean' }).notNull().default(false),
});

/** What people did with a phone, or it did itself, kept for good. Without a person: a command of the operator, or the phone. */
export const deviceActs = sqliteTable(
  'device_acts',
  {
    id: integer('id').primaryKey({ autoIncrement: true }),
    deviceId: text('device_id')
      .notNull()
      .references(() => devices.id),
    act: text('act', {
      enum: ['adopted', 'moved', 'revoked', 'key-changed', 'confirmed', 'released'],
    }).notNull(),
    /** Whose phone it is from then on, and whose it was before it was moved. */
    surveyorId: text('surveyor_id')
      .notNull()
      .references(() => users.id),
    beforeId: text('before_id').references(() => users.id),
    reason: text('reason'),
    userId: text('user_id').references(() => users.id),
    at: text('at').notNull(),
  },
  (t) => [index('device_acts_device').on(t.deviceId, t.id)],
);
