import * as v from 'valibot';
import {
  countSchema,
  instantSchema,
  jsonObjectSchema,
  labelSchema,
  uuid7Schema,
} from './scalars.ts';

export const enrolmentPurposes = ['phone', 'pin'] as const;
export type EnrolmentPurpose = (typeof enrolmentPurposes)[number];

/**
 * `POST /enrolments`: which surveyor gets a phone, or which adopted phone of theirs gets a way to speak again; or who may choose
 * a new PIN on the phone that they have.
 */
export const enrolmentRequestSchema = v.pipe(
  v.object({
    surveyor: labelSchema,
    device: v.optional(uuid7Schema),
    purpose: v.optional(v.picklist(enrolmentPurposes), 'phone'),
  }),
  v.check(({ device, purpose }) => device === undefined || purpose === 'phone', 'device'),
);

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
  /** The office compares a number with the phone before it trusts it; absent where it does not. */
  compares: v.optional(v.literal(true)),
});
export type RedeemAnswer = v.InferOutput<typeof redeemAnswerSchema>;

/** `GET /unknown-devices`: phones whose token the store does not know. Of those that only called nothing vouches for any word. */
export const unknownPhoneListSchema = v.object({
  devices: v.array(
    v.object({
      deviceId: v.string(),
      /** Account whose phone it is, where its id is known; else null. */
      surveyor: v.nullable(v.string()),
      /** Not enrolled here; enrolled here, but called with another token since it was heard; taken in and awaited. */
      standing: v.picklist(['unknown', 'other-token', 'taken-in']),
      /** When it was heard last under its own token; null: never. */
      heardAt: v.nullable(instantSchema),
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

/** `POST /devices/{id}/comparison`: is the number on the phone the one that the office sees? */
export const comparisonRequestSchema = v.object({ matches: v.boolean() });
