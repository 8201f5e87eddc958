import * as v from 'valibot';
import { instantSchema } from './scalars.ts';

/** `POST /enrolments/confirm`: the code that the surveyor of an enrolled phone was given. */
export const confirmRequestSchema = v.object({
  code: v.pipe(v.string(), v.minLength(1), v.maxLength(100)),
});

/** Whose phone and code these are. Members may be added. */
export const confirmAnswerSchema = v.object({
  surveyor: v.object({ username: v.string(), name: v.string() }),
  serverTime: instantSchema,
});
export type ConfirmAnswer = v.InferOutput<typeof confirmAnswerSchema>;
