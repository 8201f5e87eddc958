import * as v from 'valibot';
import { instantSchema, jsonObjectSchema, labelSchema, uuid7Schema } from './scalars.ts';

/** `POST /enrolments`: which surveyor gets a phone. */
export const enrolmentRequestSchema = v.object({ surveyor: labelSchema });

/** A one-use code, and the text of the QR that carries it with the server's origin. */
export const enrolmentSchema = v.object({
  code: v.string(),
  expiresAt: instantSchema,
  qr: v.string(),
});
export type Enrolment = v.InferOutput<typeof enrolmentSchema>;

export const redeemRequestSchema = v.object({
  code: v.pipe(v.string(), v.minLength(1), v.maxLength(100)),
  deviceName: labelSchema,
  platform: labelSchema,
  publicKey: v.optional(jsonObjectSchema),
});
export type RedeemRequest = v.InferOutput<typeof redeemRequestSchema>;

export const areaSchema = v.object({ code: v.string(), name: v.string() });

export const redeemAnswerSchema = v.object({
  deviceId: uuid7Schema,
  deviceToken: v.string(),
  surveyor: v.object({ username: v.string(), name: v.string() }),
  areas: v.array(areaSchema),
  serverTime: instantSchema,
});
export type RedeemAnswer = v.InferOutput<typeof redeemAnswerSchema>;
