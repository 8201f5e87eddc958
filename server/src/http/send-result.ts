import type { Context } from 'hono';
import type { ResultCase } from '../use-cases/kept-results.ts';
import type { Actor } from '../use-cases/people-cases.ts';
import { namesExactly } from './entity-tag.ts';
import { refused } from './refused.ts';

/** Who asks for which result. */
interface AskedResult<Query> {
  readonly actor: Actor;
  readonly waveId: string;
  readonly query: Query;
}

/**
 * Answers: a result as JSON, or that the reader has it already.
 * Shape:   its tag is a name of the state of the data, which only those were told who were sent it: so who names it gets 304
 *          before anything is computed. Each is asked again before it is used, and no cache between keeps it for others.
 * Source:  RFC 9110, 13.1.2; RFC 9111, 5.2.2.
 * Rule:    A-103
 */
export async function sendResult<Value, Query = never>(
  c: Context,
  result: ResultCase<Query, Value>,
  { actor, waveId, query }: AskedResult<Query>,
): Promise<Response> {
  const tag = result.tag(actor, waveId, query);
  if (namesExactly(c.req.header('If-None-Match'), tag)) return unchanged(c, tag);
  const made = await result.ask(actor, waveId, query, c.req.raw.signal);
  if (!made.ok) return refused(c, made.error);
  tell(c, tag);
  c.header('Content-Type', 'application/json');
  return c.body(made.value.bytes);
}

/** Names the state of a result to the one who is sent it. */
function tell(c: Context, tag: string): void {
  c.header('ETag', tag);
  c.header('Cache-Control', 'private, no-cache');
}

/** Answers: that the reader has it already. */
function unchanged(c: Context, tag: string): Response {
  tell(c, tag);
  return c.body(null, 304);
}
