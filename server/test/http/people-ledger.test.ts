import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parse } from 'valibot';
import { canonicalJson } from '@sipas/shared/kernel';
import {
  type FieldPackage,
  type Problem,
  type PushAnswer,
  closingSchema,
  deviceDetailsSchema,
  deviceListSchema,
  keptApartListSchema,
} from '@sipas/shared/wire';
import type { User } from '../../src/ports/index.ts';
import { type TestPhone, createTestPhone, pushBody } from '../world/phone.ts';
import { type World, newId, setupWorld } from '../world/setup-world.ts';

let world: World;
let surveyor: User;
let phone: TestPhone;
let admin: string;
let office: string;
beforeEach(async () => {
  world = await setupWorld();
  surveyor = await world.addPerson('mot', 'surveyor', ['29551']);
  phone = await world.addPhone(surveyor);
  admin = await world.signIn(await world.addPerson('quantri', 'admin', ['86']));
  office = await world.signIn(await world.addPerson('buudien', 'office', ['29551', '29557']));
});
afterEach(() => world.leave());

const ask = (cookie: string, path: string, body?: unknown) =>
  world.ask(`/api/v1${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { cookie, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
const codeOf = async (response: Response) => ((await response.json()) as Problem).code;
const details = async (cookie = office, id = phone.deviceId) =>
  parse(deviceDetailsSchema, await (await ask(cookie, `/devices/${id}`)).json());
const closing = async (cookie = admin) =>
  parse(closingSchema, await (await ask(cookie, `/waves/${world.waveId}/closing`)).json());
const push = async (lines: readonly string[], header = {}, from = phone) =>
  (await (await world.push(from, pushBody(from, lines, header))).json()) as PushAnswer;
const hello = (changes: Record<string, unknown> = {}, from = phone) =>
  world.ask('/api/v1/sync/hello', {
    method: 'POST',
    headers: { authorization: `Bearer ${from.token}`, 'content-type': 'application/json' },
    body: JSON.stringify({
      protocol: 1,
      deviceId: from.deviceId,
      appVersion: '0.2.0',
      epochs: [],
      lastReceipt: null,
      unsent: 0,
      oldestUnsentAt: null,
      storage: { persisted: true, usage: 1_500_000, quota: 60_000_000 },
      ...changes,
    }),
  });
const head = (headSeq: number, epoch = 'e1') => ({ epochs: [{ epoch, headSeq, headHash: null }] });
const lost = { kind: 'gap', epoch: 'e1', reason: 'máy rơi xuống kênh' } as const;
const writeOff = (changes: object, cookie = office) =>
  ask(cookie, `/devices/${phone.deviceId}/write-offs`, changes);

describe('one phone', () => {
  it('shows head, received, missing, storage and its last word [P-21]', async () => {
    const lines = [phone.line(), phone.line(), phone.line(), phone.line()];
    await push([lines[0] ?? '', lines[2] ?? '']);
    await hello({ ...head(4), unsent: 2, oldestUnsentAt: new Date().toISOString() });

    const shown = await details();

    expect(shown).toMatchObject({
      name: 'Máy thử',
      surveyor: 'Người mot',
      appVersion: '0.2.0',
      storagePersisted: true,
      storageUsage: 1_500_000,
      storageQuota: 60_000_000,
      unsent: 2,
      outstanding: 2,
      received: 2,
      missing: 2,
      epochs: [{ epoch: 'e1', headSeq: 4, received: 2 }],
      gaps: [
        { epoch: 'e1', from: 2, to: 2 },
        { epoch: 'e1', from: 4, to: 4 },
      ],
      alarm: { grade: 'calm', reasons: [] },
    });
  });

  it('of which a copy holds a form of its own is asked for, and keeps a wave open until that is written off [A-98]', async () => {
    const [one, two] = [phone.line(), phone.line()];
    await push([one, two]);
    const hashOf = (line: string) => (JSON.parse(line) as { hash: string }).hash;
    const says = (headSeq: number, headHash: string) =>
      hello({ epochs: [{ epoch: 'e1', headSeq, headHash }], unsent: 1 });
    await says(2, hashOf(two));
    expect((await details()).alarm.grade).toBe('calm');

    // The copy is one behind, then the true phone speaks again and goes on.
    await says(1, 'e'.repeat(64));
    await push([phone.line()]);
    await says(3, 'a'.repeat(64));
    await says(2, hashOf(two));

    const shown = await details();
    expect(shown.alarm).toEqual({ grade: 'alarm', reasons: ['forks'] });
    expect(shown.forks).toBe(2);
    const off = { kind: 'fork', epoch: 'e1', reason: 'máy bị chép' } as const;
    for (const seq of [1, 3])
      expect((await writeOff({ ...off, from: seq, to: seq })).status).toBe(200);
    expect((await details()).alarm.grade).toBe('calm');
  });

  it('is written off with all its gaps at once, or those of a range, each kept by name [P-26]', async () => {
    await push([2, 4, 6, 9].map((seq) => phone.line({ envelope: { seq } })));
    await hello(head(3, 'e2'));
    const all = (from: number, to: number, epoch = '') =>
      writeOff({ ...lost, epoch, from, to, all: true });

    expect((await all(3, 7, 'e1')).status).toBe(200);
    expect((await details()).gaps).toEqual([
      { epoch: 'e1', from: 1, to: 1 },
      { epoch: 'e1', from: 8, to: 8 },
      { epoch: 'e2', from: 1, to: 3 },
    ]);
    expect((await all(1, 99)).status).toBe(200);

    const shown = await details();
    expect(shown.gaps).toEqual([]);
    expect(shown.writeOffs.map(({ epoch, from, to, reason }) => [epoch, from, to, reason])).toEqual(
      [
        ['e1', 3, 3],
        ['e1', 5, 5],
        ['e1', 7, 7],
        ['e1', 1, 1],
        ['e1', 8, 8],
        ['e2', 1, 3],
      ].map((range) => [...range, lost.reason]),
    );
    expect(shown.writeOffs.every(({ by }) => by === 'Người buudien')).toBe(true);
    expect(await codeOf(await all(1, 99))).toBe('device.nothing-open');
    // Without the word for all, a range is still written off only as a whole.
    expect(await codeOf(await writeOff({ ...lost, from: 1, to: 4 }))).toBe('device.nothing-open');
  });

  it('an absurd number is kept apart by name and opens no gap, in a line and in a hello [A-75]', async () => {
    const lines = [1, 100_000, 100_001, 2 ** 53 - 1].map((seq) =>
      phone.line({ envelope: { seq } }),
    );

    const { receipts } = await push(lines);
    await hello({
      epochs: [
        { epoch: 'e1', headSeq: 2 ** 53 - 1, headHash: null },
        { epoch: 'e2', headSeq: 2, headHash: null },
      ],
    });

    expect(receipts.map(({ outcome, code }) => [outcome, code])).toEqual([
      ['stored', undefined],
      ['stored', undefined],
      ['quarantined', 'envelope.number-implausible'],
      ['quarantined', 'envelope.number-implausible'],
    ]);
    expect((await details()).gaps).toEqual([
      { epoch: 'e1', from: 2, to: 99_999 },
      { epoch: 'e2', from: 1, to: 2 },
    ]);
  });

  it('is an alarm where numbers lack that it does not hold, and stands first in the list [P-20]', async () => {
    const other = await world.addPhone(surveyor);
    await push([other.line()], {}, other);
    await push([phone.line({ envelope: { seq: 3 } })]);

    const list = parse(deviceListSchema, await (await ask(office, '/devices')).json());

    expect(list.devices.map(({ id, missing, alarm }) => [id, missing, alarm])).toEqual([
      [phone.deviceId, 2, { grade: 'alarm', reasons: ['gaps'] }],
      [other.deviceId, 0, { grade: 'calm', reasons: [] }],
    ]);
  });

  it('holding a receipt that this life of the store never gave is an alarm; after a restore it is none [P-20]', async () => {
    await push([phone.line()]);
    await hello({ ...head(1), lastReceipt: 1 });
    expect((await details()).alarm.grade).toBe('calm');

    await hello({ ...head(1), lastReceipt: 900 });
    expect(await details()).toMatchObject({
      forgottenReceipt: 900,
      alarm: { grade: 'alarm', reasons: ['server-forgot'] },
    });

    const second = await world.addPhone(surveyor);
    await push([second.line()], {}, second);
    await world.storage.keeper.beginIncarnation('restored');
    expect((await details()).alarm.grade).toBe('calm');
    await hello({ ...head(1), lastReceipt: 900 }, second);
    expect((await details(office, second.deviceId)).alarm.grade).toBe('calm');
  });

  it('shows where a line does not follow the one before it, and keeps it stored [A-53]', async () => {
    const [first, second] = [phone.line(), phone.line()];
    const third = phone.line({ envelope: { prevHash: 'ab'.repeat(32) } });
    const fifth = phone.line({ envelope: { seq: 5, prevHash: 'cd'.repeat(32) } });

    const { receipts } = await push([first, second, third, fifth]);

    expect(receipts.map(({ outcome }) => outcome)).toEqual(Array(4).fill('stored'));
    // What the fifth names would be the fourth, which is not here: nothing can be said of it.
    expect((await details()).brokenLinks).toEqual([{ epoch: 'e1', seq: 3 }]);
  });

  it('a chain that begins anew under the same epoch is broken at its first number [A-53]', async () => {
    await push([phone.line({ envelope: { prevHash: 'ab'.repeat(32) } })]);

    expect((await details()).brokenLinks).toEqual([{ epoch: 'e1', seq: 1 }]);
  });

  it('tells its clock’s offset and how well the times of its forms are known [A-50] [R-20]', async () => {
    const ahead = 10 * 365 * 86_400_000;
    const wall = (ms: number) => new Date(Date.now() + ahead + ms).toISOString();
    const clock = { utcOffsetMin: 420, activeMs: 1 };
    const form = (at: number, sinceContactMs: number | null) =>
      phone.line({ envelope: { clock: { ...clock, wall: wall(at), sinceContactMs } } });
    await push([form(0, null)], { sentAt: wall(0) });
    await push([form(0, 20)], { sentAt: wall(0) });
    await push(
      [
        phone.line({
          envelope: { clock: { ...clock, wall: '1970-01-01T00:00:00.000Z', sinceContactMs: null } },
        }),
      ],
      {
        sentAt: 'never',
      },
    );

    const shown = await details();

    expect(Math.abs((shown.clockOffsetMs ?? 0) - ahead)).toBeLessThan(60_000);
    expect(shown.times).toEqual({ anchored: 1, offset: 1, claimed: 0, implausible: 1 });
    expect((await world.storage.keeper.verify()).differences).toEqual([]);
  });

  it('is nobody’s outside the areas of its surveyor [P-21]', async () => {
    const elsewhere = await world.signIn(await world.addPerson('xa', 'office', ['29584']));
    await push([phone.line({ envelope: { seq: 2 } })]);

    for (const path of [`/devices/${phone.deviceId}`, `/devices/${newId()}`])
      expect(await codeOf(await ask(elsewhere, path))).toBe('device.unknown');
    const refused = await writeOff({ ...lost, from: 1, to: 1 }, elsewhere);
    expect([refused.status, await codeOf(refused)]).toEqual([404, 'device.unknown']);
    expect((await details()).writeOffs).toEqual([]);
  });
});

describe('a write-off', () => {
  it('is kept with who, when and why, and shows what came after all [P-22]', async () => {
    const lines = [phone.line(), phone.line(), phone.line()];
    await push([lines[2] ?? '']);

    const answer = await writeOff({ ...lost, from: 1, to: 2 });

    expect(answer.status).toBe(200);
    const shown = parse(deviceDetailsSchema, await answer.json());
    expect(shown.gaps).toEqual([]);
    expect(shown.missing).toBe(2);
    expect(shown.alarm.grade).toBe('calm');
    expect(shown.writeOffs).toMatchObject([
      { from: 1, to: 2, by: 'Người buudien', reason: lost.reason, came: 0, resolved: false },
    ]);

    const [late] = (await push([lines[0] ?? ''])).receipts;
    expect(late?.outcome).toBe('stored');
    expect((await details()).writeOffs).toMatchObject([{ came: 1, resolved: false }]);
    await push([lines[1] ?? '']);
    expect((await details()).writeOffs).toMatchObject([{ came: 2, resolved: true }]);
  });

  it.each([
    ['numbers that came', { from: 3, to: 3 }],
    ['numbers of which one came', { from: 1, to: 3 }],
    ['numbers beyond all that is known', { from: 4, to: 9 }],
    ['another epoch', { epoch: 'e2', from: 1, to: 1 }],
    ['a range that runs backwards', { from: 2, to: 1 }],
    ['a fork that is none', { kind: 'fork', from: 3, to: 3 }],
    ['forms that were never claimed', { kind: 'unsent', epoch: '', from: 1, to: 1 }],
  ])('of %s is refused [P-22]', async (_what, changes) => {
    await push([phone.line({ envelope: { seq: 3 } })]);

    const refused = await writeOff({ ...lost, ...changes });

    expect([refused.status, await codeOf(refused)]).toEqual([409, 'device.nothing-open']);
    expect((await details()).writeOffs).toEqual([]);
  });

  it.each([
    ['without a reason', { reason: '  ' }],
    ['of number 0', { from: 0 }],
    ['of half a number', { to: 1.5 }],
    ['of a kind that is none', { kind: 'all' }],
  ])('%s is malformed [P-22]', async (_what, changes) => {
    await push([phone.line({ envelope: { seq: 3 } })]);

    const refused = await writeOff({ ...lost, from: 1, to: 2, ...changes });

    expect(await codeOf(refused)).toBe('request.malformed');
  });

  it('needs a session, the right role and a page of our own [P-14] [P-15]', async () => {
    const analyst = await world.signIn(await world.addPerson('phantich', 'analyst', ['86']));
    const path = `/devices/${phone.deviceId}/write-offs`;

    expect(await codeOf(await ask('', path, lost))).toBe('session.required');
    expect(await codeOf(await ask(analyst, path, lost))).toBe('permission.denied');
    const foreign = await world.ask(`/api/v1${path}`, {
      method: 'POST',
      headers: { cookie: office, origin: 'https://elsewhere.example' },
      body: '{}',
    });
    expect(await codeOf(foreign)).toBe('request.foreign-origin');
  });
});

describe('closing a wave', () => {
  const close = () => ask(admin, `/waves/${world.waveId}/close`, {});
  const reopen = () => ask(admin, `/waves/${world.waveId}/reopen`, {});

  it('is refused over a gap that names phone and numbers, until it is written off [P-24]', async () => {
    await push([phone.line({ envelope: { seq: 4 } })]);

    const refused = await close();
    expect(refused.status).toBe(409);
    expect((await refused.json()) as Problem).toMatchObject({
      code: 'wave.open-gaps',
      detail: expect.stringContaining('(Máy thử (Người mot): 1–3)') as string,
    });
    await writeOff({ ...lost, from: 1, to: 2 });
    expect((await closing()).blockers).toMatchObject([{ gaps: [{ epoch: 'e1', from: 3, to: 3 }] }]);
    await writeOff({ ...lost, from: 3, to: 3 });

    expect((await close()).status).toBe(200);
    expect(await closing()).toMatchObject({
      status: 'closed',
      blockers: [],
      changes: [{ status: 'closed', by: 'Người quantri' }],
    });
    expect(await codeOf(await close())).toBe('wave.not-open');
  });

  it('is refused while a phone says that it holds forms [P-23]', async () => {
    await hello({ ...head(2), unsent: 2, oldestUnsentAt: '2026-11-20T08:00:00.000Z' });
    expect(await codeOf(await close())).toBe('wave.open-gaps');

    await push([phone.line(), phone.line()]);
    expect((await close()).status).toBe(200);
  });

  it('is refused while a phone claims forms that have no number, until that is written off [P-23]', async () => {
    await hello({ unsent: 3 });
    expect((await closing()).blockers).toMatchObject([{ unsent: 3 }]);
    expect(await codeOf(await close())).toBe('wave.open-gaps');

    const off = { kind: 'unsent', epoch: '', from: 1, to: 3, reason: 'máy đã hỏng' };
    expect((await writeOff(off)).status).toBe(200);
    expect((await close()).status).toBe(200);
  });

  it('is refused while a number was used twice and nobody has decided [P-23]', async () => {
    await push([phone.line(), phone.line({ envelope: { seq: 1 } })]);
    expect(await codeOf(await close())).toBe('wave.open-gaps');

    const fork = {
      kind: 'fork',
      epoch: 'e1',
      from: 1,
      to: 1,
      reason: 'máy sao chép; giữ phiếu đầu',
    };
    expect((await writeOff(fork)).status).toBe(200);
    expect((await close()).status).toBe(200);
  });

  it('looks at phones of other areas where a line of them lies in the wave, and only there [P-23]', async () => {
    const elsewhere = await world.addPerson('xa', 'surveyor', ['84']);
    const foreign = await world.addPhone(elsewhere);
    await hello({ ...head(9), unsent: 9 }, foreign);
    expect((await closing()).blockers).toEqual([]);
    // Its surveyor worked here before: a line of this wave came from it.
    await push([foreign.line()], {}, foreign);
    expect((await closing()).blockers.map(({ deviceId }) => deviceId)).toEqual([foreign.deviceId]);
    expect(await codeOf(await close())).toBe('wave.open-gaps');
  });

  it('counts a phone that was taken back, and lists it while something of it is open [P-23]', async () => {
    await push([phone.line({ envelope: { seq: 2 } })]);
    const devices = world.storage.devices as { list: typeof world.storage.devices.list };
    const { list } = devices;
    devices.list = async () =>
      (await list()).map((device) => ({ ...device, revokedAt: '2026-11-22T00:00:00.000Z' }));
    const listed = async () =>
      parse(deviceListSchema, await (await ask(office, '/devices')).json()).devices.length;

    expect(await codeOf(await close())).toBe('wave.open-gaps');
    expect(await listed()).toBe(1);
    await writeOff({ ...lost, from: 1, to: 1 });
    expect(await listed()).toBe(0);
    expect((await close()).status).toBe(200);
  });

  it('is refused after a restore over phones that were not heard since, until they say hello [A-56]', async () => {
    const silent = await world.addPhone(surveyor);
    await push([phone.line()]);
    await push([silent.line()], {}, silent);
    expect((await closing()).blockers).toEqual([]);
    const life = newId();
    await world.storage.keeper.beginIncarnation(life);

    expect((await closing()).blockers).toMatchObject([
      { deviceId: phone.deviceId, gaps: [], unheard: life },
      { deviceId: silent.deviceId, gaps: [], unheard: life },
    ]);
    const refused = await close();
    expect(refused.status).toBe(409);
    expect((await refused.json()) as Problem).toMatchObject({
      code: 'wave.open-gaps',
      detail: expect.stringContaining(
        'Máy thử (Người mot): chưa liên lạc từ khi khôi phục',
      ) as string,
    });

    // What it made after the backup is known from its head, and stands against closing by number.
    await hello({ ...head(2) });
    await hello({ ...head(1) }, silent);
    expect((await closing()).blockers).toMatchObject([
      { deviceId: phone.deviceId, gaps: [{ epoch: 'e1', from: 2, to: 2 }], unheard: null },
    ]);
    await push([phone.line()]);
    expect((await close()).status).toBe(200);
  });

  it('over a phone that was not heard since a restore is possible when that is written off, for this restore alone [A-56]', async () => {
    await push([phone.line()]);
    const life = newId();
    await world.storage.keeper.beginIncarnation(life);
    const off = { kind: 'unheard', epoch: life, from: 1, to: 1, reason: 'máy đã hỏng, thay máy' };

    const other = await writeOff({ ...off, epoch: newId() });
    expect([other.status, await codeOf(other)]).toEqual([409, 'device.nothing-open']);
    expect((await writeOff(off)).status).toBe(200);
    expect(await details()).toMatchObject({
      unheard: null,
      writeOffs: [{ kind: 'unheard', by: 'Người buudien', resolved: false }],
    });
    expect((await closing()).blockers).toEqual([]);

    const next = newId();
    await world.storage.keeper.beginIncarnation(next);
    expect((await details()).unheard).toBe(next);
    expect(await codeOf(await close())).toBe('wave.open-gaps');
  });

  it('shows that a phone which was written off has been heard after all [A-56]', async () => {
    const life = newId();
    await world.storage.keeper.beginIncarnation(life);
    const off = { kind: 'unheard', epoch: life, from: 1, to: 1, reason: 'không gọi được' };
    await writeOff(off);

    await hello();

    expect(await details()).toMatchObject({ writeOffs: [{ came: 0, resolved: true }] });
  });

  it('is not hindered by phones of a store that was never restored, nor by those enrolled since [A-56]', async () => {
    expect((await closing()).blockers).toEqual([]);
    await world.storage.keeper.beginIncarnation(newId());
    await hello();
    await world.addPhone(surveyor);

    expect((await closing()).blockers).toEqual([]);
  });

  it('keeps apart what comes after, and packages offer the wave no more [P-24]', async () => {
    const [before, after] = [phone.line(), phone.line()];
    await push([before]);
    await close();

    const { receipts } = await push([before, after]);

    expect(receipts.map(({ outcome, code }) => [outcome, code])).toEqual([
      ['already-stored', undefined],
      ['quarantined', 'wave.closed'],
    ]);
    const list = await (await ask(admin, `/waves/${world.waveId}/kept-apart`)).json();
    expect(parse(keptApartListSchema, list).items.map(({ code }) => code)).toEqual(['wave.closed']);
    const pack = await world.ask('/api/v1/field-package', {
      headers: { authorization: `Bearer ${phone.token}` },
    });
    expect(((await pack.json()) as FieldPackage).waves).toEqual([]);
  });

  it('is undone by opening the wave again, and both stay on record [P-25]', async () => {
    expect(await codeOf(await reopen())).toBe('wave.not-closed');
    await close();

    expect((await reopen()).status).toBe(200);

    expect((await closing()).changes.map(({ status }) => status)).toEqual(['closed', 'open']);
    expect((await push([phone.line()])).receipts[0]?.outcome).toBe('stored');
  });

  it('is done by who sees the whole wave alone [P-24]', async () => {
    const part = await world.signIn(await world.addPerson('motphan', 'admin', ['29551']));
    await push([phone.line({ envelope: { seq: 2 } })]);

    for (const word of ['close', 'reopen']) {
      const refused = await ask(part, `/waves/${world.waveId}/${word}`, {});
      expect([refused.status, await codeOf(refused)]).toEqual([403, 'permission.denied']);
    }
    const elsewhere = await world.signIn(await world.addPerson('xa', 'office', ['29584']));
    expect((await closing(elsewhere)).blockers).toEqual([]);
    expect((await closing(part)).blockers).toHaveLength(1);
  });
});

describe('two phones and copies of phones', () => {
  it('of one surveyor both count, each with its own chain [A-04]', async () => {
    const second = await world.addPhone(surveyor);
    const [a, b] = await Promise.all([
      push([phone.line(), phone.line()]),
      push([second.line(), second.line()], {}, second),
    ]);

    expect([...a.receipts, ...b.receipts].map(({ outcome }) => outcome)).toEqual(
      Array(4).fill('stored'),
    );
    for (const one of [phone, second])
      expect(await details(office, one.deviceId)).toMatchObject({
        received: 2,
        missing: 0,
        forks: 0,
      });
  });

  it('that go on under one epoch are a fork: both forms are kept and it is seen [A-01] [P-21]', async () => {
    const given = { ...phone, waveId: world.waveId, newId };
    const [original, copy] = [createTestPhone(given), createTestPhone(given)];
    const shared = original.line();
    copy.line();
    await push([shared]);

    const mine = await push([original.line()]);
    const theirs = await push([copy.line(), copy.line()]);

    expect(mine.receipts[0]?.outcome).toBe('stored');
    expect(theirs.receipts.map(({ outcome }) => outcome)).toEqual(['fork', 'stored']);
    const shown = await details();
    expect(shown).toMatchObject({ forks: 1, openForks: [{ epoch: 'e1', from: 2, to: 2 }] });
    const held = await world.storage.keeper.verify();
    expect([held.envelopes, held.differences]).toEqual([4, []]);
  });

  it('that begin a new epoch are no fork [A-04]', async () => {
    const given = { ...phone, waveId: world.waveId, newId };
    const restored = createTestPhone(given);
    await push([phone.line()]);

    const { receipts } = await push([restored.line({ envelope: { epoch: 'e2' } })]);

    expect(receipts[0]?.outcome).toBe('stored');
    expect(await details()).toMatchObject({ forks: 0, received: 2, missing: 0 });
  });

  it('lay the chain side by side by the hashes themselves [A-53]', async () => {
    const first = phone.envelope();
    const { hash: _hash, sig: _sig, ...rest } = first;
    const own = createHash('sha256').update(canonicalJson(rest)).digest('hex');

    await push([canonicalJson(first), phone.line()]);

    expect(phone.envelope()['prevHash']).not.toBe(own);
    expect((await details()).brokenLinks).toEqual([]);
  });
});
