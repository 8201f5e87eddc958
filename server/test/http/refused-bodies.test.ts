import { mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { type RunningServer, startServer } from '../../src/main.ts';

const silent = { info: () => {}, warn: () => {}, error: () => {} };
const dataDir = mkdtempSync(join(tmpdir(), 'sipas-refused-'));
let server: RunningServer;

beforeAll(async () => {
  const config = readConfig({ SIPAS_DATA_DIR: dataDir, SIPAS_PORT: '0' });
  if (!config.ok) throw new Error('the settings of this test are wrong');
  server = await startServer(config.value, { log: silent });
});
afterAll(async () => {
  await server.close();
  rmSync(dataDir, { recursive: true });
});

/** Writes everything before it reads, and wants the connection closed: what the plainest clients do. */
function sendWhole(path: string, body: Buffer): Promise<string> {
  const { port } = new URL(server.url);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), '127.0.0.1');
    let answer = '';
    socket.on('data', (chunk: Buffer) => (answer += chunk.toString('utf8')));
    socket.on('end', () => {
      resolve(answer);
    });
    socket.on('error', reject);
    socket.write(
      `POST ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: ${String(body.length)}\r\n\r\n`,
    );
    socket.write(body);
  });
}

describe('a body of 10 MB', () => {
  test.each([
    ['/api/v1/session', 413],
    ['/api/v1/enrolments/redeem', 413],
    ['/api/v1/sync/hello', 401],
    ['/api/v1/sync/push', 401],
    ['/api/v1/nothing-here', 404],
  ])('to %s is answered with its reason, not with a broken connection', async (path, status) => {
    const answer = await sendWhole(path, Buffer.alloc(10_000_000, 'x'));

    expect(answer).toMatch(new RegExp(`^HTTP/1\\.1 ${String(status)} `));
    expect(answer).toContain('"recovery"');
  });
});
