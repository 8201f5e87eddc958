import type { Context } from 'hono';
import { type Result, ok, refuse } from '@sipas/shared/kernel';
import type { ProblemCode } from '@sipas/shared/problems';
import { inflate, isGzip } from '../use-cases/sync/index.ts';

/** Bounds of a body of lines, as it travels and inflated. */
export interface BodyLimits {
  readonly wireBytes: number;
  readonly inflatedBytes: number;
  /** A file may be compressed by itself, without a header that says so. */
  readonly mayBeGzipFile: boolean;
}

type BodyRefusal = Extract<
  ProblemCode,
  'request.media-type' | 'batch.too-large' | 'batch.unreadable'
>;

/**
 * Answers: the lines that a request carries, inflated.
 * Errors:  request.media-type for another encoding than gzip; batch.too-large as soon as a bound is passed, without
 *          reading on; batch.unreadable where the compression is broken or the body ends early.
 * Rule:    A-18
 */
export async function readBatchBody(
  c: Context,
  limits: BodyLimits,
): Promise<Result<Buffer, BodyRefusal>> {
  const encoding = (c.req.header('Content-Encoding') ?? 'identity').trim().toLowerCase();
  if (!['identity', 'gzip', 'x-gzip'].includes(encoding)) return refuse('request.media-type');
  const body = await readBytes(c, limits.wireBytes);
  if (typeof body === 'string') return refuse(body);
  const isCompressed = encoding !== 'identity' || (limits.mayBeGzipFile && isGzip(body));
  if (!isCompressed)
    return body.length > limits.inflatedBytes ? refuse('batch.too-large') : ok(body);
  const inflated = await inflate(body, limits.inflatedBytes);
  if (inflated === 'too-large') return refuse('batch.too-large');
  return inflated === 'unreadable' ? refuse('batch.unreadable') : ok(inflated);
}

async function readBytes(
  c: Context,
  mostBytes: number,
): Promise<Buffer | 'batch.too-large' | 'batch.unreadable'> {
  const announced = Number(c.req.header('Content-Length') ?? Number.NaN);
  if (announced > mostBytes) return 'batch.too-large';
  try {
    // The HTTP parser holds a body to its announced length, so it may be taken in one piece.
    if (Number.isFinite(announced)) return Buffer.from(await c.req.arrayBuffer());
    return await collect(c.req.raw.body, mostBytes);
  } catch {
    // The sender went away in the middle; whoever still listens may send again.
    return 'batch.unreadable';
  }
}

const dropFactor = 32;

async function collect(
  stream: ReadableStream<Uint8Array> | null,
  mostBytes: number,
): Promise<Buffer | 'batch.too-large'> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of stream ?? []) {
    length += chunk.byteLength;
    // What is too much is read on and dropped up to a bound, so that the sender hears why.
    if (length > mostBytes * dropFactor) return 'batch.too-large';
    if (length <= mostBytes) chunks.push(chunk);
  }
  return length > mostBytes ? 'batch.too-large' : Buffer.concat(chunks);
}
