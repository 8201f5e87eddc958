import { once } from 'node:events';
import {
  createServer,
  type IncomingMessage,
  request as forward,
  type ServerResponse,
} from 'node:http';
import { readFile } from 'node:fs/promises';
import { answerFromFolder } from '../../../e2e/fixtures/static-folder.ts';

/** Where a request is: it has come, or the server has answered it and the phone has not heard the answer. */
export type Point = 'arrival' | 'answer';

/** What a request meets at a point: it goes on, or its connection ends, at once or when the promise says so. */
export type Verdict = 'pass' | 'drop';

export interface Meeting {
  readonly path: string;
  readonly point: Point;
  readonly method: string;
  readonly headers: IncomingMessage['headers'];
}

/** The way between a phone and its server: serves the page, carries the interface, and does what it is told to it. */
export interface Site {
  readonly port: number;
  readonly origin: string;
  /** Called for each request of the interface at each of its points; a promise holds the request there. */
  meet: (meeting: Meeting) => Verdict | Promise<Verdict>;
  /** Changes an answer before the phone hears it. */
  rewrite: ((path: string, body: string) => string) | null;
  /** A script that runs in the page before the app. */
  before: string;
  close(): Promise<void>;
}

/** Answers: a site of this built folder on this port, before the server on `serverPort`. */
export async function openSite(folder: string, port: number, serverPort: number): Promise<Site> {
  const site: Site = {
    port,
    origin: `http://127.0.0.1:${port}`,
    meet: () => 'pass',
    rewrite: null,
    before: '',
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };

  async function carry(incoming: IncomingMessage, outgoing: ServerResponse, path: string) {
    const { method = 'GET', headers } = incoming;
    const meet = (point: Point) => site.meet({ path, point, method, headers });
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    if ((await meet('arrival')) === 'drop') {
      outgoing.destroy();
      return;
    }
    const answer = await fetchFrom(serverPort, incoming, Buffer.concat(chunks));
    if ((await meet('answer')) === 'drop') {
      outgoing.destroy();
      return;
    }
    const { rewrite } = site;
    const body =
      rewrite === null || answer.status !== 200
        ? answer.body
        : Buffer.from(rewrite(path, answer.body.toString('utf8')));
    const { 'content-length': _length, 'transfer-encoding': _coding, ...rest } = answer.headers;
    outgoing.writeHead(answer.status, { ...rest, 'content-length': body.length });
    outgoing.end(body);
  }

  async function serve(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const path = new URL(incoming.url ?? '', 'http://way').pathname;
    if (path.startsWith('/api/')) {
      await carry(incoming, outgoing, path);
      return;
    }
    if (path === '/' && site.before !== '') {
      const page = await readFile(`${folder}/index.html`, 'utf8');
      outgoing.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
      outgoing.end(page.replace('<!-- before the app -->', `<script>${site.before}</script>`));
      return;
    }
    if (await answerFromFolder(folder, path, outgoing, false)) return;
    // With an empty body the browser would show a page of its own, of no origin.
    outgoing.writeHead(404, { 'content-type': 'text/plain' }).end('nothing is here');
  }

  const server = createServer((incoming, outgoing) => {
    serve(incoming, outgoing).catch(() => outgoing.destroy());
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return site;
}

interface Answer {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
}

function fetchFrom(port: number, incoming: IncomingMessage, body: Buffer): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const headers = { ...incoming.headers, 'accept-encoding': 'identity' };
    const onward = forward(
      { host: '127.0.0.1', port, method: incoming.method, path: incoming.url, headers },
      (answer) => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => chunks.push(chunk));
        answer.on('error', reject);
        answer.on('end', () =>
          resolve({
            status: answer.statusCode ?? 502,
            headers: answer.headers,
            body: Buffer.concat(chunks),
          }),
        );
      },
    );
    onward.on('error', reject);
    onward.end(body);
  });
}
