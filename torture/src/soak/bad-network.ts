import { once } from 'node:events';
import {
  type IncomingHttpHeaders,
  type IncomingMessage,
  type ServerResponse,
  createServer,
  request,
} from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import type { Dice } from '../../../server/src/demo/dice.ts';

/** A way to a server that spoils a share of what goes over it. */
export interface BadNetwork {
  readonly url: string;
  /** How many exchanges went over it, and how often each fault befell one. */
  readonly exchanges: () => number;
  readonly faults: ReadonlyMap<string, number>;
  close(): Promise<void>;
}

interface Exchange {
  readonly incoming: IncomingMessage;
  readonly outgoing: ServerResponse;
  readonly body: Buffer;
}

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

const faultNames = [
  'cut on the way there',
  'delayed',
  'sent twice',
  'answer cut',
  'answer lost',
  'page of a portal',
] as const;

/** Answers: a proxy in front of the server that `target` names at each moment (null: there is none). */
export async function createBadNetwork(
  target: () => string | null,
  faultShare: number,
  dice: Dice,
): Promise<BadNetwork> {
  const faults = new Map<string, number>();
  let exchanges = 0;

  const acts: Readonly<Record<(typeof faultNames)[number], (exchange: Exchange) => Promise<void>>> =
    {
      async 'cut on the way there'(exchange) {
        await sendPart(target(), exchange, dice.between(0, exchange.body.length - 1));
        exchange.outgoing.destroy();
      },
      async delayed(exchange) {
        await pause(dice.between(20, 200));
        await pass(target(), exchange);
      },
      async 'sent twice'(exchange) {
        const [, second] = await Promise.all([
          forward(target(), exchange),
          forward(target(), exchange),
        ]);
        answer(exchange, second);
      },
      async 'answer cut'(exchange) {
        const heard = await forward(target(), exchange);
        if (heard !== null) {
          exchange.outgoing.writeHead(heard.status, heard.headers);
          exchange.outgoing.write(heard.body.subarray(0, dice.between(0, heard.body.length - 1)));
          await pause(5);
        }
        exchange.outgoing.destroy();
      },
      async 'answer lost'(exchange) {
        await forward(target(), exchange);
        exchange.outgoing.destroy();
      },
      async 'page of a portal'({ outgoing }) {
        outgoing.writeHead(200, { 'content-type': 'text/html' });
        outgoing.end('<!doctype html><title>Wi-Fi</title><p>Đăng nhập Wi-Fi');
      },
    };

  const server = createServer((incoming, outgoing) => {
    void collect(incoming).then(async (body) => {
      exchanges += 1;
      const exchange = { incoming, outgoing, body };
      if (dice.share() >= faultShare) return pass(target(), exchange);
      const name = dice.pick(faultNames);
      faults.set(name, (faults.get(name) ?? 0) + 1);
      return acts[name](exchange);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${String(port)}`,
    exchanges: () => exchanges,
    faults,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

async function collect(stream: AsyncIterable<Buffer>): Promise<Buffer> {
  const parts: Buffer[] = [];
  try {
    for await (const part of stream) parts.push(part);
  } catch {
    // The phone or the server went away in the middle: what came is all there is.
  }
  return Buffer.concat(parts);
}

async function pass(target: string | null, exchange: Exchange): Promise<void> {
  answer(exchange, await forward(target, exchange));
}

/** Nothing heard is no answer to the phone either. */
function answer({ outgoing }: Exchange, heard: Answer | null): void {
  if (heard === null) {
    outgoing.destroy();
    return;
  }
  outgoing.writeHead(heard.status, heard.headers);
  outgoing.end(heard.body);
}

function forward(target: string | null, { incoming, body }: Exchange): Promise<Answer | null> {
  return new Promise((resolve) => {
    if (target === null) {
      resolve(null);
      return;
    }
    const onward = request(
      `${target}${incoming.url ?? ''}`,
      { method: incoming.method, headers: { ...incoming.headers, connection: 'close' } },
      (heard) => {
        void collect(heard).then((whole) => {
          const { statusCode: status = 0, headers } = heard;
          resolve(heard.complete ? { status, headers, body: whole } : null);
        });
      },
    );
    onward.on('error', () => resolve(null));
    onward.end(body);
  });
}

function sendPart(target: string | null, exchange: Exchange, bytes: number): Promise<void> {
  return new Promise((resolve) => {
    if (target === null) {
      resolve();
      return;
    }
    const { hostname, port } = new URL(target);
    const { method, url, headers } = exchange.incoming;
    const socket = connect(Number(port), hostname);
    socket.on('error', () => undefined);
    socket.on('close', () => resolve());
    const lines = Object.entries(headers).map(([name, value]) => `${name}: ${String(value)}\r\n`);
    socket.write(`${String(method)} ${String(url)} HTTP/1.1\r\n${lines.join('')}\r\n`);
    socket.write(exchange.body.subarray(0, bytes), () => socket.destroy());
  });
}
