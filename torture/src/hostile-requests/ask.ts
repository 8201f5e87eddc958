import { type Agent, request } from 'node:http';
import { connect } from 'node:net';
import type { Answer } from './judge-answer.ts';

/** A request that a library can send. */
export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer | null;
}

/** After which nobody waits any more: it is not answered. */
const patienceMs = 10_000;

/**
 * Answers: what the server said; null where it never said anything.
 * Shape:   a connection that ends without an answer is asked once more, for a server may close one that lay idle.
 */
export async function ask(url: string, agent: Agent, asked: Asked): Promise<Answer | null> {
  const heard = await askOnce(url, agent, asked);
  const again = heard === 'broken' ? await askOnce(url, undefined, asked) : heard;
  return typeof again === 'string' ? null : again;
}

function askOnce(
  url: string,
  agent: Agent | undefined,
  asked: Asked,
): Promise<Answer | 'broken' | 'silent'> {
  const { hostname, port } = new URL(url);
  const { method, path, headers, body } = asked;
  return new Promise((resolve) => {
    const sent = request(
      {
        ...{ hostname, port, method, path, timeout: patienceMs },
        ...(agent === undefined ? {} : { agent }),
        headers: {
          ...headers,
          ...(body === null ? {} : { 'content-length': String(body.length) }),
        },
      },
      (response) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part));
        response.on('error', () => resolve('broken'));
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            text: Buffer.concat(parts).toString('latin1'),
          }),
        );
      },
    );
    sent.on('timeout', () => {
      resolve('silent');
      sent.destroy();
    });
    sent.on('error', () => resolve('broken'));
    sent.on('upgrade', (_response, socket) => {
      socket.destroy();
      resolve('broken');
    });
    sent.end(body ?? undefined);
  });
}

/**
 * Answers: what the server said to these bytes; null where it keeps the connection and says nothing.
 * Shape:   the sender ends after the bytes, so a server that waits for more knows that none comes; it may close without a
 *          word, which is an answer of status 0. Of more answers than one the first is told.
 */
export function askInBytes(url: string, bytes: Buffer): Promise<Answer | null> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve) => {
    const parts: Buffer[] = [];
    const socket = connect({ host: hostname, port: Number(port) }, () => socket.end(bytes));
    socket.setTimeout(patienceMs, () => {
      resolve(null);
      socket.destroy();
    });
    socket.on('data', (part) => parts.push(part));
    socket.on('error', () => undefined);
    socket.on('close', () => resolve(readAnswer(Buffer.concat(parts).toString('latin1'))));
  });
}

function readAnswer(said: string): Answer {
  const [head = '', ...rest] = said.split('\r\n\r\n');
  const [first = '', ...lines] = head.split('\r\n');
  const headers = lines.map((line) => {
    const at = line.indexOf(':');
    return [line.slice(0, at).toLowerCase(), line.slice(at + 1).trim()];
  });
  return {
    status: Number(/^HTTP\/1\.1 (\d{3})/.exec(first)?.[1] ?? 0),
    headers: Object.fromEntries(headers) as Record<string, string>,
    text: rest.join('\r\n\r\n'),
  };
}
