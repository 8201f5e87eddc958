import type { Brand } from './brand.ts';

/** A UUID of version 7 in lower case: unique, and in order of making. */
export type Uuid7 = Brand<string, 'Uuid7'>;
/** SHA-256 as 64 lower-case hexadecimal digits. */
export type Sha256Hex = Brand<string, 'Sha256Hex'>;
/** The statistics office's code of a unit. Codes are reused in history: the key is code + day. */
export type UnitCode = Brand<string, 'UnitCode'>;

const uuid7Pattern = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const sha256Pattern = /^[0-9a-f]{64}$/;

/** Answers: is this text a UUIDv7 in lower case (RFC 9562, 5.7)? */
export const isUuid7 = (text: unknown): text is Uuid7 =>
  typeof text === 'string' && uuid7Pattern.test(text);

/** Answers: is this text a SHA-256 in lower-case hexadecimal? */
export const isSha256Hex = (text: unknown): text is Sha256Hex =>
  typeof text === 'string' && sha256Pattern.test(text);
