import { canonicalInstrument } from '@sipas/shared/questionnaire';
import {
  type FieldPackage,
  fieldPackageSchema,
  helloAnswerSchema,
  problemSchema,
  protocolVersion,
  pullAnswerSchema,
  pushAnswerSchema,
  redeemAnswerSchema,
} from '@sipas/shared/wire';
import * as v from 'valibot';
import type { Clock } from '../ports/clock.ts';
import type { Reply, Transport } from '../ports/transport.ts';
import { retryAfterMs } from './retry-after.ts';

const shortMs = 20_000;
/** A push or a package on a slow network of the countryside. */
const longMs = 90_000;

export interface FetchTransportParts {
  /** Where the interface is, without a slash at the end: https://sipas.example/api/v1. */
  readonly baseUrl: string;
  readonly fetch: typeof fetch;
  readonly clock: Clock;
  /** Language of the problems' texts. */
  readonly language: () => string;
}

interface Call {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly token?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: BodyInit;
  readonly timeoutMs: number;
}

/** An answer that came from the server, its body read. */
interface Arrived {
  readonly status: number;
  readonly headers: Headers;
  readonly json: unknown;
}

/**
 * Answers: the way to the server over HTTP.
 * Shape:   an answer counts only when its body has the shape of the wire; a problem only as problem+json. All else (no
 *          network, time-out, redirect, a captive portal's page, another batch, a questionnaire that is not the one of
 *          its hash) is `offline`: nothing is known.
 * Errors:  throws never.
 * Source:  contract of the wire, protocol 1.
 * Rule:    O-10
 */
export function createFetchTransport({
  baseUrl,
  fetch: send,
  clock,
  language,
}: FetchTransportParts): Transport {
  async function reach(call: Call): Promise<Arrived | null> {
    const abort = new AbortController();
    const timer = setTimeout(() => abort.abort(), call.timeoutMs);
    try {
      const response = await send(baseUrl + call.path, {
        method: call.method,
        headers: {
          Accept: 'application/json, application/problem+json',
          'Accept-Language': language(),
          ...(call.token === undefined ? {} : { Authorization: `Bearer ${call.token}` }),
          ...call.headers,
        },
        ...(call.body === undefined ? {} : { body: call.body }),
        cache: 'no-store',
        credentials: 'omit',
        redirect: 'error',
        referrerPolicy: 'no-referrer',
        signal: abort.signal,
      });
      const { status, headers } = response;
      return { status, headers, json: status === 304 ? null : await response.json() };
    } catch {
      // No network, no JSON, too slow: the same to the phone, whose forms stay where they are.
      return null;
    } finally {
      clearTimeout(timer);
    }
  }

  function replyOf<T>(arrived: Arrived | null, schema: v.GenericSchema<unknown, T>): Reply<T> {
    if (arrived === null) return { tag: 'offline' };
    const { status, headers, json } = arrived;
    if (status === 200 || status === 201) {
      const read = v.safeParse(schema, json);
      return read.success ? { tag: 'answer', value: read.output } : { tag: 'offline' };
    }
    const problem = v.safeParse(problemSchema, json);
    if (!problem.success) return { tag: 'offline' };
    const wait = retryAfterMs(headers.get('Retry-After'), clock.wallMs());
    return { tag: 'problem', problem: problem.output, retryAfterMs: wait };
  }

  const json = (value: unknown) => ({
    body: JSON.stringify(value),
    headers: { 'Content-Type': 'application/json' },
  });

  return {
    async redeem(request) {
      const path = '/enrolments/redeem';
      const arrived = await reach({ method: 'POST', path, timeoutMs: shortMs, ...json(request) });
      return replyOf(arrived, redeemAnswerSchema);
    },

    async fieldPackage(token, etag) {
      const arrived = await reach({
        method: 'GET',
        path: '/field-package',
        token,
        timeoutMs: longMs,
        ...(etag === null ? {} : { headers: { 'If-None-Match': etag } }),
      });
      if (arrived?.status === 304) return { tag: 'answer', value: 'not-modified' };
      const reply = replyOf(arrived, fieldPackageSchema);
      if (reply.tag !== 'answer') return reply;
      if (!(await bearsItsVersions(reply.value))) return { tag: 'offline' };
      return {
        tag: 'answer',
        value: { value: reply.value, etag: arrived?.headers.get('ETag') ?? null },
      };
    },

    async hello(token, hello) {
      const path = '/sync/hello';
      const arrived = await reach({
        method: 'POST',
        path,
        token,
        timeoutMs: shortMs,
        ...json(hello),
      });
      return replyOf(arrived, helloAnswerSchema);
    },

    async push(token, { lines, ...head }) {
      const text = [JSON.stringify({ protocol: protocolVersion, ...head }), ...lines].join('\n');
      const arrived = await reach({
        method: 'POST',
        path: '/sync/push',
        token,
        timeoutMs: longMs,
        ...(await zipped(`${text}\n`)),
      });
      const reply = replyOf(arrived, pushAnswerSchema);
      return reply.tag === 'answer' && reply.value.batchId !== head.batchId
        ? { tag: 'offline' }
        : reply;
    },

    async pull(token, cursor) {
      const query = cursor === null ? '' : `?cursor=${encodeURIComponent(cursor)}`;
      const path = `/sync/pull${query}`;
      const arrived = await reach({ method: 'GET', path, token, timeoutMs: shortMs });
      return replyOf(arrived, pullAnswerSchema);
    },
  };
}

/** The lines, gzipped where the browser can. */
async function zipped(text: string): Promise<Pick<Call, 'body' | 'headers'>> {
  const headers = { 'Content-Type': 'application/x-ndjson' };
  if (typeof CompressionStream === 'undefined') return { body: text, headers };
  const stream = new Blob([text]).stream().pipeThrough(new CompressionStream('gzip'));
  const body = await new Response(stream).arrayBuffer();
  return { body, headers: { ...headers, 'Content-Encoding': 'gzip' } };
}

/** Is each questionnaire of the package the one whose hash names it? */
async function bearsItsVersions({ instruments }: FieldPackage): Promise<boolean> {
  for (const { version, definition } of instruments) {
    const bytes = new TextEncoder().encode(canonicalInstrument(definition));
    const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
    const hash = Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
    if (hash !== version) return false;
  }
  return true;
}
