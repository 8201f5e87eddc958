import * as v from 'valibot';
import { canonicalJson } from '../kernel/index.ts';
import { sealedSchema } from './envelope.ts';
import { instantSchema } from './scalars.ts';

/** What HPKE is told when the key of open interviews is sealed to the office: nothing else opens as one. */
export const draftKeyInfo = 'sipas draft key 1';

/**
 * Answers: the text to which a sealed draft key is bound: the office opens it for this phone in the hands of this surveyor alone.
 * Source:  decision 108.
 */
export const draftKeyBeside = ({
  deviceId,
  surveyor,
}: {
  readonly deviceId: string;
  readonly surveyor: string;
}): string => canonicalJson({ deviceId, surveyor });

/**
 * `POST /enrolments/confirm`: the code that the surveyor of an enrolled phone was given, and (from phones with closed drafts) their
 * key as it was sealed to the office.
 */
export const confirmRequestSchema = v.object({
  code: v.pipe(v.string(), v.minLength(1), v.maxLength(100)),
  draftKey: v.optional(sealedSchema),
});

/** Whose phone and code these are, and the opened key in base64url where it opens. Members may be added. */
export const confirmAnswerSchema = v.object({
  surveyor: v.object({ username: v.string(), name: v.string() }),
  serverTime: instantSchema,
  draftKey: v.optional(v.string()),
});
export type ConfirmAnswer = v.InferOutput<typeof confirmAnswerSchema>;
