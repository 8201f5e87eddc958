import type { IncomingMessage } from 'node:http';

/** Why a body was not read to its end. */
export type ReadFailure = 'too-large' | 'too-slow' | 'no-room' | 'broken';

const graceMs = 5_000;
const leastBytesPerSecond = 1_024;
const checkMs = 1_000;
const dropFactor = 32;

/**
 * Answers: is a body so slow that its sender is better served by trying again with less?
 * Shape:   5 s are free; then a mean of 1 KiB/s since, which the oldest mobile data reaches.
 * Rule:    A-63
 */
export const isTooSlow = (bytes: number, elapsedMs: number): boolean =>
  bytes < ((elapsedMs - graceMs) / 1000) * leastBytesPerSecond;

/**
 * Answers: the body of a request, from its socket.
 * Shape:   at most so many bytes, each asked for with `hold` before it is kept. What is too much is read on and dropped up
 *          to a bound, so that the sender hears why.
 * Errors:  too-large; no-room where `hold` said no; too-slow; broken where the sender went away in the middle.
 */
export function readIncoming(
  incoming: IncomingMessage,
  mostBytes: number,
  hold: (bytes: number) => boolean,
): Promise<Buffer | ReadFailure> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let length = 0;
    const begunMs = performance.now();
    const end = (result: Buffer | ReadFailure): void => {
      clearInterval(watch);
      incoming.off('data', onData);
      resolve(result);
    };
    const onData = (chunk: Buffer): void => {
      length += chunk.length;
      if (length > mostBytes * dropFactor) end('too-large');
      else if (length <= mostBytes) {
        if (hold(chunk.length)) chunks.push(chunk);
        else end('no-room');
      }
    };
    const watch = setInterval(() => {
      if (isTooSlow(length, performance.now() - begunMs)) end('too-slow');
    }, checkMs);
    if (incoming.destroyed && !incoming.readableEnded) {
      end('broken');
      return;
    }
    incoming.on('data', onData);
    incoming.once('end', () => end(length > mostBytes ? 'too-large' : Buffer.concat(chunks)));
    incoming.once('error', () => end('broken'));
    incoming.once('close', () => end('broken'));
  });
}
