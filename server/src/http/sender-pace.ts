import type { IncomingMessage, Server, ServerResponse } from 'node:http';

/** How long a connection may take for what; a body beside that at the pace of `keepSendersMoving`. */
export const connectionLimits = {
  headersTimeout: 10_000,
  // The largest file that the office may send, on a line of 64 kbit/s, takes 35 minutes.
  requestTimeout: 60 * 60_000,
  keepAliveTimeout: 5_000,
  connectionsCheckingInterval: 2_000,
  maxHeaderSize: 16 * 1024,
} as const;

interface Pace {
  readonly graceMs: number;
  readonly bytesPerSecond: number;
  /** How long after the answer the rest of a body may still come. */
  readonly lingerMs: number;
  readonly checkMs: number;
}

/** Later than a route that reads by its own pace, so that its words are heard first. */
const usual: Pace = { graceMs: 10_000, bytesPerSecond: 1024, lingerMs: 20_000, checkMs: 1_000 };

/**
 * Answers: which senders hold a connection for nothing?
 * Shape:   every request with a body, whatever route it goes to: 10 s are free; then a mean of 1 KiB/s, so that a file that
 *          comes slowly comes whole, and a drip does not. What comes on 20 s after the answer is cut off at any pace. Bytes
 *          that wait in a full buffer because the server does not read are not held against the sender.
 * Source:  slow senders must shut nobody out; RFC 9112, 9.5.
 * Rule:    A-73
 */
export function keepSendersMoving(server: Server, pace: Pace = usual): void {
  const underWay = new Set<Sender>();
  server.prependListener('request', (incoming, outgoing) => {
    if (hasBody(incoming)) underWay.add(senderOf(incoming, outgoing));
  });
  const timer = setInterval(() => {
    for (const sender of underWay) {
      if (isDone(sender)) underWay.delete(sender);
      else look(sender, pace);
    }
  }, pace.checkMs);
  timer.unref();
  server.once('close', () => clearInterval(timer));
}

interface Sender {
  readonly incoming: IncomingMessage;
  readonly outgoing: ServerResponse;
  readonly begunMs: number;
  readonly bytesBefore: number;
  answeredMs: number | null;
  wasSlow: boolean;
}

const hasBody = ({ headers }: IncomingMessage): boolean =>
  headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;

const senderOf = (incoming: IncomingMessage, outgoing: ServerResponse): Sender => ({
  incoming,
  outgoing,
  begunMs: performance.now(),
  bytesBefore: incoming.socket.bytesRead,
  answeredMs: null,
  wasSlow: false,
});

const isDone = ({ incoming }: Sender): boolean => incoming.complete || incoming.socket.destroyed;

function look(sender: Sender, pace: Pace): void {
  const { incoming, outgoing, begunMs, bytesBefore } = sender;
  const now = performance.now();
  const leastBytes = ((now - begunMs - pace.graceMs) / 1000) * pace.bytesPerSecond;
  const isSlow = incoming.socket.bytesRead - bytesBefore < leastBytes && !isStalledByUs(incoming);
  if (outgoing.writableFinished) sender.answeredMs ??= now;
  const isOver = sender.answeredMs !== null && now - sender.answeredMs > pace.lingerMs;
  // Twice in a row: after a busy second bytes may lie unread that came in time.
  if (isOver || (isSlow && sender.wasSlow)) incoming.socket.destroy();
  sender.wasSlow = isSlow;
}

/** The buffer is full: what comes more slowly than it could is our doing. */
const isStalledByUs = (incoming: IncomingMessage): boolean =>
  incoming.readableLength >= incoming.readableHighWaterMark;
