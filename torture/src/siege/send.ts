import { type Agent, request } from 'node:http';
import type { PushAnswer, Receipt } from '@sipas/shared/wire';
import type { HistoryEvent } from '../history.ts';
import type { Form, Phone } from './fleet.ts';

/** What a phone heard: an answer, or that nothing is known (`status` 0: no answer at all). */
export interface Heard {
  readonly status: number;
  readonly retryAfterSeconds: number;
  readonly answer: PushAnswer | null;
  /** From having a connection to the end of the answer. */
  readonly tookMs: number;
}

export interface Way {
  readonly url: string;
  readonly agent: Agent;
  /** After which a phone gives up waiting. */
  readonly timeoutMs: number;
}

let batches = 0;

/** Answers: what came back of a push of these forms. An answer counts only when it is of this protocol and batch. */
export async function sendForms(way: Way, phone: Phone, forms: readonly Form[]): Promise<Heard> {
  const batchId = `batch-${String((batches += 1))}`;
  const { deviceId } = phone;
  const head = { protocol: 1, batchId, deviceId, sentAt: '2026-11-23T09:00:00.000Z' };
  const body = [JSON.stringify(head), ...forms.map(({ line }) => line)].join('\n');
  const heard = await ask(way, phone, body);
  const answer = readAnswer(heard.text, batchId);
  const { status, retryAfterSeconds, tookMs } = heard;
  return { status, retryAfterSeconds, tookMs, answer };
}

function readAnswer(text: string, batchId: string): PushAnswer | null {
  try {
    const said = JSON.parse(text) as PushAnswer;
    return (said.protocol as number) === 1 && said.batchId === batchId ? said : null;
  } catch {
    // A page of a portal, or half an answer: nothing is known.
    return null;
  }
}

interface Raw {
  readonly status: number;
  readonly retryAfterSeconds: number;
  readonly text: string;
  readonly tookMs: number;
}

/** As browsers do: a connection that the server closed while it lay idle is no answer, and another is tried. */
async function ask(way: Way, phone: Phone, body: string): Promise<Raw> {
  for (;;) {
    const raw = await askOnce(way, phone, body);
    if (raw !== null) return raw;
  }
}

/** Answers: what came back; null where the connection was an old one and gone. */
function askOnce(way: Way, phone: Phone, body: string): Promise<Raw | null> {
  return new Promise((resolve) => {
    let fromMs = performance.now();
    const tookMs = () => performance.now() - fromMs;
    const nothing = (): void =>
      resolve({ status: 0, retryAfterSeconds: 0, text: '', tookMs: tookMs() });
    const asked = request(
      `${way.url}/api/v1/sync/push`,
      {
        method: 'POST',
        agent: way.agent,
        headers: {
          authorization: `Bearer ${phone.token}`,
          'content-type': 'application/x-ndjson',
          'content-length': Buffer.byteLength(body),
        },
        timeout: way.timeoutMs,
      },
      (response) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part));
        response.on('error', nothing);
        response.on('end', () => {
          resolve({
            status: response.statusCode ?? 0,
            retryAfterSeconds: Number(response.headers['retry-after'] ?? 0),
            text: Buffer.concat(parts).toString('utf8'),
            tookMs: tookMs(),
          });
        });
      },
    );
    asked.once('socket', () => (fromMs = performance.now()));
    asked.on('error', (error: NodeJS.ErrnoException) => {
      if (asked.reusedSocket && error.code === 'ECONNRESET') resolve(null);
      else nothing();
    });
    asked.on('timeout', () => asked.destroy());
    asked.end(body);
  });
}

/** Tells the history of receipts, and answers the forms that have none. */
export function noteReceipts(
  history: HistoryEvent[],
  forms: readonly Form[],
  answer: PushAnswer | null,
): { readonly left: readonly Form[]; readonly receipts: ReadonlyMap<string, Receipt> } {
  const receipts = new Map<string, Receipt>();
  if (answer !== null)
    for (const [index, form] of forms.entries()) {
      const receipt = answer.receipts[index];
      if (receipt?.hash !== form.hash) continue;
      receipts.set(form.hash, receipt);
      history.push({
        type: 'receipt',
        hash: form.hash,
        outcome: receipt.outcome,
        receipt: receipt.receipt,
        incarnation: answer.incarnation,
      });
    }
  return { left: forms.filter(({ hash }) => !receipts.has(hash)), receipts };
}
