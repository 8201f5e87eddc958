import type { Context } from 'hono';
import type { Refusal } from '../use-cases/refusal.ts';
import { problem } from './problem.ts';

/** Answers: the refusal of a use case as the response that its code in the catalogue asks for. */
export function refused(c: Context, { code, detail, retryAfterSeconds }: Refusal): Response {
  if (retryAfterSeconds !== undefined) c.header('Retry-After', String(retryAfterSeconds));
  return detail === undefined ? problem(c, code) : problem(c, code, { detail });
}
