import {
  doublePrecision,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  uniqueIndex,
} from 'drizzle-orm/pg-core';
import type { EditionSettings } from '../../ports/index.ts';
import { bytes, jsonText, ownNumber, province, text, whole } from './columns.ts';

export const units = pgTable(
  'units',
  {
    province: province(),
    code: text('code').notNull(),
    validFrom: text('valid_from').notNull(),
    validTo: text('valid_to'),
    name: text('name').notNull(),
    level: text('level').notNull(),
    kind: text('kind').notNull(),
    parentCode: text('parent_code'),
  },
  (t) => [primaryKey({ columns: [t.province, t.code, t.validFrom, t.name] })],
);

export const unitSuccessions = pgTable(
  'unit_successions',
  {
    province: province(),
    oldCode: text('old_code').notNull(),
    newCode: text('new_code').notNull(),
    validFrom: text('valid_from').notNull(),
    kind: text('kind').$type<'whole' | 'part'>().notNull(),
  },
  (t) => [primaryKey({ columns: [t.province, t.oldCode, t.newCode, t.validFrom] })],
);

export const groupings = pgTable(
  'groupings',
  { province: province(), id: text('id').notNull(), title: text('title').notNull() },
  (t) => [primaryKey({ columns: [t.province, t.id] })],
);

export const groupingNodes = pgTable(
  'grouping_nodes',
  {
    province: province(),
    groupingId: text('grouping_id').notNull(),
    code: text('code').notNull(),
    title: text('title').notNull(),
  },
  (t) => [primaryKey({ columns: [t.province, t.groupingId, t.code] })],
);

export const groupingMembers = pgTable(
  'grouping_members',
  {
    province: province(),
    groupingId: text('grouping_id').notNull(),
    commune: text('commune').notNull(),
    node: text('node').notNull(),
  },
  (t) => [primaryKey({ columns: [t.province, t.groupingId, t.commune] })],
);

export const groupingRevisions = pgTable(
  'grouping_revisions',
  {
    province: province(),
    groupingId: text('grouping_id').notNull(),
    revision: integer('revision').notNull(),
    nodes: jsonText('nodes')
      .$type<readonly { readonly code: string; readonly title: string }[]>()
      .notNull(),
    members: jsonText('members')
      .$type<readonly { readonly commune: string; readonly node: string }[]>()
      .notNull(),
    userId: text('user_id'),
    at: text('at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.province, t.groupingId, t.revision] })],
);

export const instruments = pgTable(
  'instruments',
  {
    province: province(),
    key: integer('key').notNull(),
    id: text('id').notNull(),
    version: text('version').notNull(),
    canonical: text('canonical').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.province, t.key] }),
    uniqueIndex('instruments_version').on(t.province, t.version),
  ],
);

export const waves = pgTable(
  'waves',
  {
    province: province(),
    id: text('id').notNull(),
    name: text('name').notNull(),
    status: text('status').$type<'open' | 'closed'>().notNull(),
    catalogue: text('catalogue').notNull(),
    scheme: text('scheme').$type<'criterion_mean' | 'factor_mean' | 'pooled_answers'>().notNull(),
    minimumBase: integer('minimum_base').notNull(),
    minimumCell: integer('minimum_cell').notNull(),
    districtGrouping: text('district_grouping').notNull(),
    allowanceVnd: whole('allowance_vnd'),
    createdAt: text('created_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.province, t.id] })],
);

export const waveInstruments = pgTable(
  'wave_instruments',
  {
    province: province(),
    waveId: text('wave_id').notNull(),
    instrumentKey: integer('instrument_key').notNull(),
    publishedAt: text('published_at'),
  },
  (t) => [
    primaryKey({ columns: [t.province, t.waveId, t.instrumentKey] }),
    foreignKey({ columns: [t.province, t.waveId], foreignColumns: [waves.province, waves.id] }),
    foreignKey({
      columns: [t.province, t.instrumentKey],
      foreignColumns: [instruments.province, instruments.key],
    }),
  ],
);

export const waveStatusChanges = pgTable(
  'wave_status_changes',
  {
    province: province(),
    id: ownNumber(),
    waveId: text('wave_id').notNull(),
    status: text('status').$type<'open' | 'closed'>().notNull(),
    userId: text('user_id'),
    at: text('at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.province, t.id] }),
    foreignKey({ columns: [t.province, t.waveId], foreignColumns: [waves.province, waves.id] }),
  ],
);

export const waveVillages = pgTable(
  'wave_villages',
  {
    province: province(),
    waveId: text('wave_id').notNull(),
    commune: text('commune').notNull(),
    code: text('code').notNull(),
    name: text('name').notNull(),
    target: integer('target').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.province, t.waveId, t.commune, t.code] }),
    foreignKey({ columns: [t.province, t.waveId], foreignColumns: [waves.province, waves.id] }),
  ],
);

export const villageWeights = pgTable(
  'village_weights',
  {
    province: province(),
    waveId: text('wave_id').notNull(),
    commune: text('commune').notNull(),
    village: text('village').notNull(),
    weight: doublePrecision('weight').notNull(),
    takenAt: text('taken_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.province, t.waveId, t.commune, t.village] }),
    foreignKey({ columns: [t.province, t.waveId], foreignColumns: [waves.province, waves.id] }),
  ],
);

/** Which of the two newest was made last tells `id`: SQLite has its rowid for that. */
export const waveIngestKeys = pgTable(
  'wave_ingest_keys',
  {
    province: province(),
    waveId: text('wave_id').notNull(),
    keyId: text('key_id').notNull(),
    publicKey: text('public_key').notNull(),
    since: text('since').notNull(),
    id: ownNumber(),
  },
  (t) => [primaryKey({ columns: [t.province, t.waveId, t.keyId] })],
);

export const waveEditions = pgTable(
  'wave_editions',
  {
    province: province(),
    waveId: text('wave_id').notNull(),
    edition: integer('edition').notNull(),
    at: text('at').notNull(),
    userId: text('user_id'),
    reason: text('reason').notNull(),
    settings: jsonText('settings').$type<EditionSettings>().notNull(),
    responses: integer('responses').notNull(),
    added: integer('added').notNull(),
    removed: integer('removed').notNull(),
    changed: integer('changed').notNull(),
    waiting: integer('waiting').notNull(),
    dataHash: text('data_hash').notNull(),
    comments: integer('comments'),
  },
  (t) => [primaryKey({ columns: [t.province, t.waveId, t.edition] })],
);

export const editionResponses = pgTable(
  'edition_responses',
  {
    province: province(),
    waveId: text('wave_id').notNull(),
    responseId: text('response_id').notNull(),
    fromEdition: integer('from_edition').notNull(),
    toEdition: integer('to_edition'),
    contentHash: text('content_hash').notNull(),
    revision: integer('revision').notNull(),
    instrumentKey: integer('instrument_key').notNull(),
    commune: text('commune').notNull(),
    village: text('village').notNull(),
    mode: text('mode').notNull(),
    finishedAt: text('finished_at').notNull(),
    packed: text('packed').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.province, t.waveId, t.responseId, t.fromEdition] }),
    index('edition_responses_edition').on(t.province, t.waveId, t.fromEdition),
  ],
);

export const editionCounts = pgTable(
  'edition_counts',
  {
    province: province(),
    waveId: text('wave_id').notNull(),
    edition: integer('edition').notNull(),
    instrumentKey: integer('instrument_key').notNull(),
    commune: text('commune').notNull(),
    village: text('village').notNull(),
    counts: bytes('counts').notNull(),
  },
  (t) => [
    primaryKey({
      columns: [t.province, t.waveId, t.edition, t.instrumentKey, t.commune, t.village],
    }),
  ],
);

export const editionComments = pgTable(
  'edition_comments',
  {
    province: province(),
    id: text('id').notNull(),
    waveId: text('wave_id').notNull(),
    instrumentKey: integer('instrument_key').notNull(),
    commune: text('commune').notNull(),
    question: text('question').notNull(),
    commentId: text('comment_id'),
    themes: text('themes').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.province, t.id] }),
    index('edition_comments_place').on(
      ...([t.province, t.waveId, t.question, t.commune, t.instrumentKey] as const),
    ),
    index('edition_comments_comment').on(t.province, t.commentId),
  ],
);
