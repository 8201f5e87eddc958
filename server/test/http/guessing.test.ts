import { afterAll, beforeEach, afterEach, describe, expect, it, vi } from 'vitest';
import type { Problem } from '@sipas/shared/wire';
import { enrolmentCodeHash } from '../../src/use-cases/enrolment-code.ts';
import { type World, setupWorld } from '../world/setup-world.ts';

const worlds: World[] = [];
let world: World;
beforeEach(async () => {
  world = await setupWorld({ trustedProxies: '10.0.0.2' });
  worlds.push(world);
  await world.addPerson('mot', 'surveyor', ['29551']);
});
afterEach(() => vi.useRealTimers());
afterAll(() => Promise.all(worlds.map((one) => one.leave())));

const proxy = '10.0.0.2';

/** Asks as a connection from this address would. */
const from = (peer: string, path: string, body: unknown, forwardedFor?: string) =>
  world.app.request(
    `/api/v1${path}`,
    {
      method: 'POST',
      body: JSON.stringify(body),
      headers: {
        'content-type': 'application/json',
        ...(forwardedFor === undefined ? {} : { 'x-forwarded-for': forwardedFor }),
      },
    },
    { incoming: { socket: { remoteAddress: peer }, readableEnded: true } },
  );
const redeem = (peer: string, code: string, forwardedFor?: string) =>
  from(peer, '/enrolments/redeem', { code, deviceName: 'Máy', platform: 'Android' }, forwardedFor);
const codeOf = async (response: Response) => ((await response.json()) as Problem).code;

async function addCode(code: string): Promise<void> {
  const user = await world.storage.people.userByName('mot');
  await world.storage.devices.addEnrolmentCode({
    codeHash: enrolmentCodeHash(code),
    userId: user?.id ?? '',
    createdAt: '2026-11-23T00:00:00.000Z',
    expiresAt: '2999-01-01T00:00:00.000Z',
  });
}

const guess = async (peer: string, times: number, forwardedFor?: string) => {
  const statuses = [];
  for (let tries = 0; tries < times; tries++)
    statuses.push((await redeem(peer, 'ZZZZ-ZZZZ', forwardedFor)).status);
  return statuses;
};

describe('wrong enrolment codes', () => {
  it('of a whole office leave room for the right ones of others [A-71]', async () => {
    await addCode('CCCC-DDDD');

    expect(await guess('203.0.113.9', 59)).toEqual(Array.from({ length: 59 }, () => 404));

    expect((await redeem('203.0.113.9', 'CCCC-DDDD')).status).toBe(200);
  });

  it('are bounded by 60 and then one each six seconds, and say how long to wait [A-71]', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    await addCode('CCCC-DDDD');
    await guess('203.0.113.9', 61);

    const limited = await redeem('203.0.113.9', 'CCCC-DDDD');
    const problem = (await limited.json()) as Problem;

    expect([limited.status, problem.code]).toEqual([429, 'enrolment.too-many-attempts']);
    expect(limited.headers.get('retry-after')).toBe('6');
    expect(problem.detail).toBe(
      'Từ mạng này đã có quá nhiều lần nhập sai mã nhận máy. Hãy đợi rồi thử lại. Còn phải đợi: 6 giây.',
    );
    vi.setSystemTime(Date.now() + 6_000);
    expect((await redeem('203.0.113.9', 'CCCC-DDDD')).status).toBe(200);
  });

  it('are not counted where they are right, so that a whole class enrols at once [A-71]', async () => {
    const codes = Array.from({ length: 100 }, (_, place) => `AAAA-${String(1000 + place)}`);
    for (const code of codes) await addCode(code);

    const statuses = [];
    for (const code of codes) statuses.push((await redeem('203.0.113.9', code)).status);

    expect(new Set(statuses)).toEqual(new Set([200]));
    // And no right code makes room for more wrong ones.
    expect((await guess('203.0.113.9', 62)).slice(-2)).toEqual([404, 429]);
  });

  it('count for whom a trusted proxy names, and for nobody whom a sender makes up [A-70]', async () => {
    await guess(proxy, 61, '203.0.113.9');

    expect((await redeem(proxy, 'ZZZZ-ZZZZ', '198.51.100.1, 203.0.113.9')).status).toBe(429);
    expect((await redeem(proxy, 'ZZZZ-ZZZZ', '203.0.113.9, 198.51.100.1')).status).toBe(404);
    await guess('198.51.100.7', 61, '192.0.2.1');
    expect((await redeem('198.51.100.7', 'ZZZZ-ZZZZ', '192.0.2.2')).status).toBe(429);
    expect((await redeem(proxy, 'ZZZZ-ZZZZ', '192.0.2.1')).status).toBe(404);
  });
});

it('wrong passwords count for whom a trusted proxy names, and say how long to wait [A-70] [P-03]', async () => {
  const tryIn = (peer: string, forwardedFor: string) =>
    from(peer, '/session', { username: 'mot', password: 'sai' }, forwardedFor);
  for (let tries = 0; tries < 10; tries++) await tryIn(proxy, '203.0.113.9');

  const limited = await tryIn(proxy, '203.0.113.9');

  expect((await limited.clone().json()) as Problem).toMatchObject({
    detail: expect.stringMatching(/ Còn phải đợi: (15|14) phút( \d+ giây)?\.$/) as unknown,
  });
  expect(await codeOf(limited)).toBe('session.too-many-attempts');
  expect((await tryIn(proxy, '198.51.100.1')).status).toBe(401);
});
