import { type Socket, connect } from 'node:net';
import type { Phone } from '../siege/fleet.ts';

/** A connection that sends one byte at a time and never comes to an end. */
export interface Drip {
  readonly kind: DripKind;
  /** Null while it lasts; else how long it lasted. */
  endedAfterMs(): number | null;
  stop(): void;
}

/** What it drips: the body of a push of a known phone, that of a stranger, or the head of a request. */
export type DripKind = 'body' | 'stranger' | 'head';

const everyMs = 1_000;

export function startDrip(url: string, kind: DripKind, phone: Phone): Drip {
  const { hostname, port } = new URL(url);
  const begun = performance.now();
  let endedMs: number | null = null;
  const socket: Socket = connect(Number(port), hostname);
  const token = kind === 'stranger' ? 'nobody' : phone.token;
  const head = `POST /api/v1/sync/push HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${token}\r\ncontent-length: 500000\r\n`;
  socket.write(kind === 'head' ? head : `${head}\r\n{`);
  const timer = setInterval(() => socket.write('x'), everyMs);
  socket.resume();
  socket.on('error', () => undefined);
  socket.on('close', () => {
    clearInterval(timer);
    endedMs = performance.now() - begun;
  });
  return { kind, endedAfterMs: () => endedMs, stop: () => socket.destroy() };
}
