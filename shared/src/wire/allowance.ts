import * as v from 'valibot';
import { countSchema, instantSchema, labelSchema, uuid7Schema } from './scalars.ts';

/**
 * Bounds of one request and of one record. The largest hundred records still fit into one request: a point is at most
 * 11 bytes with its comma and brackets, so 800 of them are below 9 KiB.
 */
export const allowanceLimits = {
  items: 100,
  wireBytes: 1024 * 1024,
  nameCharacters: 100,
  amountVnd: 10_000_000,
  strokes: 60,
  points: 800,
  /** The grid on which a signature is drawn, whatever the screen: points from 0 to these. */
  width: 1000,
  height: 400,
} as const;

/** A place of the pen on the grid of the signature. */
export type SignaturePoint = readonly [x: number, y: number];
/** What the finger drew, one list a stroke. Empty where the name was typed and confirmed instead. */
export type Signature = readonly (readonly SignaturePoint[])[];

/**
 * Answers: is this a signature that can be kept: few enough strokes and points, whole numbers, inside the grid?
 * Shape:   at most 60 strokes of at least one point, 800 points together; x from 0 to 1000, y from 0 to 400.
 * Missing: no stroke at all is good: the name was typed instead.
 * Errors:  throws never, whatever the value.
 * Rule:    L-01
 */
export function isSignature(input: unknown): input is Signature {
  if (!Array.isArray(input) || input.length > allowanceLimits.strokes) return false;
  let points = 0;
  for (const stroke of input as unknown[]) {
    if (!Array.isArray(stroke) || stroke.length === 0) return false;
    points += stroke.length;
    if (points > allowanceLimits.points || !stroke.every(isPoint)) return false;
  }
  return true;
}

const isPoint = (point: unknown): boolean =>
  Array.isArray(point) &&
  point.length === 2 &&
  isOnGrid(point[0], allowanceLimits.width) &&
  isOnGrid(point[1], allowanceLimits.height);

const isOnGrid = (place: unknown, most: number): boolean =>
  typeof place === 'number' && Number.isInteger(place) && place >= 0 && place <= most;

const unprintable = /[\p{Cc}\p{Surrogate}]/u;

/**
 * Answers: is this the name of a person as a list of signatures prints it?
 * Shape:   text of 1 to 100 characters (code points), composed, without blanks around, controls or half characters.
 * Errors:  throws never.
 * Rule:    L-02
 */
export function isRecipientName(input: unknown): input is string {
  if (typeof input !== 'string' || input === '' || unprintable.test(input)) return false;
  if (input !== input.normalize('NFC').trim()) return false;
  return Array.from(input).length <= allowanceLimits.nameCharacters;
}

const placeSchema = v.pipe(
  v.string(),
  v.minLength(1),
  v.maxLength(100),
  v.check((place) => !unprintable.test(place) && place.trim() !== '', 'a printable text'),
);

/**
 * Who received the allowance, with the signature. It has an id of its own, and no member of it names a response.
 */
export const allowanceSchema = v.strictObject({
  v: v.literal(1),
  id: uuid7Schema,
  waveId: uuid7Schema,
  commune: placeSchema,
  village: placeSchema,
  household: v.nullable(placeSchema),
  amountVnd: v.pipe(
    v.number(),
    v.safeInteger(),
    v.minValue(1),
    v.maxValue(allowanceLimits.amountVnd),
  ),
  name: v.custom<string>(isRecipientName, 'a name'),
  strokes: v.custom<Signature>(isSignature, 'a signature'),
  signedAt: instantSchema,
});
export type Allowance = v.InferOutput<typeof allowanceSchema>;

/** `POST /sync/allowances`. Each item is judged by itself, so a bad one never holds up the others. */
export const allowanceBatchSchema = v.object({
  protocol: v.number(),
  deviceId: uuid7Schema,
  items: v.array(v.unknown()),
});
export type AllowanceBatch = v.InferOutput<typeof allowanceBatchSchema>;

export const allowanceOutcomes = ['stored', 'already-stored', 'quarantined'] as const;
export type AllowanceOutcome = (typeof allowanceOutcomes)[number];

/** What became of one record; in the order of the items. Every outcome means that the server holds it durably. */
export const allowanceReceiptSchema = v.object({
  /** Null where the item has none that could be read. */
  id: v.nullable(v.string()),
  outcome: v.picklist(allowanceOutcomes),
  code: v.optional(v.string()),
});
export type AllowanceReceipt = v.InferOutput<typeof allowanceReceiptSchema>;

export const allowanceAnswerSchema = v.object({
  protocol: v.literal(1),
  serverTime: instantSchema,
  receipts: v.array(allowanceReceiptSchema),
});
export type AllowanceAnswer = v.InferOutput<typeof allowanceAnswerSchema>;

/** One line of the list of signatures. */
export const allowanceRowSchema = v.object({
  /** Place in the store: tells two records of one id apart. */
  number: countSchema,
  commune: v.string(),
  communeName: v.string(),
  village: v.string(),
  household: v.nullable(v.string()),
  name: v.string(),
  amountVnd: countSchema,
  signedAt: instantSchema,
  receivedAt: instantSchema,
  surveyor: v.nullable(labelSchema),
  strokes: v.custom<Signature>(isSignature, 'a signature'),
  /** Null where it counts; else why it waits for a person. */
  code: v.nullable(v.string()),
  title: v.nullable(v.string()),
});
export type AllowanceRow = v.InferOutput<typeof allowanceRowSchema>;

/** `GET /waves/{id}/allowances`: one page of the list, and what the whole of it adds up to. */
export const allowanceListSchema = v.object({
  /** What the wave pays now; null where it pays nothing. */
  allowanceVnd: v.nullable(countSchema),
  /** Communes with signatures, in the order of their codes; what waits for a person is not counted. */
  communes: v.array(
    v.object({
      code: v.string(),
      name: v.string(),
      signatures: countSchema,
      amountVnd: countSchema,
      /** Records that wait for a person. */
      waiting: countSchema,
    }),
  ),
  /** Lines of the whole list, of which `rows` is a page. */
  total: countSchema,
  rows: v.array(allowanceRowSchema),
});
export type AllowanceList = v.InferOutput<typeof allowanceListSchema>;
