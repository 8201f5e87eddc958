import { once } from 'node:events';
import { type IncomingMessage, type Server, createServer } from 'node:http';
import { type AddressInfo, type Socket, connect } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { connectionLimits, keepSendersMoving } from '../../src/http/sender-pace.ts';

const open = new Set<Server>();
afterEach(() => {
  for (const server of open) {
    server.closeAllConnections();
    server.close();
  }
  open.clear();
});

/** A server whose patience is a tenth of the real one: 0.5 s, then 10 KiB/s; 0.3 s after its answer. */
async function setup(handle: (incoming: IncomingMessage) => Promise<string> | string) {
  const server = createServer((incoming, outgoing) => {
    void Promise.resolve(handle(incoming)).then(
      (text) => outgoing.end(text),
      () => outgoing.destroy(),
    );
  });
  keepSendersMoving(server, {
    graceMs: 500,
    bytesPerSecond: 10 * 1024,
    lingerMs: 300,
    checkMs: 50,
  });
  open.add(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

/** Sends the head of a request with a body of so many bytes, and so much of it each 50 ms. */
function send(port: number, length: number, bytesEach: number, everyMs = 50) {
  const socket: Socket = connect(port, '127.0.0.1');
  const from = performance.now();
  const state = { heard: '', endedMs: null as number | null };
  let sent = 0;
  socket.write(`POST / HTTP/1.1\r\nhost: x\r\ncontent-length: ${String(length)}\r\n\r\n`);
  const timer = setInterval(() => {
    if (sent < length) socket.write('x'.repeat(Math.min(bytesEach, length - sent)));
    sent += bytesEach;
  }, everyMs);
  socket.on('data', (chunk: Buffer) => (state.heard += chunk.toString('utf8')));
  socket.on('error', () => undefined);
  socket.on('close', () => {
    clearInterval(timer);
    state.endedMs = performance.now() - from;
  });
  return state;
}

const readAll = async (incoming: IncomingMessage): Promise<string> => {
  let bytes = 0;
  for await (const chunk of incoming) bytes += (chunk as Buffer).length;
  return `read ${String(bytes)}`;
};

describe('a sender', () => {
  it('that goes on at a fair pace is heard to its end, however long that takes [A-73]', async () => {
    const port = await setup(readAll);

    // 20 KiB/s for two and a half seconds: five times the patience.
    const steady = send(port, 50 * 1024, 1024);
    for (let waits = 0; waits < 100 && !steady.heard.includes('read'); waits++) await pause(100);

    expect(steady.heard).toContain('read 51200');
  });

  it('that drips is cut off, whatever it sends to [A-73]', async () => {
    const port = await setup(readAll);

    const drip = send(port, 500_000, 1);
    for (let waits = 0; waits < 50 && drip.endedMs === null; waits++) await pause(100);

    expect(drip.endedMs).not.toBeNull();
    expect(drip.endedMs ?? 0).toBeGreaterThan(400);
    expect(drip.heard).toBe('');
  });

  it('that was answered and goes on all the same is cut off, at whatever pace [A-73]', async () => {
    const port = await setup(() => 'no');

    const stubborn = send(port, 50_000_000, 20 * 1024);
    for (let waits = 0; waits < 50 && stubborn.endedMs === null; waits++) await pause(100);

    expect(stubborn.heard).toContain('no');
    expect(stubborn.endedMs).not.toBeNull();
  });

  it('is not blamed for what the server did not read, while it has not answered [A-73]', async () => {
    const port = await setup(async (incoming) => {
      await pause(2_000);
      return readAll(incoming);
    });

    const whole = send(port, 2_000_000, 2_000_000);
    for (let waits = 0; waits < 100 && !whole.heard.includes('read'); waits++) await pause(100);

    expect(whole.heard).toContain('read 2000000');
  });
});

it('has an hour for the largest file: 16 MiB on a line of 64 kbit/s take 35 minutes [A-73]', () => {
  const tookMs = (16 * 1024 * 1024 * 8 * 1000) / 64_000;

  expect(tookMs / 60_000).toBeCloseTo(35, 0);
  expect(connectionLimits.requestTimeout).toBeGreaterThan(tookMs);
  expect(connectionLimits.headersTimeout).toBeLessThanOrEqual(30_000);
});
