import * as v from 'valibot';
import { canonicalJson } from '../kernel/index.ts';
import { type Answers, isMissing } from '../response/index.ts';
import {
  durationMsSchema,
  instantSchema,
  labelSchema,
  sequenceSchema,
  sha256Schema,
  uuid7Schema,
} from './scalars.ts';

export const envelopeKinds = ['final', 'partial', 'correction', 'withdrawal', 'visit'] as const;
export type EnvelopeKind = (typeof envelopeKinds)[number];

/** What an answer may look like at all; whether it fits its question is judged by `response`. */
function isAnswers(input: unknown): input is Answers {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) return false;
  for (const key in input) if (!isAnswer((input as Record<string, unknown>)[key])) return false;
  return true;
}

function isAnswer(input: unknown): boolean {
  if (typeof input === 'string') return true;
  if (typeof input === 'number') return Number.isFinite(input);
  if (Array.isArray(input)) return input.every((option) => typeof option === 'string');
  if (typeof input !== 'object' || input === null) return false;
  return isMissing(input as never) && typeof (input as { missing: unknown }).missing === 'string';
}

function isParadata(input: unknown): input is Paradata {
  if (typeof input !== 'object' || input === null) return false;
  const questions = (input as { questions?: unknown }).questions;
  if (typeof questions !== 'object' || questions === null || Array.isArray(questions)) return false;
  for (const key in questions)
    if (!isTiming((questions as Record<string, unknown>)[key])) return false;
  return true;
}

function isTiming(input: unknown): boolean {
  if (!Array.isArray(input) || input.length !== 3) return false;
  return input.every((part) => typeof part === 'number' && Number.isFinite(part) && part >= 0);
}

/** How the interview went, per question: visits, milliseconds, changes of the answer. */
export interface Paradata {
  readonly questions: Readonly<
    Record<string, readonly [visits: number, ms: number, changes: number]>
  >;
}

export const bodySchema = v.strictObject({
  unit: v.strictObject({ commune: v.string(), village: v.string() }),
  household: v.optional(v.pipe(v.string(), v.maxLength(100))),
  mode: v.pipe(v.string(), v.regex(/^[a-z][a-z0-9_-]{0,39}$/i)),
  language: v.pipe(v.string(), v.regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/)),
  consent: v.strictObject({
    given: v.boolean(),
    at: instantSchema,
    textVersion: v.pipe(v.string(), v.maxLength(100)),
  }),
  answers: v.custom<Answers>(isAnswers, 'answers by question code'),
  paradata: v.optional(v.custom<Paradata>(isParadata, 'visits, ms and changes by question code')),
});
export type ResponseBody = v.InferOutput<typeof bodySchema>;

export const sealedSchema = v.strictObject({
  keyId: v.string(),
  enc: v.string(),
  ciphertext: v.string(),
});

const headerEntries = {
  v: v.literal(1),
  deviceId: uuid7Schema,
  epoch: v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{1,64}$/)),
  seq: sequenceSchema,
  /** Hash of the envelope before in the chain; null (or empty) for the first. */
  prevHash: v.union([sha256Schema, v.literal(''), v.null()]),
  responseId: uuid7Schema,
  revision: sequenceSchema,
  kind: v.picklist(envelopeKinds),
  waveId: uuid7Schema,
  instrument: v.strictObject({ id: labelSchema, version: sha256Schema }),
  catalogue: v.pipe(v.string(), v.maxLength(40)),
  clock: v.strictObject({
    wall: instantSchema,
    utcOffsetMin: v.pipe(v.number(), v.safeInteger(), v.minValue(-1440), v.maxValue(1440)),
    activeMs: durationMsSchema,
    /** Null where the app was started anew since the last contact: the monotonic clock does not reach back. */
    sinceContactMs: v.nullable(durationMsSchema),
  }),
  hash: sha256Schema,
  sig: v.nullable(v.string()),
};

/** A record as it travels: written once, on the phone, when a form is finished; never changed after. */
export const envelopeSchema = v.union([
  v.strictObject({ ...headerEntries, body: bodySchema }),
  v.strictObject({ ...headerEntries, sealed: sealedSchema }),
]);
export const clearEnvelopeSchema = v.strictObject({ ...headerEntries, body: bodySchema });
export const sealedEnvelopeSchema = v.strictObject({ ...headerEntries, sealed: sealedSchema });
export type ClearEnvelope = v.InferOutput<typeof clearEnvelopeSchema>;
export type SealedEnvelope = v.InferOutput<typeof sealedEnvelopeSchema>;
export type Envelope = ClearEnvelope | SealedEnvelope;

/** An envelope before its hash is taken. */
export type UnhashedEnvelope = Omit<ClearEnvelope, 'hash' | 'sig'>;

/**
 * Answers: the text whose SHA-256 is the hash of an envelope.
 * Shape:   an envelope, with or without `hash` and `sig` → canonical JSON of all other members.
 * Errors:  throws TypeError on what canonical JSON cannot carry (see K-01).
 * Source:  contract of the wire, protocol 1.
 * Rule:    W-01
 */
export function envelopeHashInput(envelope: object): string {
  const { hash: _hash, sig: _sig, ...hashed } = envelope as { hash?: unknown; sig?: unknown };
  return canonicalJson(hashed);
}
