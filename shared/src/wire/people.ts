import * as v from 'valibot';
import type { Published } from '../scoring/index.ts';
import { areaSchema } from './enrolment.ts';
import { roles } from './roles.ts';
import {
  countSchema,
  instantSchema,
  labelSchema,
  sequenceSchema,
  sha256Schema,
  uuid7Schema,
} from './scalars.ts';

export const signInSchema = v.object({
  username: v.pipe(v.string(), v.minLength(1), v.maxLength(200)),
  password: v.pipe(v.string(), v.minLength(1), v.maxLength(1000)),
  /** In the second step: of the app of codes, or one on paper. */
  code: v.optional(v.pipe(v.string(), v.maxLength(100))),
});

/** Who is signed in: what the console needs to choose its screens. */
export const sessionSchema = v.object({
  username: v.string(),
  role: v.picklist(roles),
  areas: v.array(areaSchema),
  expiresAt: instantSchema,
  /** Nothing else may be done before a second factor is set up; absent otherwise. */
  lacksSecondFactor: v.optional(v.literal(true)),
});
export type Session = v.InferOutput<typeof sessionSchema>;

export const schemes = ['criterion_mean', 'factor_mean', 'pooled_answers'] as const;
export type SchemeName = (typeof schemes)[number];

export const titledSchema = v.object({ code: v.string(), label: v.string() });

/** A wave as people see it, with what a report can be asked for. */
export const waveSchema = v.object({
  id: uuid7Schema,
  name: v.string(),
  status: v.picklist(['open', 'closed']),
  catalogue: v.string(),
  scheme: v.picklist(schemes),
  minimumBase: countSchema,
  minimumCell: countSchema,
  /** The edition of a frozen wave whose figures are shown; absent while it is not frozen. */
  edition: v.optional(countSchema),
  /** It was made and never opened yet; absent otherwise. */
  prepared: v.optional(v.literal(true)),
  /** Level names in the order of the tree, `grouping:ID` among them. */
  levels: v.array(v.object({ level: v.string(), label: v.string() })),
  instruments: v.array(
    v.object({
      id: v.string(),
      version: sha256Schema,
      title: v.string(),
      /** Questions by which the indices may be broken down. */
      groups: v.array(titledSchema),
      /** Questions outside the index whose answers may be asked for, and the codes of those that may divide them. */
      topics: v.array(v.object({ ...titledSchema.entries, groups: v.array(v.string()) })),
    }),
  ),
});
export type Wave = v.InferOutput<typeof waveSchema>;
export const waveListSchema = v.object({ waves: v.array(waveSchema) });

export const scoreKinds = ['criterion', 'factor', 'block', 'overall'] as const;
export type ScoreKind = (typeof scoreKinds)[number];

/**
 * Between which percentages the figure of all households lies, at 95 % confidence, villages being the clusters; null
 * where it is not published or too few villages tell.
 */
const intervalEntries = {
  low: v.string(),
  high: v.string(),
  standardErrorPoints: v.string(),
  clusters: countSchema,
  /** Text: how much more the figure varies than that of as many independent answers; null where it is not known. */
  designEffect: v.nullable(v.string()),
  /** Text: as many independent answers would tell as much. */
  effectiveN: v.nullable(v.string()),
};
export const intervalSchema = v.nullable(v.object(intervalEntries));
export const statusSchema = v.picklist(['published', 'insufficient', 'suppressed']);
/**
 * Borrowed: as its own would tell of a small village, by how villages differ in the whole wave. Insufficient: too few villages
 * tell. Suppressed: it would tell of a small village, and of the whole wave it is not told either.
 */
export const intervalStatusSchema = v.picklist([...statusSchema.options, 'borrowed']);

/** The second estimate, by the weights of the draw, with its own interval; null where it is not known or not shown. */
const weightedSchema = v.nullable(v.object({ percent: v.string(), ...intervalEntries }));

/** One figure. Percent is text with two decimals and a point, null where it is not published, with the reason in `status`. */
export const scoreRowSchema = v.object({
  unit: v.string(),
  unitName: v.string(),
  unitValidFrom: v.nullable(v.string()),
  unitValidTo: v.nullable(v.string()),
  group: v.nullable(titledSchema),
  kind: v.picklist(scoreKinds),
  code: v.string(),
  label: v.string(),
  /** Satisfied and valid answers behind the figure; null where it is not published. */
  numerator: v.nullable(countSchema),
  denominator: v.nullable(countSchema),
  /** Responses with at least one valid answer behind this figure. */
  valid: v.nullable(countSchema),
  percent: v.nullable(v.string()),
  interval: intervalSchema,
  intervalStatus: intervalStatusSchema,
  weighted: weightedSchema,
  rank: v.nullable(countSchema),
  status: statusSchema,
});
export type ScoreRow = v.InferOutput<typeof scoreRowSchema>;

export const scoreTableSchema = v.object({
  wave: v.object({ id: uuid7Schema, name: v.string() }),
  instrument: v.object({ id: v.string(), version: sha256Schema }),
  catalogue: v.string(),
  scheme: v.picklist(schemes),
  level: v.string(),
  by: v.picklist(scoreKinds),
  group: v.nullable(v.string()),
  minimumBase: countSchema,
  minimumCell: countSchema,
  /** The edition of a frozen wave that it is of. */
  edition: v.optional(countSchema),
  rows: v.array(scoreRowSchema),
});
export type ScoreTable = v.InferOutput<typeof scoreTableSchema>;
/** A table as it leaves the server: its rows have passed the gate (S-40). */
export type PublishedScoreTable = Omit<ScoreTable, 'rows'> & {
  readonly rows: Published<ScoreRow[]>;
};

/** One line of field progress, of a unit or of a surveyor. */
export const progressRowSchema = v.object({
  code: v.string(),
  name: v.string(),
  target: countSchema,
  accepted: countSchema,
  /** Visits that ended in a refusal. */
  refused: countSchema,
  /** Kept apart for a person: quarantined, conflict, fork. */
  keptApart: countSchema,
  /** Stored but not counted (superseded slot, withdrawn, partial). */
  excluded: countSchema,
  /** Accepted ÷ (accepted + refused), 0–100 with two decimals; null while nobody was met. */
  responseRatePercent: v.nullable(v.string()),
  lastReceivedAt: v.nullable(instantSchema),
});
export type ProgressRow = v.InferOutput<typeof progressRowSchema>;

export const progressSchema = v.object({
  level: v.string(),
  total: progressRowSchema,
  units: v.array(progressRowSchema),
  surveyors: v.array(progressRowSchema),
});
export type Progress = v.InferOutput<typeof progressSchema>;

/** A line that waits for a person, as the console lists it: never an answer of a respondent. */
export const keptApartSchema = v.object({
  receipt: countSchema,
  receivedAt: instantSchema,
  outcome: v.picklist(['conflict', 'fork', 'quarantined']),
  code: v.string(),
  /** What exactly the code is about: a question, a commune, a day; null where the code says all. */
  detail: v.nullable(v.string()),
  title: v.string(),
  surveyor: v.nullable(v.string()),
  device: v.nullable(v.string()),
  commune: v.nullable(v.string()),
  communeName: v.nullable(v.string()),
  responseId: v.nullable(v.string()),
});
export type KeptApart = v.InferOutput<typeof keptApartSchema>;
export const keptApartListSchema = v.object({
  items: v.array(keptApartSchema),
  total: countSchema,
});

/** Numbers of one chain of a phone, both ends among them. */
const rangeEntries = { epoch: v.string(), from: sequenceSchema, to: sequenceSchema };
export const rangeSchema = v.object(rangeEntries);
export type NumberRange = v.InferOutput<typeof rangeSchema>;

export const alarmGrades = ['alarm', 'warning', 'calm'] as const;
export const alarmReasons = ['server-forgot', 'forks', 'gaps', 'unsent', 'silent'] as const;

/** A phone as the office sees it. */
export const deviceSchema = v.object({
  id: uuid7Schema,
  name: v.string(),
  platform: v.string(),
  surveyor: v.string(),
  enrolledAt: instantSchema,
  lastContactAt: v.nullable(instantSchema),
  appVersion: v.nullable(v.string()),
  unsent: v.nullable(countSchema),
  oldestUnsentAt: v.nullable(instantSchema),
  storagePersisted: v.nullable(v.boolean()),
  received: countSchema,
  missing: countSchema,
  forks: countSchema,
  /** When its enrolment was taken back. Such a phone is listed while something of it is open. */
  revokedAt: v.nullable(instantSchema),
  /** Of what it said unsent, what is still waited for; null where it never said. */
  outstanding: v.nullable(countSchema),
  /** How long the oldest of these waits, by our clock; null where none does. */
  oldestUnsentAgeMs: v.nullable(countSchema),
  /** Its clock minus ours; null until it sent once. */
  clockOffsetMs: v.nullable(v.pipe(v.number(), v.safeInteger())),
  /** Six digits that have to be compared with those on the phone; absent where nothing is to be compared any more. */
  comparison: v.optional(v.string()),
  alarm: v.object({
    grade: v.picklist(alarmGrades),
    reasons: v.array(v.picklist(alarmReasons)),
  }),
});
export type Device = v.InferOutput<typeof deviceSchema>;

const reasonSchema = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(1000));

/** `POST /devices/{id}/revocation`: why a phone is taken back. */
export const revocationRequestSchema = v.object({ reason: reasonSchema });
/** `POST /devices/{id}/release`: why what a phone handed in after it was taken back may count. */
export const releaseRequestSchema = v.object({ reason: reasonSchema });
/** `POST /devices/{id}/surveyor`: whose phone it is instead, and why. */
export const moveRequestSchema = v.object({ surveyor: labelSchema, reason: reasonSchema });

export const writeOffKinds = ['gap', 'fork', 'unsent', 'unheard'] as const;
/** `POST /devices/{id}/write-offs`: what the office no longer waits for, and why. Who says so is the session. */
export const writeOffRequestSchema = v.object({
  kind: v.picklist(writeOffKinds),
  /** Empty for `unsent`, which has no numbers: from 1 to how many. For `unheard` the incarnation, from 1 to 1. */
  epoch: v.pipe(v.string(), v.maxLength(64)),
  from: sequenceSchema,
  to: sequenceSchema,
  /** Whatever is open of the range, gap by gap, and of all chains where the epoch is empty. */
  all: v.optional(v.boolean()),
  reason: reasonSchema,
});
export type WriteOffRequest = v.InferOutput<typeof writeOffRequestSchema>;

/** All that is known of one phone. */
export const deviceDetailsSchema = v.object({
  ...deviceSchema.entries,
  storageUsage: v.nullable(v.number()),
  storageQuota: v.nullable(v.number()),
  clockMeasuredAt: v.nullable(instantSchema),
  forgottenReceipt: v.nullable(countSchema),
  forgottenAt: v.nullable(instantSchema),
  epochs: v.array(
    v.object({ epoch: v.string(), headSeq: v.nullable(countSchema), received: countSchema }),
  ),
  /** Numbers that lack and are not written off. */
  gaps: v.array(rangeSchema),
  /** Numbers used twice on which nobody has decided. */
  openForks: v.array(rangeSchema),
  /** Forms that it claims to hold beyond all that it has numbered, and that are not written off. */
  unnumbered: countSchema,
  /** The incarnation that a restore began and in which it has not been heard; null where it was, or that is written off. */
  unheard: v.nullable(v.string()),
  /** Lines that do not follow the line before them. */
  brokenLinks: v.array(v.object({ epoch: v.string(), seq: sequenceSchema })),
  /** Its forms by how far the time at which they were finished can be trusted. */
  times: v.object({
    anchored: countSchema,
    offset: countSchema,
    claimed: countSchema,
    implausible: countSchema,
  }),
  writeOffs: v.array(
    v.object({
      ...rangeEntries,
      kind: v.picklist([...writeOffKinds, 'forgotten']),
      reason: v.string(),
      by: v.string(),
      createdAt: instantSchema,
      /** Numbers of it that came after all. */
      came: countSchema,
      /** Nothing of it lacks any more. */
      resolved: v.boolean(),
    }),
  ),
  /** What people did with it, in order: who (null: the operator), why, and whose it is since. */
  acts: v.array(
    v.object({
      act: v.picklist(['adopted', 'moved', 'revoked', 'key-changed', 'confirmed', 'released']),
      surveyor: v.string(),
      before: v.nullable(v.string()),
      reason: v.nullable(v.string()),
      by: v.nullable(v.string()),
      at: instantSchema,
    }),
  ),
  /** It was taken in, so it may belong to somebody else. */
  movable: v.boolean(),
  /** It was taken back, and forms of it wait for that alone. */
  releasable: v.boolean(),
});
export type DeviceDetails = v.InferOutput<typeof deviceDetailsSchema>;

/** `POST /waves/{id}/close` and `/reopen`. */
export const waveStatusSchema = v.object({
  waveId: uuid7Schema,
  status: v.picklist(['open', 'closed']),
});

/** `GET /waves/{id}/closing`: whether the wave can be closed, and what stands against it. */
export const closingSchema = v.object({
  status: v.picklist(['open', 'closed']),
  /** Phones with something open, as far as the reader may see them. */
  blockers: v.array(
    v.object({
      deviceId: uuid7Schema,
      device: v.string(),
      surveyor: v.string(),
      gaps: v.array(rangeSchema),
      forks: v.array(rangeSchema),
      unsent: countSchema,
      /** The incarnation that a restore began and in which it has not been heard. */
      unheard: v.nullable(v.string()),
    }),
  ),
  changes: v.array(
    v.object({
      status: v.picklist(['open', 'closed']),
      at: instantSchema,
      /** Null for an operator at the machine. */
      by: v.nullable(v.string()),
    }),
  ),
});
export type Closing = v.InferOutput<typeof closingSchema>;

export const deviceListSchema = v.object({ devices: v.array(deviceSchema) });

export const surveyorSchema = v.object({
  username: v.string(),
  name: v.string(),
  areas: v.array(areaSchema),
  devices: countSchema,
});
export const surveyorListSchema = v.object({ surveyors: v.array(surveyorSchema) });
export type Surveyor = v.InferOutput<typeof surveyorSchema>;

export const careFailures = ['no-space', 'second-place', 'broken-copy', 'failed', 'drill'] as const;

/** How the store is looked after: its last backup, the last drill, and what went wrong. */
export const careSchema = v.object({
  /** Who makes the backups: this server, or the means of the database, which it cannot ask for one. */
  backupsBy: v.picklist(['server', 'database']),
  /** Minutes between backups while something changes; 0: none by itself. */
  everyMinutes: countSchema,
  hasSecondPlace: v.boolean(),
  running: v.nullable(v.picklist(['backup', 'drill'])),
  lastReceipt: countSchema,
  /** All up to this receipt lies in a verified backup: with a second place, in that place. */
  safeReceipt: countSchema,
  backup: v.nullable(
    v.object({
      name: v.string(),
      madeAt: instantSchema,
      receipt: countSchema,
      envelopes: countSchema,
      bytes: countSchema,
      inSecondPlace: v.boolean(),
    }),
  ),
  kept: countSchema,
  /** Of these, made by a clock that ran far ahead. */
  fromFuture: countSchema,
  failure: v.nullable(v.object({ at: instantSchema, kind: v.picklist(careFailures) })),
  drill: v.nullable(
    v.object({
      at: instantSchema,
      name: v.string(),
      envelopes: countSchema,
      differences: countSchema,
      tookMs: countSchema,
    }),
  ),
  /** Phones hold receipts that the store has not given out: it is older than what they remember. */
  forgotten: v.nullable(
    v.object({
      firstAt: instantSchema,
      lastAt: instantSchema,
      phoneReceipt: countSchema,
      storeReceipt: countSchema,
      devices: countSchema,
    }),
  ),
  /** A backup that holds forms which the store lacks; what the last line in it is of. */
  fuller: v.nullable(v.object({ name: v.string(), receivedAt: instantSchema, forms: countSchema })),
  /** Keys to which forms are sealed: of how many no copy was ever made, and how many forms wait for one that is not here. */
  keys: v.object({ notCopied: countSchema, waiting: countSchema }),
});
export type CareReport = v.InferOutput<typeof careSchema>;

/** `POST /care/forgotten/acknowledge`. Who says so is the session. */
export const acknowledgeRequestSchema = v.object({
  reason: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(1000)),
});

/** RFC 9457 with our members: what every refusal of the HTTP interface looks like. */
export const problemSchema = v.object({
  type: v.string(),
  title: v.string(),
  status: v.number(),
  code: v.string(),
  recovery: v.picklist(['later', 'after-sign-in', 'after-update', 'split-batch', 'needs-person']),
  detail: v.string(),
  requestId: v.string(),
});
export type Problem = v.InferOutput<typeof problemSchema>;
