import type { Instant, Uuid7 } from '@sipas/shared/kernel';

/** What is timed or random comes from outside, so that a test can hold it still. */
export interface Clock {
  /** Answers: this moment, in UTC with milliseconds. */
  now(): Instant;
}

export interface Ids {
  /** Answers: a fresh UUIDv7. */
  uuid7(): Uuid7;
}

export interface Random {
  /** Answers: so many bytes that nobody can guess. */
  bytes(count: number): Uint8Array;
}

/** Where the server tells of itself. Never given an answer of a respondent, a code or a token. */
export interface Log {
  info(fields: Readonly<Record<string, unknown>>, message: string): void;
  error(fields: Readonly<Record<string, unknown>>, message: string): void;
}
