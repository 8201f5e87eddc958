import type { IncomingMessage } from 'node:http';
import type { Context } from 'hono';
import { type Result, ok, refuse } from '@sipas/shared/kernel';
import type { ProblemCode } from '@sipas/shared/problems';
import { type FilePiece, inflate, inflateFile } from '../use-cases/sync/index.ts';
import { type ReadFailure, readIncoming } from './read-incoming.ts';

/** Bounds of a body of lines, as it travels and inflated. */
export interface BodyLimits {
  readonly wireBytes: number;
  readonly inflatedBytes: number;
}

type BodyRefusal = Extract<
  ProblemCode,
  'request.media-type' | 'batch.too-large' | 'batch.unreadable' | 'server.busy'
>;

/**
 * Answers: the lines that a request carries, inflated.
 * Errors:  request.media-type for another encoding than gzip; batch.too-large as soon as a bound is passed, without
 *          reading on; batch.unreadable where the compression is broken or the body ends early; server.busy where `hold`
 *          has no room for more, or the body comes too slowly.
 * Rule:    A-18
 */
export async function readBatchBody(
  c: Context,
  limits: BodyLimits,
  hold: (bytes: number) => boolean,
): Promise<Result<Buffer, BodyRefusal>> {
  const encoding = encodingOf(c);
  if (encoding === null) return refuse('request.media-type');
  const read = await readBytes(c, limits.wireBytes, hold);
  if (!read.ok) return read;
  const body = read.value;
  if (encoding === 'identity')
    return body.length > limits.inflatedBytes ? refuse('batch.too-large') : ok(body);
  const inflated = await inflate(body, limits.inflatedBytes);
  if (inflated === 'too-large') return refuse('batch.too-large');
  if (inflated === 'unreadable') return refuse('batch.unreadable');
  return hold(inflated.length) ? ok(inflated) : refuse('server.busy');
}

/**
 * Answers: a file as a request carries it. A file may be compressed by itself, without a header that says so.
 * Errors:  as of a body.
 */
export async function readFileBody(
  c: Context,
  mostBytes: number,
): Promise<Result<Buffer, BodyRefusal>> {
  return encodingOf(c) === null
    ? refuse('request.media-type')
    : readBytes(c, mostBytes, () => true);
}

/**
 * Answers: what a file holds, as far as it can be read: one that is broken or ends early has pieces, which say so.
 * Errors:  batch.too-large as soon as the bound is passed.
 */
export async function inflateBody(
  body: Buffer,
  mostBytes: number,
): Promise<Result<readonly FilePiece[], BodyRefusal>> {
  const pieces = await inflateFile(body, mostBytes);
  return pieces === 'too-large' ? refuse('batch.too-large') : ok(pieces);
}

function encodingOf(c: Context): 'identity' | 'gzip' | null {
  const encoding = (c.req.header('Content-Encoding') ?? 'identity').trim().toLowerCase();
  if (encoding === 'identity') return 'identity';
  return encoding === 'gzip' || encoding === 'x-gzip' ? 'gzip' : null;
}

async function readBytes(
  c: Context,
  mostBytes: number,
  hold: (bytes: number) => boolean,
): Promise<Result<Buffer, BodyRefusal>> {
  const announced = Number(c.req.header('Content-Length') ?? Number.NaN);
  if (announced > mostBytes) return refuse('batch.too-large');
  const incoming = (c.env as { incoming?: IncomingMessage } | undefined)?.incoming;
  const body =
    incoming === undefined
      ? Buffer.from(await c.req.arrayBuffer())
      : await readIncoming(incoming, mostBytes, hold);
  if (typeof body === 'string') return refuse(refusalOf(c, body));
  return body.length > mostBytes ? refuse('batch.too-large') : ok(body);
}

function refusalOf(c: Context, failure: ReadFailure): BodyRefusal {
  if (failure === 'too-large') return 'batch.too-large';
  // The sender went away in the middle; whoever still listens may send again.
  if (failure === 'broken') return 'batch.unreadable';
  // Nobody reads on what comes too slowly: the connection ends with the answer.
  if (failure === 'too-slow') c.header('Connection', 'close');
  return 'server.busy';
}
