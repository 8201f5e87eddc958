import {
  boolean,
  doublePrecision,
  foreignKey,
  index,
  pgTable,
  primaryKey,
  uniqueIndex,
} from 'drizzle-orm/pg-core';
import { ownNumber, province, text, whole } from './columns.ts';

export const users = pgTable(
  'users',
  {
    province: province(),
    id: text('id').notNull(),
    username: text('username').notNull(),
    name: text('name').notNull(),
    role: text('role')
      .$type<'surveyor' | 'office' | 'analyst' | 'admin' | 'observer' | 'data-protection'>()
      .notNull(),
    passwordHash: text('password_hash').notNull(),
    createdAt: text('created_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.province, t.id] }),
    uniqueIndex('users_username').on(t.province, t.username),
  ],
);

export const userAreas = pgTable(
  'user_areas',
  {
    province: province(),
    userId: text('user_id').notNull(),
    area: text('area').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.province, t.userId, t.area] }),
    foreignKey({ columns: [t.province, t.userId], foreignColumns: [users.province, users.id] }),
  ],
);

export const sessions = pgTable(
  'sessions',
  {
    province: province(),
    tokenHash: text('token_hash').notNull(),
    userId: text('user_id').notNull(),
    createdAt: text('created_at').notNull(),
    expiresAt: text('expires_at').notNull(),
    id: text('id').notNull(),
    agent: text('agent').notNull(),
    lastSeenAt: text('last_seen_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.province, t.tokenHash] }),
    index('sessions_user').on(t.province, t.userId),
    foreignKey({ columns: [t.province, t.userId], foreignColumns: [users.province, users.id] }),
  ],
);

export const secondFactors = pgTable(
  'second_factors',
  {
    province: province(),
    userId: text('user_id').notNull(),
    secret: text('secret').notNull(),
    begunAt: text('begun_at').notNull(),
    confirmedAt: text('confirmed_at'),
    lastStep: whole('last_step').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.province, t.userId] }),
    foreignKey({ columns: [t.province, t.userId], foreignColumns: [users.province, users.id] }),
  ],
);

export const recoveryCodes = pgTable(
  'recovery_codes',
  {
    province: province(),
    userId: text('user_id').notNull(),
    codeHash: text('code_hash').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.province, t.userId, t.codeHash] }),
    foreignKey({ columns: [t.province, t.userId], foreignColumns: [users.province, users.id] }),
  ],
);

export const enrolmentCodes = pgTable(
  'enrolment_codes',
  {
    province: province(),
    codeHash: text('code_hash').notNull(),
    userId: text('user_id').notNull(),
    createdAt: text('created_at').notNull(),
    expiresAt: text('expires_at').notNull(),
    usedAt: text('used_at'),
    deviceId: text('device_id'),
    renewsDeviceId: text('renews_device_id'),
    purpose: text('purpose').$type<'phone' | 'pin'>().notNull().default('phone'),
    compares: boolean('compares').notNull().default(false),
  },
  (t) => [
    primaryKey({ columns: [t.province, t.codeHash] }),
    foreignKey({ columns: [t.province, t.userId], foreignColumns: [users.province, users.id] }),
  ],
);

export const devices = pgTable(
  'devices',
  {
    province: province(),
    id: text('id').notNull(),
    userId: text('user_id').notNull(),
    tokenHash: text('token_hash').notNull(),
    name: text('name').notNull(),
    platform: text('platform').notNull(),
    publicKey: text('public_key'),
    enrolledAt: text('enrolled_at').notNull(),
    revokedAt: text('revoked_at'),
    lastContactAt: text('last_contact_at'),
    appVersion: text('app_version'),
    unsent: whole('unsent'),
    oldestUnsentAt: text('oldest_unsent_at'),
    storagePersisted: boolean('storage_persisted'),
    storageUsage: doublePrecision('storage_usage'),
    storageQuota: doublePrecision('storage_quota'),
    clockOffsetMs: whole('clock_offset_ms'),
    clockMeasuredAt: text('clock_measured_at'),
    toldIncarnation: text('told_incarnation'),
    heardIncarnation: text('heard_incarnation'),
    forgottenReceipt: whole('forgotten_receipt'),
    forgottenAt: text('forgotten_at'),
    comparison: text('comparison'),
  },
  (t) => [
    primaryKey({ columns: [t.province, t.id] }),
    uniqueIndex('devices_token').on(t.province, t.tokenHash),
    foreignKey({ columns: [t.province, t.userId], foreignColumns: [users.province, users.id] }),
  ],
);

/** Written with every push, so it refers to nothing: a reference would be looked up each time. */
export const deviceContacts = pgTable(
  'device_contacts',
  {
    province: province(),
    id: ownNumber(),
    deviceId: text('device_id').notNull(),
    at: text('at').notNull(),
    offsetMs: whole('offset_ms'),
  },
  (t) => [
    primaryKey({ columns: [t.province, t.id] }),
    index('device_contacts_device').on(t.province, t.deviceId, t.id),
  ],
);

export const gapWriteOffs = pgTable(
  'gap_write_offs',
  {
    province: province(),
    id: ownNumber(),
    deviceId: text('device_id').notNull(),
    kind: text('kind').$type<'gap' | 'fork' | 'unsent' | 'unheard' | 'forgotten'>().notNull(),
    epoch: text('epoch').notNull(),
    fromSeq: whole('from_seq').notNull(),
    toSeq: whole('to_seq').notNull(),
    reason: text('reason').notNull(),
    userId: text('user_id').notNull(),
    createdAt: text('created_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.province, t.id] }),
    index('gap_write_offs_device').on(t.province, t.deviceId, t.id),
  ],
);

export const deviceEpochs = pgTable(
  'device_epochs',
  {
    province: province(),
    deviceId: text('device_id').notNull(),
    epoch: text('epoch').notNull(),
    headSeq: whole('head_seq').notNull(),
    headHash: text('head_hash'),
  },
  (t) => [primaryKey({ columns: [t.province, t.deviceId, t.epoch] })],
);

export const twinHeads = pgTable(
  'twin_heads',
  {
    province: province(),
    deviceId: text('device_id').notNull(),
    epoch: text('epoch').notNull(),
    seq: whole('seq').notNull(),
    hash: text('hash').notNull(),
  },
  (t) => [primaryKey({ columns: [t.province, t.deviceId, t.epoch, t.seq, t.hash] })],
);

export const unknownCallers = pgTable(
  'unknown_callers',
  {
    province: province(),
    deviceId: text('device_id').notNull(),
    firstSeenAt: text('first_seen_at').notNull(),
    lastSeenAt: text('last_seen_at').notNull(),
    tries: whole('tries').notNull(),
  },
  (t) => [primaryKey({ columns: [t.province, t.deviceId] })],
);

export const deviceAdoptions = pgTable(
  'device_adoptions',
  {
    province: province(),
    deviceId: text('device_id').notNull(),
    surveyorId: text('surveyor_id').notNull(),
    userId: text('user_id'),
    at: text('at').notNull(),
    wasEnrolled: boolean('was_enrolled').notNull().default(false),
  },
  (t) => [primaryKey({ columns: [t.province, t.deviceId] })],
);

export const deviceActs = pgTable(
  'device_acts',
  {
    province: province(),
    id: ownNumber(),
    deviceId: text('device_id').notNull(),
    act: text('act')
      .$type<'adopted' | 'moved' | 'revoked' | 'key-changed' | 'confirmed' | 'released'>()
      .notNull(),
    surveyorId: text('surveyor_id').notNull(),
    beforeId: text('before_id'),
    reason: text('reason'),
    userId: text('user_id'),
    at: text('at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.province, t.id] }),
    index('device_acts_device').on(t.province, t.deviceId, t.id),
  ],
);

export const deviceSigningKeys = pgTable(
  'device_signing_keys',
  {
    province: province(),
    deviceId: text('device_id').notNull(),
    keyId: text('key_id').notNull(),
    publicKey: text('public_key').notNull(),
    registeredAt: text('registered_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.province, t.deviceId, t.keyId] }),
    index('device_signing_keys_key').on(t.province, t.keyId),
  ],
);
