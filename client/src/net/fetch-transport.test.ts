import { createHash } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it, vi } from 'vitest';
import { redeemAnswer } from '../../test/fakes/field-samples.ts';
import { createFetchTransport } from './fetch-transport.ts';

type Answering = (url: string, init: RequestInit) => Response | Promise<Response>;

const serverTime = '2026-11-23T03:00:00.000Z';
const batch = {
  batchId: 'batch-1',
  deviceId: redeemAnswer.deviceId,
  sentAt: serverTime,
  lines: ['{"a":1}', '{"b":"ế"}'],
};
const pushAnswer = {
  protocol: 1,
  batchId: 'batch-1',
  serverTime,
  incarnation: 'inc-1',
  safeReceipt: 0,
  receipts: [],
};
const json = (value: unknown, init: ResponseInit = {}) => Response.json(value, init);
const problem = (
  status: number,
  code: string,
  recovery: string,
  headers: Record<string, string> = {},
) =>
  new Response(
    JSON.stringify({ type: '', title: '', status, code, recovery, detail: 'why', requestId: 'r' }),
    { status, headers: { 'Content-Type': 'application/problem+json', ...headers } },
  );

function setupTransport(
  answering: Answering,
  publicKey: () => Promise<Record<string, unknown> | null> = async () => null,
) {
  const calls: { readonly url: string; readonly init: RequestInit }[] = [];
  const transport = createFetchTransport({
    baseUrl: 'https://sipas.test/api/v1',
    fetch: async (url, init = {}) => {
      calls.push({ url: url as string, init });
      return answering(url as string, init);
    },
    clock: { wallMs: () => Date.parse(serverTime), monotonicMs: () => 0, utcOffsetMin: () => 420 },
    language: () => 'vi',
    publicKey,
  });
  return { transport, calls };
}

describe('the way to the server', () => {
  it('pushes a header and the lines, gzipped, as this phone [O-10]', async () => {
    const { transport, calls } = setupTransport(() => json(pushAnswer));

    expect(await transport.push('token-1', batch)).toEqual({ tag: 'answer', value: pushAnswer });

    const [call] = calls;
    expect(call?.url).toBe('https://sipas.test/api/v1/sync/push');
    expect(call?.init).toMatchObject({
      method: 'POST',
      credentials: 'omit',
      redirect: 'error',
      headers: {
        Authorization: 'Bearer token-1',
        'Accept-Language': 'vi',
        'Content-Type': 'application/x-ndjson',
        'Content-Encoding': 'gzip',
      },
    });
    const { lines, ...head } = batch;
    expect(gunzipSync(new Uint8Array(call?.init.body as ArrayBuffer)).toString('utf8')).toBe(
      `${JSON.stringify({ protocol: 1, ...head })}\n${lines.join('\n')}\n`,
    );
  });

  it('tells the key of the phone with its code and each time it greets, if it has one [O-10]', async () => {
    const publicKey = { kty: 'EC' };
    const said = async (key: typeof publicKey | null) => {
      const { transport, calls } = setupTransport(
        () => json({}),
        async () => key,
      );
      await transport.redeem({ code: 'ABCD-EF23', deviceName: 'phone', platform: 'Chrome' });
      await transport.hello('token-1', { deviceId: redeemAnswer.deviceId } as never);
      return calls.map(({ init }) => JSON.parse(init.body as string) as Record<string, unknown>);
    };

    expect(await said(publicKey)).toMatchObject([{ publicKey }, { publicKey }]);
    expect((await said(null)).every((one) => !('publicKey' in one))).toBe(true);
  });

  it('takes the receipts beside one whose outcome it does not know [W-12]', async () => {
    const receipt = (line: number, outcome: string) => ({
      line,
      outcome,
      receipt: line + 6,
      receivedAt: serverTime,
    });
    const receipts = [receipt(1, 'stored'), receipt(2, 'of-a-later-version'), receipt(3, 'fork')];
    const { transport } = setupTransport(() => json({ ...pushAnswer, receipts }));

    expect(await transport.push('token-1', batch)).toEqual({
      tag: 'answer',
      value: { ...pushAnswer, receipts: [receipts[0], receipts[2]] },
    });
  });

  it('pushes plain lines where the browser cannot gzip [O-10]', async () => {
    vi.stubGlobal('CompressionStream', undefined);
    const { transport, calls } = setupTransport(() => json(pushAnswer));

    await transport.push('token-1', batch);
    vi.unstubAllGlobals();

    expect(calls[0]?.init.headers).not.toHaveProperty('Content-Encoding');
    expect(calls[0]?.init.body).toContain('\n{"a":1}\n');
  });

  it.each<[string, Answering]>([
    ['no network', () => Promise.reject(new TypeError('Failed to fetch'))],
    ['a page of a captive portal', () => new Response('<html>Đăng nhập Wi-Fi</html>')],
    ['JSON of another shape', () => json({ ok: true })],
    ['another batch', () => json({ ...pushAnswer, batchId: 'batch-0' })],
    ['another protocol', () => json({ ...pushAnswer, protocol: 2 })],
    [
      'a receipt without its number',
      () => json({ ...pushAnswer, receipts: [{ line: 1, outcome: 'stored' }] }),
    ],
    ['an error page of a proxy', () => new Response('<h1>502</h1>', { status: 502 })],
    ['an error as JSON that is no problem', () => json({ error: 'x' }, { status: 500 })],
    ['an empty answer', () => new Response(null, { status: 204 })],
  ])('takes %s for no answer at all [O-10]', async (_what, answering) => {
    const { transport } = setupTransport(answering);

    expect(await transport.push('token-1', batch)).toEqual({ tag: 'offline' });
  });

  it('hears a problem with its recovery and how long to wait [O-10]', async () => {
    const { transport } = setupTransport(() =>
      problem(503, 'server.busy', 'later', { 'Retry-After': '15' }),
    );

    expect(await transport.pull('token-1', null)).toMatchObject({
      tag: 'problem',
      problem: { code: 'server.busy', recovery: 'later' },
      retryAfterMs: 15_000,
    });
  });

  it('gives up when no answer comes in time [O-10]', async () => {
    vi.useFakeTimers();
    const { transport } = setupTransport(
      (_url, init) =>
        new Promise((_resolve, reject) => {
          init.signal?.addEventListener('abort', () => reject(new DOMException('', 'AbortError')));
        }),
    );

    const reply = transport.pull('token-1', null);
    await vi.advanceTimersByTimeAsync(20_000);
    vi.useRealTimers();

    expect(await reply).toEqual({ tag: 'offline' });
  });

  it('asks for what came behind the cursor', async () => {
    const answer = { items: [{ kind: 'decision', cursor: 'a b', of: 1 }], cursor: 'a b' };
    const { transport, calls } = setupTransport(() => json(answer));

    expect(await transport.pull('t', null)).toEqual({ tag: 'answer', value: answer });
    await transport.pull('t', 'a b');

    expect(calls.map(({ url }) => url)).toEqual([
      'https://sipas.test/api/v1/sync/pull',
      'https://sipas.test/api/v1/sync/pull?cursor=a%20b',
    ]);
  });

  it('redeems a code without a token', async () => {
    const { transport, calls } = setupTransport(() => json(redeemAnswer, { status: 201 }));

    const reply = await transport.redeem({ code: 'C', deviceName: 'd', platform: 'p' });

    expect(reply).toEqual({ tag: 'answer', value: redeemAnswer });
    expect(calls[0]?.init.headers).not.toHaveProperty('Authorization');
  });
});

describe('a code for a new PIN', () => {
  const confirmed = { surveyor: redeemAnswer.surveyor, serverTime };

  it('is asked about as this phone, and only the answer of the server counts', async () => {
    const { transport, calls } = setupTransport(() => json(confirmed));

    expect(await transport.confirmSurveyor('token-1', 'ABCD-EF23')).toEqual({
      tag: 'answer',
      value: confirmed,
    });
    expect(calls[0]).toMatchObject({
      url: 'https://sipas.test/api/v1/enrolments/confirm',
      init: {
        method: 'POST',
        headers: { Authorization: 'Bearer token-1' },
        body: JSON.stringify({ code: 'ABCD-EF23' }),
      },
    });
  });

  it.each<[string, Answering]>([
    ['a page of a captive portal', () => new Response('<html>Đăng nhập Wi-Fi</html>')],
    ['JSON of another shape', () => json({ ok: true })],
    ['an empty answer', () => new Response(null, { status: 204 })],
  ])('is not confirmed by %s', async (_what, answering) => {
    const { transport } = setupTransport(answering);

    expect(await transport.confirmSurveyor('token-1', 'ABCD-EF23')).toEqual({ tag: 'offline' });
  });
});

describe('the field package on its way', () => {
  const definition = { id: 'household-2022', format: 1 };
  // Canonical form of the definition: members in order, no white space.
  const version = createHash('sha256').update('{"format":1,"id":"household-2022"}').digest('hex');
  const fieldPackage = (named: string) => ({
    serverTime,
    surveyor: redeemAnswer.surveyor,
    areas: redeemAnswer.areas,
    waves: [],
    instruments: [{ id: 'household-2022', version: named, definition }],
    assignments: [],
    publicKeys: [],
    settings: { lockAfterMs: 1 },
  });

  it('comes with its tag', async () => {
    const { transport } = setupTransport(() =>
      json(fieldPackage(version), { headers: { ETag: '"p1"' } }),
    );

    expect(await transport.fieldPackage('t', null)).toEqual({
      tag: 'answer',
      value: { value: fieldPackage(version), etag: '"p1"' },
    });
  });

  it('is not sent again when the tag is still true', async () => {
    const { transport, calls } = setupTransport(() => new Response(null, { status: 304 }));

    expect(await transport.fieldPackage('t', '"p1"')).toEqual({
      tag: 'answer',
      value: 'not-modified',
    });
    expect(calls[0]?.init.headers).toMatchObject({ 'If-None-Match': '"p1"' });
  });

  it('is not believed when a questionnaire is not the one of its hash [O-10]', async () => {
    const { transport } = setupTransport(() => json(fieldPackage('a'.repeat(64))));

    expect(await transport.fieldPackage('t', null)).toEqual({ tag: 'offline' });
  });
});
