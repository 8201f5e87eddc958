import { request } from 'node:http';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Problem, PushAnswer } from '@sipas/shared/wire';
import { readConfig } from '../../src/config.ts';
import { type RunningServer, startServer } from '../../src/main.ts';
import type { Storage } from '../../src/ports/index.ts';
import { type TestPhone, createTestPhone, pushBody } from '../world/phone.ts';
import { enrolPhone, newId, plantSurvey } from '../world/setup-world.ts';

const dataDir = mkdtempSync(join(tmpdir(), 'sipas-limits-'));
let server: RunningServer;
let store: Storage;
let phone: TestPhone;

beforeAll(async () => {
  const config = readConfig({}, { dataDir, port: 0 });
  if (!config.ok) throw new Error('the settings of this test are wrong');
  const quiet = () => undefined;
  server = await startServer(config.value, {
    log: { info: quiet, error: quiet },
    async prepare(storage) {
      store = storage;
      const { waveId } = await plantSurvey(storage);
      const user = { id: newId(), username: 'a', name: 'A', role: 'surveyor' as const };
      const now = '2026-11-23T08:00:00.000Z';
      await storage.people.addUser({ ...user, passwordHash: '', areas: ['86'] }, now);
      phone = createTestPhone({ ...(await enrolPhone(storage, user, now)), waveId, newId });
    },
  });
});
afterAll(async () => {
  await server.close();
  rmSync(dataDir, { recursive: true, force: true });
});

interface Answer {
  readonly status: number;
  readonly body: Problem & PushAnswer;
}

/** Sends over a real socket, in one piece with its length or in chunks without. */
function push(body: Buffer | string, headers: Record<string, string> = {}, chunked = false) {
  const bytes = Buffer.from(body);
  return new Promise<Answer>((resolve, reject) => {
    const sent = request(
      `${server.url}/api/v1/sync/push`,
      {
        method: 'POST',
        headers: {
          authorization: `Bearer ${phone.token}`,
          'content-type': 'application/x-ndjson',
          ...(chunked ? {} : { 'content-length': String(bytes.length) }),
          ...headers,
        },
      },
      (response) => {
        let text = '';
        response.on('data', (chunk: Buffer) => (text += chunk.toString()));
        response.on('end', () => {
          resolve({ status: response.statusCode ?? 0, body: JSON.parse(text) as Answer['body'] });
        });
      },
    );
    sent.on('error', reject);
    if (chunked)
      for (let from = 0; from < bytes.length; from += 100_000)
        sent.write(bytes.subarray(from, from + 100_000));
    sent.end(chunked ? undefined : bytes);
  });
}

const gzip = { 'content-encoding': 'gzip' };
const filler = (bytes: number) => pushBody(phone, ['x'.repeat(bytes)]);
const zipped = (body: string) => gzipSync(body);
const manyLines = (count: number) =>
  pushBody(
    phone,
    Array.from({ length: count }, () => '{}'),
  );

it.each<[string, number, string, string, () => Buffer | string, Record<string, string>]>([
  ['10 MB in the clear', 413, 'batch.too-large', 'split-batch', () => filler(10_000_000), {}],
  ['over 1 MiB on the wire', 413, 'batch.too-large', 'split-batch', () => filler(1_048_577), {}],
  ['a gzip bomb of 1 GB', 413, 'batch.too-large', 'split-batch', () => bomb(), gzip],
  [
    'over 4 MiB inflated',
    413,
    'batch.too-large',
    'split-batch',
    () => zipped(filler(4_194_305)),
    gzip,
  ],
  ['10,000 lines', 413, 'batch.too-large', 'split-batch', () => zipped(manyLines(10_000)), gzip],
  ['101 lines', 413, 'batch.too-large', 'split-batch', () => manyLines(101), {}],
  ['truncated gzip', 400, 'batch.unreadable', 'needs-person', () => cut(), gzip],
  ['no gzip at all', 400, 'batch.unreadable', 'needs-person', () => filler(10), gzip],
  ['an empty body', 400, 'batch.unreadable', 'needs-person', () => '', {}],
  ['an empty gzip body', 400, 'batch.unreadable', 'needs-person', () => '', gzip],
  ['no header line', 400, 'batch.unreadable', 'needs-person', () => phone.line(), {}],
  ['a later protocol', 400, 'batch.protocol-unknown', 'after-update', () => later(), {}],
  ['another phone in its header', 403, 'device.wrong-device', 'needs-person', () => foreign(), {}],
  [
    'brotli',
    415,
    'request.media-type',
    'needs-person',
    () => brotliCompressSync(filler(9)),
    { 'content-encoding': 'br' },
  ],
  [
    'gzip twice',
    415,
    'request.media-type',
    'needs-person',
    () => filler(9),
    { 'content-encoding': 'gzip, gzip' },
  ],
])(
  'refuses %s with %i %s, %s, and keeps nothing [A-18]',
  async (_what, status, code, recovery, make, headers) => {
    const before = (await store.keeper.verify()).envelopes;

    const answer = await push(make(), headers);

    expect(answer.status).toBe(status);
    expect(answer.body).toMatchObject({ status, code, recovery });
    expect((await store.keeper.verify()).envelopes).toBe(before);
  },
);

function bomb(): Buffer {
  const part = gzipSync(Buffer.alloc(50_000_000));
  // Several members make one stream (RFC 1952, 2.2): 20 times 50 MB in less than 1 MiB.
  return Buffer.concat(Array.from({ length: 20 }, () => part));
}
function cut(): Buffer {
  const whole = zipped(pushBody(phone, [phone.line(), phone.line()]));
  return whole.subarray(0, whole.length - 20);
}
const later = () => pushBody(phone, [phone.line()], { protocol: 2 });
const foreign = () => pushBody({ deviceId: newId() }, [phone.line()]);

it('refuses too much also where its length is not announced [A-18]', async () => {
  const answer = await push(filler(3_000_000), {}, true);

  expect(answer.body).toMatchObject({ status: 413, code: 'batch.too-large' });
});

it('takes exactly 100 lines and bodies up to the bounds, in chunks too [A-18]', async () => {
  const lines = Array.from({ length: 99 }, () => phone.line());
  // The last line fills the body up to 1 MiB, header and line feeds included.
  const rest = 1_048_576 - Buffer.byteLength(pushBody(phone, lines)) - 1;
  const full = pushBody(phone, [...lines, 'x'.repeat(rest)]);
  expect(Buffer.byteLength(full)).toBe(1_048_576);

  const whole = await push(full);
  const chunked = await push(full, {}, true);
  const packed = await push(zipped(full), gzip);

  const outcomes = (answer: Answer) => new Set(answer.body.receipts.map(({ outcome }) => outcome));
  expect(whole.body.receipts).toHaveLength(100);
  expect(outcomes(whole)).toEqual(new Set(['stored', 'quarantined']));
  expect(outcomes(chunked)).toEqual(new Set(['already-stored', 'quarantined']));
  expect(packed.body.receipts).toEqual(chunked.body.receipts);
});

it('keeps nothing of a body that ends before its announced length', async () => {
  const before = (await store.keeper.verify()).envelopes;
  const { port } = new URL(server.url);
  const body = pushBody(phone, [phone.line()]);

  await new Promise<void>((resolve, reject) => {
    const socket = connect(Number(port), '127.0.0.1', () => {
      socket.write(
        `POST /api/v1/sync/push HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${phone.token}\r\ncontent-length: ${String(Buffer.byteLength(body) + 5)}\r\n\r\n${body}`,
        () => setTimeout(() => socket.destroy(), 50),
      );
    });
    socket.on('close', () => {
      resolve();
    });
    socket.on('error', reject);
  });

  // The next push waits behind the first, so nothing of it can come later.
  expect((await push(pushBody(phone, [phone.line()]))).status).toBe(200);
  expect((await store.keeper.verify()).envelopes).toBe(before + 1);
});

it('finishes the pushes under way before it closes', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'sipas-closing-'));
  const config = readConfig({}, { dataDir: folder, port: 0 });
  if (!config.ok) throw new Error('the settings of this test are wrong');
  const quiet = () => undefined;
  const closing = await startServer(config.value, { log: { info: quiet, error: quiet } });

  const asked = fetch(`${closing.url}/readyz`);
  await new Promise((resolve) => setTimeout(resolve, 20));
  await Promise.all([closing.close(), closing.close()]);

  expect((await asked).status).toBe(200);
  await expect(fetch(`${closing.url}/readyz`)).rejects.toThrow();
  rmSync(folder, { recursive: true });
});
