import type { PushAnswer } from '@sipas/shared/wire';
import type { HistoryEvent } from '../history.ts';
import type { SimServer } from './sim-server.ts';

/** What happens to one request on its way. */
export const faults = [
  'none',
  'request dropped',
  'answer dropped',
  'sent twice',
  'comes late',
  'request cut',
  'bit flipped',
  'answer cut',
  'portal',
  'busy',
  'defect',
  'page dies before',
  'page dies after',
  'server dies before',
  'server dies after',
] as const;
export type Fault = (typeof faults)[number];

/** The network of one phone. */
export interface FaultNetwork {
  readonly fetch: typeof fetch;
  /** Faults of the next requests, one each; none after that. `die` decides where something is cut. */
  queue(next: readonly Fault[], die: number): void;
  clear(): void;
  readonly inFlight: () => number;
  readonly isPageDead: () => boolean;
  /** The page is gone, and with it what it waited for. */
  abandon(): void;
}

const basePath = 'http://sipas';
const unreachable = () => new TypeError('fetch failed');

export function createFaultNetwork(server: SimServer, history: HistoryEvent[]): FaultNetwork {
  let ahead: Fault[] = [];
  let cutAt = 0;
  let inFlight = 0;
  let abandoned: (() => void) | null = null;
  const late: (() => Promise<unknown>)[] = [];

  async function ask(path: string, init: RequestInit): Promise<Response> {
    const response = await server.ask(path, init);
    if (response.status === 200 && path.endsWith('/sync/hello')) noteHello(init, history);
    return response;
  }

  /** Both the client and the history read the body, so it is read once and handed on. */
  async function arrived(path: string, response: Response): Promise<Response> {
    const { status, headers } = response;
    if (status === 304) return response;
    const text = await response.text();
    if (status === 200 && path.endsWith('/sync/push')) noteReceipts(text, history);
    return new Response(text, { status, headers });
  }

  const neverAnswered = (): Promise<Response> =>
    new Promise((_, reject) => {
      abandoned = () => reject(unreachable());
    });

  async function pass(path: string, init: RequestInit, fault: Fault): Promise<Response> {
    const send = () => ask(path, init);
    switch (fault) {
      case 'none':
        return arrived(path, await send());
      case 'request dropped':
        throw unreachable();
      case 'answer dropped':
        await send();
        throw unreachable();
      case 'sent twice':
        await send();
        return arrived(path, await send());
      case 'comes late':
        late.push(send);
        throw unreachable();
      case 'request cut':
        await ask(path, { ...init, body: cut(init.body ?? null, cutAt) });
        throw unreachable();
      case 'bit flipped':
        return arrived(path, await ask(path, { ...init, body: flipped(init.body ?? null, cutAt) }));
      case 'answer cut':
        return cutAnswer(await send(), cutAt);
      default:
        return passBroken(path, send, fault);
    }
  }

  async function passBroken(
    path: string,
    send: () => Promise<Response>,
    fault: Fault,
  ): Promise<Response> {
    switch (fault) {
      case 'portal':
        return new Response('<html>Wi-Fi</html>', { headers: { 'Content-Type': 'text/html' } });
      case 'busy':
        return problem(503, 'server.busy');
      case 'defect':
        return problem(500, 'server.internal');
      case 'page dies before':
        return neverAnswered();
      case 'page dies after':
        await send();
        return neverAnswered();
      case 'server dies before':
        await server.kill();
        throw unreachable();
      case 'server dies after':
        await send();
        await server.kill();
        throw unreachable();
      default:
        return arrived(path, await send());
    }
  }

  return {
    async fetch(input, init = {}) {
      const path = (input as string).slice(basePath.length);
      const { method = 'GET', headers, body = null } = init;
      const asked: RequestInit = { method, body, ...(headers === undefined ? {} : { headers }) };
      inFlight += 1;
      try {
        for (const send of late.splice(0)) await send();
        return await pass(path, asked, ahead.shift() ?? 'none');
      } finally {
        inFlight -= 1;
      }
    },
    queue(next, die) {
      ahead = [...next];
      cutAt = die;
    },
    clear() {
      ahead = [];
      late.length = 0;
    },
    inFlight: () => (abandoned === null ? inFlight : inFlight - 1),
    isPageDead: () => abandoned !== null,
    abandon() {
      abandoned?.();
      abandoned = null;
    },
  };
}

function noteHello({ body }: RequestInit, history: HistoryEvent[]): void {
  const { deviceId, epochs } = JSON.parse(body as string) as {
    deviceId: string;
    epochs: { epoch: string; headSeq: number }[];
  };
  for (const { epoch, headSeq } of epochs)
    history.push({ type: 'head-reported', phone: deviceId, epoch, headSeq });
}

/** Every receipt that somebody saw must be true. */
export function noteReceipts(text: string, history: HistoryEvent[]): void {
  const { incarnation, receipts } = JSON.parse(text) as PushAnswer;
  for (const { hash, outcome, receipt } of receipts)
    if (hash !== undefined) history.push({ type: 'receipt', hash, outcome, receipt, incarnation });
}

/** Only bodies of bytes are hurt: a cut text is no JSON, which other tests hold. */
type Body = NonNullable<RequestInit['body']> | null;
const bytesOf = (body: Body): Uint8Array<ArrayBuffer> | null =>
  body instanceof ArrayBuffer ? new Uint8Array(body) : null;

function cut(body: Body, die: number): Body {
  const bytes = bytesOf(body);
  return bytes === null ? body : bytes.slice(0, die % bytes.length);
}

function flipped(body: Body, die: number): Body {
  const bytes = bytesOf(body)?.slice();
  if (bytes === undefined) return body;
  const at = die % bytes.length;
  bytes[at] = (bytes[at] ?? 0) ^ (1 << (die % 8));
  return bytes;
}

async function cutAnswer(response: Response, die: number): Promise<Response> {
  const text = await response.text();
  const { status, headers } = response;
  return new Response(status === 304 ? null : text.slice(0, die % Math.max(1, text.length)), {
    status,
    headers,
  });
}

function problem(status: number, code: string): Response {
  const body = {
    type: 't',
    title: code,
    status,
    code,
    recovery: 'later',
    detail: '',
    requestId: 'r',
  };
  return new Response(JSON.stringify(body), {
    status,
    headers: { 'Content-Type': 'application/problem+json', 'Retry-After': '15' },
  });
}
