import type { Context } from 'hono';
import type { Refusal } from '../use-cases/refusal.ts';
import { problem } from './problem.ts';

/** Answers: the refusal of a use case as the response that its code in the catalogue asks for. */
export function refused(c: Context, { code, ...extra }: Refusal): Response {
  return problem(c, code, extra);
}
