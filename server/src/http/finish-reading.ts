import type { IncomingMessage } from 'node:http';
import { createMiddleware } from 'hono/factory';

const mostBytes = 64 * 1024 * 1024;
const mostMs = 5_000;

/**
 * Reads a refused request to its end (nothing is kept) before the refusal is sent: many clients write all before they read, and would
 * meet a broken connection in place of the reason. Bounded in bytes and time, so that it is no gift to an attacker.
 */
export const finishReading = createMiddleware(async (c, next) => {
  await next();
  // Who is cut off for coming too slowly is not waited for.
  if (c.res.headers.get('Connection') === 'close') return;
  if (c.res.status < 400 || c.req.method === 'GET' || c.req.method === 'HEAD') return;
  const incoming = (c.env as { incoming?: IncomingMessage } | undefined)?.incoming;
  if (incoming !== undefined) await readToEnd(incoming);
});

function readToEnd(incoming: IncomingMessage): Promise<void> {
  return new Promise((resolve) => {
    if (incoming.readableEnded || incoming.destroyed) {
      resolve();
      return;
    }
    let bytes = 0;
    const end = (): void => {
      clearTimeout(timer);
      resolve();
    };
    const timer = setTimeout(end, mostMs);
    incoming.on('data', (chunk: Buffer) => {
      bytes += chunk.byteLength;
      if (bytes > mostBytes) end();
    });
    incoming.once('end', end);
    incoming.once('close', end);
    incoming.resume();
  });
}
