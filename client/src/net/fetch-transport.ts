import { canonicalInstrument } from '@sipas/shared/questionnaire';
import {
  type FieldPackage,
  confirmAnswerSchema,
  fieldPackageSchema,
  helloAnswerSchema,
  protocolVersion,
  pullAnswerSchema,
  heardAnswerSchema,
  redeemAnswerSchema,
} from '@sipas/shared/wire';
import type { Transport } from '../ports/transport.ts';
import {
  type Call,
  type HttpParts,
  createHttpCalls,
  jsonBody,
  longMs,
  shortMs,
} from './http-calls.ts';

/**
 * Answers: the way to the server over HTTP.
 * Shape:   an answer counts only when its body has the shape of the wire; a problem only as problem+json. All else (no
 *          network, time-out, redirect, a captive portal's page, another batch, a questionnaire that is not the one of
 *          its hash) is `offline`: nothing is known.
 * Errors:  throws never.
 * Source:  contract of the wire, protocol 1.
 * Rule:    O-10
 */
export function createFetchTransport(parts: HttpParts): Transport {
  const { reach, replyOf } = createHttpCalls(parts);
  /** Told each time: who answers may be a server that was put back to before it heard. */
  async function withKey<Said extends object>(said: Said): Promise<Said> {
    const publicKey = (await parts.publicKey?.()) ?? null;
    return publicKey === null ? said : { ...said, publicKey };
  }
  return {
    async redeem(request) {
      const path = '/enrolments/redeem';
      const arrived = await reach({
        method: 'POST',
        path,
        timeoutMs: shortMs,
        ...jsonBody(await withKey(request)),
      });
      return replyOf(arrived, redeemAnswerSchema);
    },

    async confirmSurveyor(token, code, draftKey) {
      const arrived = await reach({
        method: 'POST',
        path: '/enrolments/confirm',
        token,
        timeoutMs: shortMs,
        ...jsonBody({ code, draftKey }),
      });
      return replyOf(arrived, confirmAnswerSchema);
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
        ...jsonBody(await withKey(hello)),
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
      const reply = replyOf(arrived, heardAnswerSchema);
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
