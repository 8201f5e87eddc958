import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { JudgedLine, Storage } from '../../src/ports/index.ts';
import { createPostgresStorage } from '../../src/storage-postgres/index.ts';
import { machineSurroundings } from '../../src/surroundings.ts';
import { createJudge } from '../conformance/judge-lines.ts';
import { type TestPhone, createTestPhone } from '../world/phone.ts';
import { enrolPhone, newId, plantSurvey } from '../world/setup-world.ts';
import { asking, makeTestDatabase } from './test-database.ts';

const now = '2026-11-23T08:00:00.000Z';
let url: string;
let dataDir: string;
let servers: readonly Storage[];
let phones: readonly { readonly phone: TestPhone; readonly judge: (line: string) => JudgedLine }[];

const open = (province = '86') =>
  createPostgresStorage({ url, province, dataDir, ...machineSurroundings });

/** Each has connections of its own and knows nothing of the others, as another process would. */
beforeEach(async () => {
  url = await makeTestDatabase();
  dataDir = mkdtempSync(join(tmpdir(), 'sipas-many-'));
  servers = await Promise.all([open(), open(), open()]);
  const [first] = servers;
  if (first === undefined) throw new Error('no server');
  const { waveId } = await plantSurvey(first);
  const user = { id: newId(), username: 'a', name: 'A', role: 'surveyor' as const };
  await first.people.addUser({ ...user, passwordHash: '', areas: ['86'] }, now);
  phones = await Promise.all(
    Array.from({ length: 6 }, async () => {
      const phone = createTestPhone({ ...(await enrolPhone(first, user, now)), waveId, newId });
      return { phone, judge: await createJudge(first, phone) };
    }),
  );
});
afterEach(async () => {
  await Promise.all(servers.map(({ keeper }) => keeper.close()));
  rmSync(dataDir, { recursive: true, force: true });
});

const server = (place: number): Storage => {
  const one = servers[place % servers.length];
  if (one === undefined) throw new Error('no server');
  return one;
};

it('gives receipts in the order of commits and without holes, so that who reads up to one misses none [Z-01]', async () => {
  let isOver = false;
  const seen: number[] = [];
  // As whoever pulls does: what comes after the last receipt that was read.
  const follow = async () => {
    for (;;) {
      const wasOver = isOver;
      const rows = await asking(
        url,
        'select receipt from envelopes where province = $1 and receipt > $2 order by receipt',
        ['86', seen.at(-1) ?? 0],
      );
      seen.push(...rows.map(({ receipt }) => Number(receipt)));
      if (wasOver) return;
      await setImmediate();
    }
  };
  const following = follow();
  await Promise.all(
    phones.map(async ({ phone, judge }, place) => {
      for (let batch = 0; batch < 10; batch += 1)
        await server(place + batch).responses.storeOnce(
          [1, 2, 3].map(() => judge(phone.line())),
          now,
        );
    }),
  );
  isOver = true;
  await following;

  expect(seen).toEqual(Array.from({ length: 180 }, (_, place) => place + 1));
  expect((await server(0).keeper.verify()).differences).toEqual([]);
});

it('keeps a batch once that comes five times at once to several servers, with the same receipts [Z-01]', async () => {
  const lines = phones.flatMap(({ phone, judge }) => [judge(phone.line()), judge(phone.line())]);
  const answers = await Promise.all(
    [0, 1, 2, 3, 4].map((place) => server(place).responses.storeOnce(lines, now)),
  );

  const receipts = answers.map((answer) => answer.map(({ receipt }) => receipt));
  expect(new Set(receipts.map((one) => JSON.stringify(one))).size).toBe(1);
  const stored = answers.flat().filter(({ outcome }) => outcome === 'stored');
  expect(stored).toHaveLength(lines.length);
  expect(await server(1).keeper.verify()).toEqual({ envelopes: 12, counted: 12, differences: [] });
});

it('counts one form of a household, whichever servers its forms come to [Z-01]', async () => {
  await Promise.all(
    phones.map(({ phone, judge }, place) =>
      server(place).responses.storeOnce([judge(phone.line({ body: { household: 'H1' } }))], now),
    ),
  );

  expect(await server(2).keeper.verify()).toEqual({ envelopes: 6, counted: 1, differences: [] });
});

it('uses a code once, whoever races [Z-01]', async () => {
  const [user] = await server(0).people.listUsers();
  await server(0).devices.addEnrolmentCode({
    ...{ codeHash: 'c', userId: user?.id ?? '', createdAt: now },
    expiresAt: '2999-01-01T00:00:00.000Z',
  });
  const traits = { name: 'M', platform: 'Android', publicKey: null };
  const redeemed = await Promise.all(
    [0, 1, 2, 3, 4, 5].map((place) => {
      const id = newId();
      return server(place).devices.redeem('c', { id, tokenHash: id, ...traits }, now);
    }),
  );

  expect(redeemed.filter((one) => one === 'enrolment.used')).toHaveLength(5);
});

it('chains the journal of acts over all servers [Z-01]', async () => {
  const actor = { kind: 'operator', id: '', name: '', role: '' } as const;
  await Promise.all(
    Array.from({ length: 30 }, (_, place) =>
      server(place).audit.append({
        ...{ at: now, actor, act: 'wave.made', objectKind: 'wave', objectId: String(place) },
        details: '{}',
      }),
    ),
  );

  expect(await server(0).audit.check()).toEqual({ entries: 30, faults: [] });
});

it('tells each server that another one changed results, and that its own province alone did [Z-03]', async () => {
  const [mine] = phones;
  const other = await open('other');
  const before = server(1).journal.version();
  const beforeOther = other.journal.version();
  if (mine === undefined) throw new Error('no phone');
  await server(0).responses.storeOnce([mine.judge(mine.phone.line())], now);

  await expect.poll(() => server(1).journal.version()).not.toBe(before);
  expect(server(1).journal.changesSince(before)).toBeNull();
  expect(other.journal.version()).toBe(beforeOther);
  await other.keeper.close();
});

it('sees nothing of another province in the same database [Z-01]', async () => {
  const other = await open('other');
  const [mine] = phones;
  if (mine === undefined) throw new Error('no phone');
  await server(0).responses.storeOnce([mine.judge(mine.phone.line())], now);

  expect(await other.keeper.isEmpty()).toBe(true);
  expect(await other.people.listUsers()).toEqual([]);
  expect(await other.devices.byId(mine.phone.deviceId)).toBeNull();
  expect(await other.keeper.verify()).toEqual({ envelopes: 0, counted: 0, differences: [] });
  await other.keeper.close();
});
