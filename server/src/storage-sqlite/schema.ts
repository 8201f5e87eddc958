import {
  blob,
  index,
  integer,
  primaryKey,
  real,
  sqliteTable,
  text,
  uniqueIndex,
} from 'drizzle-orm/sqlite-core';
import { sql } from 'drizzle-orm';

/** One row: which life of the store this is, and up to which receipt a verified backup reaches. */
export const storeMeta = sqliteTable('store_meta', {
  id: integer('id').primaryKey(),
  incarnation: text('incarnation').notNull(),
  safeReceipt: integer('safe_receipt').notNull(),
  createdAt: text('created_at').notNull(),
});

/** Codes are reused in history, so the key is code + first day; an unrecorded first day is ''. */
export const units = sqliteTable(
  'units',
  {
    code: text('code').notNull(),
    validFrom: text('valid_from').notNull(),
    validTo: text('valid_to'),
    name: text('name').notNull(),
    level: text('level').notNull(),
    kind: text('kind').notNull(),
    parentCode: text('parent_code'),
  },
  (t) => [primaryKey({ columns: [t.code, t.validFrom, t.name] })],
);

export const unitSuccessions = sqliteTable(
  'unit_successions',
  {
    oldCode: text('old_code').notNull(),
    newCode: text('new_code').notNull(),
    validFrom: text('valid_from').notNull(),
    kind: text('kind', { enum: ['whole', 'part'] }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.oldCode, t.newCode, t.validFrom] })],
);

export const groupings = sqliteTable('groupings', {
  id: text('id').primaryKey(),
  title: text('title').notNull(),
});

export const groupingNodes = sqliteTable(
  'grouping_nodes',
  {
    groupingId: text('grouping_id')
      .notNull()
      .references(() => groupings.id),
    code: text('code').notNull(),
    title: text('title').notNull(),
  },
  (t) => [primaryKey({ columns: [t.groupingId, t.code] })],
);

export const groupingMembers = sqliteTable(
  'grouping_members',
  {
    groupingId: text('grouping_id')
      .notNull()
      .references(() => groupings.id),
    commune: text('commune').notNull(),
    node: text('node').notNull(),
  },
  (t) => [primaryKey({ columns: [t.groupingId, t.commune] })],
);

export const instruments = sqliteTable('instruments', {
  key: integer('key').primaryKey(),
  id: text('id').notNull(),
  version: text('version').notNull().unique(),
  canonical: text('canonical').notNull(),
});

export const waves = sqliteTable('waves', {
  id: text('id').primaryKey(),
  name: text('name').notNull(),
  status: text('status', { enum: ['open', 'closed'] }).notNull(),
  catalogue: text('catalogue').notNull(),
  scheme: text('scheme', { enum: ['criterion_mean', 'factor_mean', 'pooled_answers'] }).notNull(),
  minimumBase: integer('minimum_base').notNull(),
  minimumCell: integer('minimum_cell').notNull(),
  districtGrouping: text('district_grouping').notNull(),
  allowanceVnd: integer('allowance_vnd'),
  createdAt: text('created_at').notNull(),
});

export const waveInstruments = sqliteTable(
  'wave_instruments',
  {
    waveId: text('wave_id')
      .notNull()
      .references(() => waves.id),
    instrumentKey: integer('instrument_key')
      .notNull()
      .references(() => instruments.key),
    /** When it was added to a wave that was already there; null: it came with the wave. */
    publishedAt: text('published_at'),
  },
  (t) => [primaryKey({ columns: [t.waveId, t.instrumentKey] })],
);

/** Who closed a wave or opened it again, kept for good. Without a person: a command of the operator. */
export const waveStatusChanges = sqliteTable('wave_status_changes', {
  id: integer('id').primaryKey({ autoIncrement: true }),
  waveId: text('wave_id')
    .notNull()
    .references(() => waves.id),
  status: text('status', { enum: ['open', 'closed'] }).notNull(),
  userId: text('user_id').references(() => users.id),
  at: text('at').notNull(),
});

export const waveVillages = sqliteTable(
  'wave_villages',
  {
    waveId: text('wave_id')
      .notNull()
      .references(() => waves.id),
    commune: text('commune').notNull(),
    code: text('code').notNull(),
    name: text('name').notNull(),
    target: integer('target').notNull(),
  },
  (t) => [primaryKey({ columns: [t.waveId, t.commune, t.code] })],
);

export const users = sqliteTable('users', {
  id: text('id').primaryKey(),
  username: text('username').notNull().unique(),
  name: text('name').notNull(),
  role: text('role', { enum: ['surveyor', 'office', 'analyst', 'admin'] }).notNull(),
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
});

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

/** The truth: every line that ever came, byte for byte, never changed. Its key is the receipt. */
export const envelopes = sqliteTable(
  'envelopes',
  {
    receipt: integer('receipt').primaryKey({ autoIncrement: true }),
    contentHash: text('content_hash').notNull(),
    outcome: text('outcome', { enum: ['stored', 'conflict', 'fork', 'quarantined'] }).notNull(),
    code: text('code'),
    detail: text('detail'),
    responseId: text('response_id'),
    revision: integer('revision'),
    deviceId: text('device_id'),
    epoch: text('epoch'),
    seq: integer('seq'),
    /** Whether its place in the chain is its own: a fork, or a conflict that is also a fork, does not hold it. */
    holdsSeq: integer('holds_seq', { mode: 'boolean' }).notNull(),
    carrierDeviceId: text('carrier_device_id'),
    waveId: text('wave_id'),
    commune: text('commune'),
    receivedAt: text('received_at').notNull(),
    line: blob('line', { mode: 'buffer' }).notNull(),
    /** The answer of ours from which the phone counted, as known on arrival; see finish-time in shared. */
    contactAt: text('contact_at'),
    /** The phone's clock minus ours, as known on arrival. */
    clockOffsetMs: integer('clock_offset_ms'),
  },
  (t) => [
    uniqueIndex('envelopes_revision')
      .on(t.responseId, t.revision)
      .where(sql`outcome in ('stored', 'quarantined') and response_id is not null`),
    uniqueIndex('envelopes_chain')
      .on(t.deviceId, t.epoch, t.seq)
      .where(sql`holds_seq = 1`),
    // Hashes fall anywhere, so an index of all of them would touch a page for every line. What is stored holds
    // its place in a chain and is found by that; only what is kept apart is found by its hash.
    uniqueIndex('envelopes_kept_apart_hash')
      .on(t.contentHash)
      .where(sql`outcome <> 'stored'`),
    index('envelopes_kept_apart')
      .on(t.waveId, t.receipt)
      .where(sql`outcome <> 'stored'`),
    index('envelopes_kept_apart_device')
      .on(t.deviceId, t.receipt)
      .where(sql`outcome <> 'stored'`),
    index('envelopes_kept_apart_carrier')
      .on(t.carrierDeviceId, t.receipt)
      .where(sql`outcome <> 'stored'`),
    index('envelopes_unknown_device')
      .on(t.detail, t.receipt)
      .where(sql`code = 'envelope.unknown-device'`),
  ],
);

/** Phones that this store had not enrolled and that speak with an unknown token. Nothing of it is believed; bounded. */
export const unknownCallers = sqliteTable('unknown_callers', {
  deviceId: text('device_id').primaryKey(),
  firstSeenAt: text('first_seen_at').notNull(),
  lastSeenAt: text('last_seen_at').notNull(),
  tries: integer('tries').notNull(),
});

/** Who took a phone in that this store had not enrolled, kept for good. Without a person: a command of the operator. */
export const deviceAdoptions = sqliteTable('device_adoptions', {
  deviceId: text('device_id')
    .primaryKey()
    .references(() => devices.id),
  surveyorId: text('surveyor_id')
    .notNull()
    .references(() => users.id),
  userId: text('user_id').references(() => users.id),
  at: text('at').notNull(),
});

/** Lines of an unknown phone that were judged again after it was taken in, and the receipt under which they stand now. */
export const linesJudgedAgain = sqliteTable('lines_judged_again', {
  receipt: integer('receipt')
    .primaryKey()
    .references(() => envelopes.receipt),
  standsAs: integer('stands_as')
    .notNull()
    .references(() => envelopes.receipt),
});

/** Derived from envelopes: one narrow row a response, its current revision. Can be rebuilt. */
export const responses = sqliteTable(
  'responses',
  {
    responseId: text('response_id').primaryKey(),
    receipt: integer('receipt')
      .notNull()
      .references(() => envelopes.receipt),
    revision: integer('revision').notNull(),
    kind: text('kind', {
      enum: ['final', 'partial', 'correction', 'withdrawal', 'visit'],
    }).notNull(),
    /** counted, or why not: slot-taken, withdrawn, partial, visit. */
    state: text('state', {
      enum: ['counted', 'slot-taken', 'withdrawn', 'partial', 'visit'],
    }).notNull(),
    waveId: text('wave_id').notNull(),
    instrumentKey: integer('instrument_key').notNull(),
    commune: text('commune').notNull(),
    village: text('village').notNull(),
    slotKey: text('slot_key'),
    surveyorId: text('surveyor_id').notNull(),
    mode: text('mode').notNull(),
    visitOutcome: text('visit_outcome'),
    finishedAt: text('finished_at').notNull(),
    receivedAt: text('received_at').notNull(),
    packed: text('packed').notNull(),
    /** When it was finished by our clock, as far as that can be told, and how far that can be trusted. */
    correctedAt: text('corrected_at'),
    timeTrust: text('time_trust', { enum: ['anchored', 'offset', 'claimed', 'implausible'] })
      .notNull()
      .default('implausible'),
  },
  (t) => [
    index('responses_slot')
      .on(t.slotKey)
      .where(sql`slot_key is not null`),
    index('responses_progress').on(
      t.waveId,
      t.commune,
      t.village,
      t.surveyorId,
      t.state,
      t.visitOutcome,
      t.receivedAt,
    ),
  ],
);

/** Derived from responses: counts of one village in the layout of its instrument, little-endian 32-bit. */
export const villageCounts = sqliteTable(
  'village_counts',
  {
    waveId: text('wave_id').notNull(),
    instrumentKey: integer('instrument_key').notNull(),
    commune: text('commune').notNull(),
    village: text('village').notNull(),
    counts: blob('counts', { mode: 'buffer' }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.waveId, t.instrumentKey, t.commune, t.village] })],
);
