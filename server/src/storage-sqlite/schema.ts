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
import { users } from './people-schema.ts';

export * from './audit-schema.ts';
export * from './link-schema.ts';
export * from './action-schema.ts';
export * from './case-schema.ts';
export * from './edition-schema.ts';
export * from './grouping-schema.ts';
export * from './incident-schema.ts';
export * from './key-schema.ts';
export * from './comment-schema.ts';
export * from './people-schema.ts';
export * from './withdrawal-schema.ts';

/** One row: which life of the store this is, and up to which receipt a verified backup reaches. */
export const storeMeta = sqliteTable('store_meta', {
  id: integer('id').primaryKey(),
  incarnation: text('incarnation').notNull(),
  safeReceipt: integer('safe_receipt').notNull(),
  createdAt: text('created_at').notNull(),
  /** By which version of the rules the comments were taken from the envelopes; 0: not yet. */
  commentRules: integer('comment_rules').notNull().default(0),
  /** Up to which receipt the comments were taken. */
  commentReceipt: integer('comment_receipt').notNull().default(0),
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

/** For how many households a respondent of each village stands, by the draw of the wave. */
export const villageWeights = sqliteTable(
  'village_weights',
  {
    waveId: text('wave_id')
      .notNull()
      .references(() => waves.id),
    commune: text('commune').notNull(),
    village: text('village').notNull(),
    weight: real('weight').notNull(),
    takenAt: text('taken_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.waveId, t.commune, t.village] })],
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
    index('envelopes_key_unknown')
      .on(t.detail, t.receipt)
      .where(sql`code = 'envelope.key-unknown'`),
    index('envelopes_signer_unknown')
      .on(t.detail, t.receipt)
      .where(sql`code = 'envelope.signature-key-unknown'`),
  ],
);

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
