import { problemSchema } from '@sipas/shared/wire';
import * as v from 'valibot';
import type { Clock } from '../ports/clock.ts';
import type { Reply } from '../ports/transport.ts';
import { retryAfterMs } from './retry-after.ts';

export const shortMs = 20_000;
/** A push or a package on a slow network of the countryside. */
export const longMs = 90_000;

export interface HttpParts {
  /** Where the interface is, without a slash at the end: https://sipas.example/api/v1. */
  readonly baseUrl: string;
  readonly fetch: typeof fetch;
  readonly clock: Clock;
  /** Language of the problems' texts. */
  readonly language: () => string;
  /** The key by which this phone signs, to be told to the server; null where it has none. */
  readonly publicKey?: () => Promise<Readonly<Record<string, unknown>> | null>;
}

export interface Call {
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

/** Calls of the server's interface, and what their answers say. */
export interface HttpCalls {
  /** Answers: what came, whatever its status; null where nothing of the server did. */
  reach(call: Call): Promise<Arrived | null>;
  /** Answers: what came as the wire knows it; anything else is offline. */
  replyOf<T>(arrived: Arrived | null, schema: v.GenericSchema<unknown, T>): Reply<T>;
}

export const jsonBody = (value: unknown) => ({
  body: JSON.stringify(value),
  headers: { 'Content-Type': 'application/json' },
});

export function createHttpCalls({ baseUrl, fetch: send, clock, language }: HttpParts): HttpCalls {
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

  return { reach, replyOf };
}
