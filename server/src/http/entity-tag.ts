import { createHash } from 'node:crypto';
import type { Context } from 'hono';

/**
 * Answers: the tag of an answer that is made of these: the same data give the same tag, other data another one.
 * Shape:   parts of JSON, one after the other, so that a long table is never one text → a strong tag with its quotes.
 * Source:  RFC 9110, 8.8.3.
 * Rule:    X-73
 */
export function tagOf(parts: Iterable<unknown>): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(`${JSON.stringify(part)}\n`);
  return `"${hash.digest('base64url')}"`;
}

/** Answers: the tag of bytes. */
export const tagOfBytes = (bytes: Uint8Array): string =>
  `"${createHash('sha256').update(bytes).digest('base64url')}"`;

/** A tag that compression marked as weak on its way still names the same content (RFC 9110, 13.1.2). */
export function namesTag(header: string | undefined, tag: string): boolean {
  return (header ?? '')
    .split(',')
    .map((part) => part.trim().replace(/^W\//, ''))
    .some((part) => part === tag || part === '*');
}

/** Whether this very tag was told before: `*`, which everybody knows, names none. */
export const namesExactly = (header: string | undefined, tag: string): boolean =>
  header !== undefined && header.trim() !== '*' && namesTag(header, tag);

/** Names the content of the answer; whoever has it already gets 304 and no body: null where the body is wanted. */
export function unlessChanged(c: Context, tag: string): Response | null {
  c.header('ETag', tag);
  c.header('Cache-Control', 'private, no-cache');
  return namesTag(c.req.header('If-None-Match'), tag) ? c.body(null, 304) : null;
}
