import * as v from 'valibot';
import {
  countSchema,
  instantSchema,
  jsonObjectSchema,
  labelSchema,
  uuid7Schema,
} from './scalars.ts';

/** `POST /enrolments`: which surveyor gets a phone, or which adopted phone of theirs gets a way to speak again. */
export const enrolmentRequestSchema = v.object({
  surveyor: labelSchema,
  device: v.optional(uuid7Schema),
});

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
  /** The enrolments that this phone holds, where it asks to go on with one of them rather than for a new one. */
  renews: v.optional(v.pipe(v.array(uuid7Schema), v.maxLength(100))),
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

/** `GET /unknown-devices`: phones that the store does not know. Of those that only called nothing vouches for any word. */
export const unknownPhoneListSchema = v.object({
  devices: v.array(
    v.object({
      deviceId: v.string(),
      /** Account whose phone it is, where it was taken in and is awaited, or lines of it still wait; else null. */
      surveyor: v.nullable(v.string()),
      firstSeenAt: instantSchema,
      lastSeenAt: instantSchema,
      /** Refused calls by the network. */
      tries: countSchema,
      /** Lines in files that wait, and of how many forms. */
      lines: countSchema,
      forms: countSchema,
      /** Codes of the communes of these forms, as far as they are known. */
      communes: v.array(v.string()),
    }),
  ),
});
export type UnknownPhone = v.InferOutput<typeof unknownPhoneListSchema>['devices'][number];

/** `POST /unknown-devices/{id}/adoption`: whose phone it is. */
export const adoptionRequestSchema = v.object({ surveyor: labelSchema });
