import * as v from 'valibot';
import {
  type Instant,
  type Sha256Hex,
  type Uuid7,
  isInstant,
  isSha256Hex,
  isUuid7,
} from '../kernel/index.ts';

export const uuid7Schema = v.custom<Uuid7>(isUuid7, 'UUIDv7 in lower case');
export const sha256Schema = v.custom<Sha256Hex>(isSha256Hex, 'SHA-256 in lower-case hexadecimal');
export const instantSchema = v.custom<Instant>(isInstant, 'UTC ISO 8601 with milliseconds');
export const countSchema = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
export const sequenceSchema = v.pipe(v.number(), v.safeInteger(), v.minValue(1));
export const durationMsSchema = v.pipe(v.number(), v.finite(), v.minValue(0));
/** A short text that people or devices give to things: never empty, no control characters. */
export const labelSchema = v.pipe(
  v.string(),
  v.minLength(1),
  v.maxLength(200),
  // eslint-disable-next-line no-control-regex -- control characters are what this refuses
  v.regex(/^[^\u0000-\u001f\u007f]*$/),
);
/** Any JSON object; its content is judged elsewhere. */
export const jsonObjectSchema = v.custom<Record<string, unknown>>(
  (input) => typeof input === 'object' && input !== null && !Array.isArray(input),
  'a JSON object',
);
