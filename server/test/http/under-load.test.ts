import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { Hono } from 'hono';
import { expect, it } from 'vitest';
import type { Problem, PushAnswer } from '@sipas/shared/wire';
import type { DeviceEnv } from '../../src/http/device-auth.ts';
import { keepPace } from '../../src/http/device-pace.ts';
import { createPushQueue } from '../../src/http/push-queue.ts';
import { isTooSlow, readIncoming } from '../../src/http/read-incoming.ts';
import { pushBody } from '../world/phone.ts';
import { setupWorld } from '../world/setup-world.ts';

/** A phone's request under the pace, with a queue that is pressed or not; `finish` lets what is under way go on. */
function setupPace(isPressed: boolean) {
  let finish: () => void = () => undefined;
  const held = new Promise<void>((resolve) => (finish = resolve));
  const app = new Hono<DeviceEnv>()
    .use(async (c, next) => {
      c.set('device', { id: c.req.header('device') ?? '' } as never);
      await next();
    })
    .use(keepPace({ isPressed: () => isPressed, appointment: () => 7 }))
    .get('/quick', (c) => c.text('done'))
    .get('/held', async (c) => {
      await held;
      return c.text('done');
    });
  const ask = async (path: string, device: string) =>
    app.request(path, { headers: { device } }) as Promise<Response>;
  return { ask, finish };
}

it('lets a phone have one request at a time while others wait, and tells it to come later by itself [A-62]', async () => {
  const { ask, finish } = setupPace(true);
  const first = ask('/held', 'a');

  const second = await ask('/quick', 'a');
  const other = await ask('/quick', 'b');
  finish();

  expect(second.status).toBe(429);
  expect(second.headers.get('retry-after')).toBe('7');
  expect(await second.json()).toMatchObject({ code: 'device.too-fast', recovery: 'later' });
  expect(other.status).toBe(200);
  expect((await first).status).toBe(200);
  expect((await ask('/quick', 'a')).status).toBe(200);
});

it('lets a phone have 60 requests in a minute while others wait [A-62]', async () => {
  const { ask } = setupPace(true);
  const statuses: number[] = [];
  for (let count = 0; count < 61; count++) statuses.push((await ask('/quick', 'a')).status);

  expect(statuses.slice(0, 60)).toEqual(Array.from({ length: 60 }, () => 200));
  const late = await ask('/quick', 'a');
  expect([statuses[60], late.status]).toEqual([429, 429]);
  expect(Number(late.headers.get('retry-after'))).toBeGreaterThan(50);
  expect((await ask('/quick', 'b')).status).toBe(200);
});

it('holds no phone back where nobody waits [A-62]', async () => {
  const { ask, finish } = setupPace(false);
  const first = ask('/held', 'a');

  const answers = await Promise.all(Array.from({ length: 200 }, () => ask('/quick', 'a')));
  finish();

  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
  expect((await first).status).toBe(200);
});

it.each([
  // 5 s are free, then 1,024 bytes for each second.
  [0, 5_000, false],
  [0, 5_001, true],
  [1_023, 6_000, true],
  [1_024, 6_000, false],
  [25_600, 30_000, false],
])('finds %i bytes after %i ms too slow: %s [A-63]', (bytes, elapsedMs, expected) => {
  expect(isTooSlow(bytes, elapsedMs)).toBe(expected);
});

it('lets go of a body that comes too slowly, and keeps nothing of it [A-63]', async () => {
  const results: unknown[] = [];
  const server = createServer((incoming, outgoing) => {
    void readIncoming(incoming, 1_000, () => true).then((result) => {
      results.push(result);
      outgoing.setHeader('Connection', 'close');
      outgoing.end();
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const slow = request({ port, method: 'POST', headers: { 'content-length': 900 } });
  slow.on('error', () => undefined);
  slow.write('x');

  await once(slow, 'response');

  expect(results).toEqual(['too-slow']);
  server.closeAllConnections();
  server.close();
});

it('hears a crowd that comes one by one while it works, instead of leaving it outside [A-61]', async () => {
  const queue = createPushQueue({
    nowMs: () => performance.now(),
    share: () => 0,
    isLate: () => false,
  });
  let refused = 0;
  const work = async () => {
    // As the store does: nothing else runs meanwhile.
    for (const from = performance.now(); performance.now() - from < 20;);
  };
  const server = createServer((incoming, outgoing) => {
    incoming.resume();
    const place = queue.enter();
    if (place === null) refused += 1;
    void place?.turn(work).then(place.leave);
    outgoing.end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  // From a thread of its own: 300 connections, 3 ms apart. In these 900 ms some 45 are worked, so 128 places do not do.
  const crowd = new Worker(
    `const { request } = require('node:http');
     for (let count = 0; count < 300; count++)
       setTimeout(() => request({ port: ${port}, agent: false }, (a) => a.resume()).on('error', () => {}).end(), 3 * count);`,
    { eval: true },
  );
  await once(crowd, 'exit');

  expect(refused).toBeGreaterThan(0);
  server.closeAllConnections();
  server.close();
}, 60_000);

it('acknowledges all that a crowd of phones pushes once it came again as it was told [A-61]', async () => {
  const world = await setupWorld();
  const surveyor = await world.addPerson('mot', 'surveyor', ['86']);
  const phones = await Promise.all(Array.from({ length: 200 }, () => world.addPhone(surveyor)));
  const bodies = phones.map((phone) => pushBody(phone, [phone.line(), phone.line()]));
  const pushOf = (index: number) =>
    world.push(phones[index] as (typeof phones)[number], bodies[index] ?? '');

  const first = await Promise.all(phones.map((_, index) => pushOf(index)));
  const refused = first.flatMap((answer, index) =>
    answer.status === 200 ? [] : [{ answer, index }],
  );
  expect(refused.length).toBe(200 - 128);
  for (const { answer, index } of refused) {
    expect(answer.status).toBe(503);
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThanOrEqual(2);
    expect((await answer.json()) as Problem).toMatchObject({ code: 'server.busy' });
    const again = await pushOf(index);
    const { receipts } = (await again.json()) as PushAnswer;
    expect(receipts.map(({ outcome }) => outcome)).toEqual(['stored', 'stored']);
  }

  const report = await world.storage.keeper.verify();
  expect(report).toEqual({ envelopes: 400, counted: 400, differences: [] });
  await pause(0);
  await world.leave();
});
