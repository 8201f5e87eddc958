import * as v from 'valibot';
import {
  countSchema,
  instantSchema,
  jsonObjectSchema,
  sequenceSchema,
  sha256Schema,
  uuid7Schema,
} from './scalars.ts';

export const protocolVersion = 1;
/** Bounds of one push, as it travels and inflated. More is `batch.too-large`, recovery `split-batch`. */
export const pushLimits = {
  envelopes: 100,
  wireBytes: 1024 * 1024,
  inflatedBytes: 4 * 1024 * 1024,
} as const;

export const pushHeaderSchema = v.object({
  protocol: v.number(),
  batchId: v.pipe(v.string(), v.minLength(1), v.maxLength(100)),
  deviceId: uuid7Schema,
  sentAt: v.pipe(v.string(), v.maxLength(40)),
});
export type PushHeader = v.InferOutput<typeof pushHeaderSchema>;

export const receiptOutcomes = [
  'stored',
  'already-stored',
  'conflict',
  'fork',
  'quarantined',
] as const;
export type ReceiptOutcome = (typeof receiptOutcomes)[number];

/** One receipt for every line. Every outcome means that the server holds the bytes durably. */
export const receiptSchema = v.object({
  /** Place of the line after the header, from 1; empty and broken lines count. */
  line: sequenceSchema,
  responseId: v.optional(uuid7Schema),
  revision: v.optional(sequenceSchema),
  hash: v.optional(sha256Schema),
  /** SHA-256 of the line as it lies here, where its content is not what its hash says: whoever sent it can compare. */
  bytesHash: v.optional(sha256Schema),
  outcome: v.picklist(receiptOutcomes),
  code: v.optional(v.string()),
  detail: v.optional(v.string()),
  receipt: sequenceSchema,
  receivedAt: instantSchema,
});
export type Receipt = v.InferOutput<typeof receiptSchema>;

export const pushAnswerSchema = v.object({
  protocol: v.literal(1),
  batchId: v.string(),
  serverTime: instantSchema,
  incarnation: v.string(),
  safeReceipt: countSchema,
  receipts: v.array(receiptSchema),
});
export type PushAnswer = v.InferOutput<typeof pushAnswerSchema>;

/** In a receipts file: lives of this store before its restores, in which phones heard of it. Their order needs no clock. */
export const formerEntries = {
  formerIncarnations: v.optional(v.array(v.pipe(v.string(), v.maxLength(100)))),
};

/**
 * Answers: what a phone takes of an answer to a push, or of a receipts file.
 * Shape:   the answer without the receipts whose outcome this version does not know: such a one says nothing of its line,
 *          which stays unsent, and nothing against the others. What is broken otherwise is no answer at all.
 * Source:  contract of the wire: messages grow, and phones lag for weeks.
 * Rule:    W-12
 */
export const heardAnswerSchema = v.object({
  ...pushAnswerSchema.entries,
  ...formerEntries,
  receipts: v.pipe(
    v.array(v.object({ ...receiptSchema.entries, outcome: v.string() })),
    v.transform((receipts) => receipts.filter(hasKnownOutcome)),
  ),
});

export type HeardAnswer = v.InferOutput<typeof heardAnswerSchema>;

const hasKnownOutcome = (one: Omit<Receipt, 'outcome'> & { outcome: string }): one is Receipt =>
  (receiptOutcomes as readonly string[]).includes(one.outcome);

export const helloSchema = v.object({
  protocol: v.number(),
  deviceId: uuid7Schema,
  appVersion: v.pipe(v.string(), v.maxLength(100)),
  epochs: v.pipe(
    v.array(
      v.object({
        epoch: v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{1,64}$/)),
        headSeq: countSchema,
        headHash: v.nullable(v.string()),
      }),
    ),
    v.maxLength(100),
  ),
  lastReceipt: v.nullable(countSchema),
  unsent: countSchema,
  oldestUnsentAt: v.nullable(instantSchema),
  storage: v.object({
    persisted: v.nullable(v.boolean()),
    usage: v.nullable(v.number()),
    quota: v.nullable(v.number()),
  }),
  /** The key by which the phone signs its forms now; absent in older apps, and where it has none. */
  publicKey: v.optional(jsonObjectSchema),
});
export type Hello = v.InferOutput<typeof helloSchema>;

export const helloAnswerSchema = v.object({
  protocol: v.literal(1),
  serverTime: instantSchema,
  incarnation: v.string(),
  safeReceipt: countSchema,
  missing: v.array(v.object({ epoch: v.string(), from: sequenceSchema, to: sequenceSchema })),
  status: v.picklist(['ok', 'revoked']),
  /** Seconds until the phone should ask again when it has nothing to send. */
  nextSyncAfter: countSchema,
  packageEtag: v.nullable(v.string()),
});
export type HelloAnswer = v.InferOutput<typeof helloAnswerSchema>;

export const pullAnswerSchema = v.object({
  items: v.array(v.looseObject({ kind: v.string(), cursor: v.string() })),
  cursor: v.string(),
});
export type PullAnswer = v.InferOutput<typeof pullAnswerSchema>;

/** `GET /healthz` and `GET /readyz`. */
export const healthSchema = v.object({
  status: v.literal('ok'),
  version: v.string(),
  storage: v.string(),
});
