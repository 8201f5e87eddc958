import type { Context } from 'hono';
import { type ProblemCode, problemKind, waitWords } from '@sipas/shared/problems';

/**
 * Answers: in which language does the reader want to be told what went wrong?
 * Shape:   English where Accept-Language ranks it above Vietnamese; else Vietnamese.
 */
export function languageOf(c: Context): 'vi' | 'en' {
  const header = c.req.header('Accept-Language') ?? '';
  const weights = new Map<string, number>();
  for (const part of header.split(',')) {
    const [tag = '', ...params] = part.trim().toLowerCase().split(';');
    const weight = Number(/^\s*q=([\d.]+)\s*$/.exec(params.join(';'))?.[1] ?? 1);
    const language = tag.split('-', 1)[0] ?? '';
    weights.set(language, Math.max(weights.get(language) ?? 0, weight));
  }
  return (weights.get('en') ?? 0) > (weights.get('vi') ?? 0) ? 'en' : 'vi';
}

/**
 * Answers: a refusal as it travels: problem+json by the catalogue, in the reader's language.
 * Shape:   code, and what exactly it concerns where that helps → response with the status of the code. A wait that a person
 *          sits out is told in words too, beside Retry-After.
 * Source:  RFC 9457, with the members `code`, `recovery` and `requestId` of the contract.
 */
export function problem(
  c: Context,
  code: ProblemCode,
  extra: { readonly detail?: string; readonly retryAfterSeconds?: number } = {},
): Response {
  const kind = problemKind(code);
  // A code of one line of a batch has no status of its own; as an answer to a whole request it is a refusal.
  const status = kind.status < 400 ? 422 : kind.status;
  const language = languageOf(c);
  const text = kind[language];
  const { retryAfterSeconds } = extra;
  const body = {
    type: `urn:sipas:problem:${code}`,
    title: text,
    status,
    code,
    recovery: kind.recovery,
    detail: [
      extra.detail === undefined || extra.detail === '' ? text : `${text} (${extra.detail})`,
      ...(retryAfterSeconds === undefined ? [] : [waitWords(retryAfterSeconds)[language]]),
    ].join(' '),
    requestId: requestIdOf(c),
  };
  if (retryAfterSeconds !== undefined) c.header('Retry-After', String(retryAfterSeconds));
  c.header('Content-Type', 'application/problem+json');
  return c.body(JSON.stringify(body), status as never);
}

/** A part of the interface that is asked by itself, in a test, has no request id. */
function requestIdOf(c: Context): string {
  const id: unknown = c.get('requestId');
  return typeof id === 'string' ? id : '';
}
