import * as v from 'valibot';
import { areaSchema } from './enrolment.ts';
import { roles } from './roles.ts';
import { countSchema, instantSchema, labelSchema } from './scalars.ts';

/** A password as it is typed; what it must be is told by a code of its own. */
const typedPasswordSchema = v.pipe(v.string(), v.minLength(1), v.maxLength(1000));

/** `POST /session/password`. */
export const passwordChangeSchema = v.object({
  current: typedPasswordSchema,
  password: typedPasswordSchema,
});

/** Where a person is signed in. */
export const personSessionSchema = v.object({
  /** It names the session and opens nothing. */
  id: v.string(),
  /** Browser and system, as far as they are known; '' where they are not. */
  device: v.string(),
  openedAt: instantSchema,
  lastSeenAt: instantSchema,
  expiresAt: instantSchema,
  /** The one that asks. */
  current: v.boolean(),
});
export type PersonSession = v.InferOutput<typeof personSessionSchema>;
export const personSessionListSchema = v.object({ sessions: v.array(personSessionSchema) });

/** `GET /session/second-factor`. */
export const secondFactorSchema = v.object({
  setting: v.picklist(['off', 'optional', 'required']),
  isOn: v.boolean(),
  /** Codes on paper that are left. */
  recoveryCodes: countSchema,
});
export type SecondFactorState = v.InferOutput<typeof secondFactorSchema>;

/** `POST /session/second-factor` and its removal: who sits there must know the password. */
export const passwordProofSchema = v.object({ password: typedPasswordSchema });
/** The secret of an app of codes, told once: as text, and as what a QR says. */
export const secondFactorKeySchema = v.object({ key: v.string(), uri: v.string() });
export type SecondFactorKey = v.InferOutput<typeof secondFactorKeySchema>;
/** `POST /session/second-factor/confirmation`. */
export const oneTimeCodeSchema = v.object({
  code: v.pipe(v.string(), v.minLength(1), v.maxLength(100)),
});
export const recoveryCodesSchema = v.object({ codes: v.array(v.string()) });

/** An account, as those who look after it see it. */
export const userSchema = v.object({
  username: v.string(),
  name: v.string(),
  role: v.picklist(roles),
  areas: v.array(areaSchema),
  hasSecondFactor: v.boolean(),
  /** How often it is signed in now. */
  sessions: countSchema,
});
export type UserSummary = v.InferOutput<typeof userSchema>;
export const userListSchema = v.object({ users: v.array(userSchema) });

/** `POST /users`. */
export const newUserSchema = v.object({
  username: labelSchema,
  name: labelSchema,
  role: v.picklist(roles),
  areas: v.pipe(v.array(labelSchema), v.minLength(1), v.maxLength(200)),
});
export type NewUser = v.InferOutput<typeof newUserSchema>;
/** A password that was made for somebody, told once. */
export const firstPasswordSchema = v.object({ username: v.string(), password: v.string() });
export type FirstPassword = v.InferOutput<typeof firstPasswordSchema>;
