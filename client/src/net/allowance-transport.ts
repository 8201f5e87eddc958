import { allowanceAnswerSchema } from '@sipas/shared/wire';
import type { AllowanceTransport } from '../ports/allowance.ts';
import { type HttpParts, createHttpCalls, jsonBody, longMs } from './http-calls.ts';

/** The way of allowance receipts over HTTP: the rules of O-10, its own door. */
export function createAllowanceTransport(parts: HttpParts): AllowanceTransport {
  const { reach, replyOf } = createHttpCalls(parts);
  return {
    async send(token, batch) {
      const path = '/sync/allowances';
      const call = { method: 'POST', path, token, timeoutMs: longMs, ...jsonBody(batch) } as const;
      return replyOf(await reach(call), allowanceAnswerSchema);
    },
  };
}
