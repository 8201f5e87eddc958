import { sql } from 'drizzle-orm';
import { boolean, index, integer, pgTable, primaryKey, uniqueIndex } from 'drizzle-orm/pg-core';
import { bytes, province, text, whole } from './columns.ts';

/**
 * One row a province. Every write takes it first and holds it until it is committed, so that of one province one write goes
 * after another, whichever process it comes from: receipts are in the order of commits and have no holes.
 */
export const storeMeta = pgTable(
  'store_meta',
  {
    province: province(),
    incarnation: text('incarnation').notNull(),
    safeReceipt: whole('safe_receipt').notNull(),
    createdAt: text('created_at').notNull(),
    commentRules: integer('comment_rules').notNull().default(0),
    commentReceipt: whole('comment_receipt').notNull().default(0),
    /** The highest receipt that was given out. */
    lastReceipt: whole('last_receipt').notNull().default(0),
    /** Grows with every commit that changes anything, and with every one that changes results. */
    commits: whole('commits').notNull().default(0),
    resultVersion: whole('result_version').notNull().default(0),
  },
  (t) => [primaryKey({ columns: [t.province] })],
);

/** The truth: every line that ever came, byte for byte, never changed. Its key is the receipt. */
export const envelopes = pgTable(
  'envelopes',
  {
    province: province(),
    receipt: whole('receipt').notNull(),
    contentHash: text('content_hash').notNull(),
    outcome: text('outcome').$type<'stored' | 'conflict' | 'fork' | 'quarantined'>().notNull(),
    code: text('code'),
    detail: text('detail'),
    responseId: text('response_id'),
    revision: whole('revision'),
    deviceId: text('device_id'),
    epoch: text('epoch'),
    seq: whole('seq'),
    holdsSeq: boolean('holds_seq').notNull(),
    carrierDeviceId: text('carrier_device_id'),
    waveId: text('wave_id'),
    commune: text('commune'),
    receivedAt: text('received_at').notNull(),
    line: bytes('line').notNull(),
    contactAt: text('contact_at'),
    clockOffsetMs: whole('clock_offset_ms'),
  },
  (t) => [
    primaryKey({ columns: [t.province, t.receipt] }),
    uniqueIndex('envelopes_revision')
      .on(t.province, t.responseId, t.revision)
      .where(sql`outcome in ('stored', 'quarantined') and response_id is not null`),
    uniqueIndex('envelopes_chain')
      .on(t.province, t.deviceId, t.epoch, t.seq)
      .where(sql`holds_seq`),
    uniqueIndex('envelopes_kept_apart_hash')
      .on(t.province, t.contentHash)
      .where(sql`outcome <> 'stored'`),
    index('envelopes_kept_apart')
      .on(t.province, t.waveId, t.receipt)
      .where(sql`outcome <> 'stored'`),
    index('envelopes_kept_apart_device')
      .on(t.province, t.deviceId, t.receipt)
      .where(sql`outcome <> 'stored'`),
    index('envelopes_kept_apart_carrier')
      .on(t.province, t.carrierDeviceId, t.receipt)
      .where(sql`outcome <> 'stored'`),
    index('envelopes_unknown_device')
      .on(t.province, t.detail, t.receipt)
      .where(sql`code = 'envelope.unknown-device'`),
    index('envelopes_key_unknown')
      .on(t.province, t.detail, t.receipt)
      .where(sql`code = 'envelope.key-unknown'`),
    index('envelopes_signer_unknown')
      .on(t.province, t.detail, t.receipt)
      .where(sql`code = 'envelope.signature-key-unknown'`),
  ],
);

export const linesJudgedAgain = pgTable(
  'lines_judged_again',
  {
    province: province(),
    receipt: whole('receipt').notNull(),
    standsAs: whole('stands_as').notNull(),
  },
  (t) => [primaryKey({ columns: [t.province, t.receipt] })],
);

/** Derived from envelopes: one narrow row a response, its current revision. Can be rebuilt. */
export const responses = pgTable(
  'responses',
  {
    province: province(),
    responseId: text('response_id').notNull(),
    receipt: whole('receipt').notNull(),
    revision: whole('revision').notNull(),
    kind: text('kind')
      .$type<'final' | 'partial' | 'correction' | 'withdrawal' | 'visit'>()
      .notNull(),
    state: text('state')
      .$type<'counted' | 'slot-taken' | 'withdrawn' | 'partial' | 'visit'>()
      .notNull(),
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
    correctedAt: text('corrected_at'),
    timeTrust: text('time_trust')
      .$type<'anchored' | 'offset' | 'claimed' | 'implausible'>()
      .notNull()
      .default('implausible'),
  },
  (t) => [
    primaryKey({ columns: [t.province, t.responseId] }),
    index('responses_slot')
      .on(t.province, t.slotKey)
      .where(sql`slot_key is not null`),
    index('responses_progress').on(
      t.province,
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
export const villageCounts = pgTable(
  'village_counts',
  {
    province: province(),
    waveId: text('wave_id').notNull(),
    instrumentKey: integer('instrument_key').notNull(),
    commune: text('commune').notNull(),
    village: text('village').notNull(),
    counts: bytes('counts').notNull(),
  },
  (t) => [primaryKey({ columns: [t.province, t.waveId, t.instrumentKey, t.commune, t.village] })],
);
