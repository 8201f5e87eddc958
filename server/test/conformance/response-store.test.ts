import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { currentRevision, slotKey } from '@sipas/shared/response';
import type { JudgedLine, Storage } from '../../src/ports/index.ts';
import { type TestPhone, createTestPhone } from '../world/phone.ts';
import { enrolPhone, newId, plantSurvey } from '../world/setup-world.ts';
import { createJudge } from './judge-lines.ts';
import { openTestStorage, storagesUnderTest } from './storages.ts';

const now = '2026-11-23T08:00:00.000Z';
const villages = ['Khóm 1', 'khóm 1 ', 'Khóm 2'] as const;
const kinds = ['final', 'partial', 'correction', 'withdrawal', 'visit'] as const;

/** One revision of one of a few responses in one of a few slots. */
interface Planned {
  readonly response: number;
  readonly revision: number;
  readonly kind: (typeof kinds)[number];
  readonly village: (typeof villages)[number];
  readonly household: string | undefined;
  readonly q1: string;
  readonly q2: string;
}

const planned: fc.Arbitrary<Planned> = fc.record({
  response: fc.nat(4),
  revision: fc.integer({ min: 1, max: 3 }),
  kind: fc.constantFrom(...kinds),
  village: fc.constantFrom(...villages),
  household: fc.constantFrom('H1', 'h1', 'H2', undefined),
  q1: fc.constantFrom('2', '3', '4', '5'),
  q2: fc.constantFrom('1', '5'),
});
/** Honest phones give each revision of a response one content. */
const honest = fc.uniqueArray(planned, {
  selector: ({ response, revision }) => `${response} ${revision}`,
  maxLength: 12,
});
/** In which order, how often and in how large batches the envelopes come. */
const schedule = fc.record({
  picks: fc.array(fc.nat(), { maxLength: 30 }),
  size: fc.integer({ min: 1, max: 7 }),
});

const ids = Array.from({ length: 5 }, newId);

function makeLine(phone: TestPhone, plan: Planned): string {
  const { q1, q2, village, household, kind } = plan;
  const hasForm = kind !== 'visit' && kind !== 'withdrawal';
  const answers = kind === 'visit' ? { outcome: q1 === '2' ? 'refused' : 'away' } : {};
  return phone.line({
    envelope: { responseId: ids[plan.response], revision: plan.revision, kind },
    body: {
      unit: { commune: '29551', village },
      ...(household === undefined ? {} : { household }),
      answers: hasForm ? { sex: '1', q1, q2 } : answers,
    },
  });
}

function arrange(lines: readonly JudgedLine[], order: { picks: number[]; size: number }) {
  // Some come early, some again; in the end all have come.
  const coming = [...order.picks.map((pick) => lines[pick % lines.length]), ...lines].flatMap(
    (line) => line ?? [],
  );
  const batches: JudgedLine[][] = [];
  for (let from = 0; from < coming.length; from += order.size)
    batches.push(coming.slice(from, from + order.size));
  return batches;
}

async function snapshot(storage: Storage, waveId: string) {
  const rows = [];
  for await (const row of storage.responses.countedResponses(waveId, 1, 'all')) rows.push(row);
  const counts = await storage.responses.villageCounts(waveId, 1, 'all');
  const progress = await storage.responses.progress(waveId, 'all');
  return {
    rows,
    counts: counts.map((village) => ({ ...village, counts: [...village.counts] })),
    progress: progress.map(({ lastReceivedAt: _at, ...row }) => row),
  };
}

describe.each(storagesUnderTest())('responses in %s', (name) => {
  const setup = async () => {
    const opened = await openTestStorage(name);
    const { storage } = opened;
    const { waveId } = await plantSurvey(storage);
    const user = { id: newId(), username: 'a', name: 'A', role: 'surveyor' as const };
    await storage.people.addUser({ ...user, passwordHash: '', areas: ['86'] }, now);
    const phone = createTestPhone({ ...(await enrolPhone(storage, user, now)), waveId, newId });
    return { ...opened, waveId, phone, judge: await createJudge(storage, phone) };
  };

  it('keeps the same rows and counts in any order, repetition and grouping of honest forms [A-02] [A-05]', async () => {
    await fc.assert(
      fc.asyncProperty(honest, schedule, schedule, async (plans, one, other) => {
        const world = await setup();
        const again = await openTestStorage(name);
        try {
          const lines = plans.map((plan) => world.judge(makeLine(world.phone, plan)));
          await plantCopy(again.storage, world.storage, world.waveId);
          for (const batch of arrange(lines, one))
            await world.storage.responses.storeOnce(batch, now);
          for (const batch of arrange(lines, other))
            await again.storage.responses.storeOnce(batch, now);

          const first = await snapshot(world.storage, world.waveId);
          expect(await snapshot(again.storage, world.waveId)).toEqual(first);
          expect(first.rows.map(({ responseId }) => responseId)).toEqual(
            countedByTheRules(plans, world.waveId),
          );
          expect((await world.storage.keeper.verify()).differences).toEqual([]);
          expect((await again.storage.keeper.verify()).differences).toEqual([]);
        } finally {
          await world.leave();
          await again.leave();
        }
      }),
      { numRuns: 20 },
    );
  });

  it('counts a village by hand: three forms, one withdrawn [A-05]', async () => {
    const { storage, waveId, phone, judge, leave } = await setup();
    const withdrawn = newId();
    const lines = [
      phone.line({ answers: { sex: '1', q1: '4', q2: '5' } }),
      phone.line({
        answers: { sex: '2', q1: '4', q2: { missing: 'left-blank' } },
        envelope: { kind: 'partial' },
      }),
      phone.line({ answers: { sex: '2', q1: '2', q2: '5' } }),
      phone.line({ answers: { sex: '2', q1: '3', q2: '3' }, envelope: { responseId: withdrawn } }),
      phone.line({
        envelope: { responseId: withdrawn, revision: 2, kind: 'withdrawal' },
        body: { answers: {} },
      }),
    ].map(judge);

    await storage.responses.storeOnce(lines, now);

    // Layout: responses | sex 1 2 - . r d | q1 1 2 3 4 5 - . r d | q2 the same | F | service | overall.
    const [village] = await storage.responses.villageCounts(waveId, 1, 'all');
    expect([...(village?.counts ?? [])]).toEqual([
      2, 1, 1, 0, 0, 0, 0, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 0, 0, 0, 0, 2, 2, 2,
    ]);
    await leave();
  });

  it('lets the first begun response of a household count, also when it comes last [A-02]', async () => {
    const { storage, waveId, phone, judge, leave } = await setup();
    const [early, late] = [newId(), newId()].sort();
    const of = (responseId: string | undefined) =>
      judge(phone.line({ envelope: { responseId }, body: { household: 'H1' } }));
    const counted = async () => (await snapshot(storage, waveId)).rows.map((row) => row.responseId);

    await storage.responses.storeOnce([of(late)], now);
    expect(await counted()).toEqual([late]);

    await storage.responses.storeOnce([of(early)], now);
    expect(await counted()).toEqual([early]);

    const withdrawal = { responseId: early, revision: 2, kind: 'withdrawal' };
    await storage.responses.storeOnce(
      [judge(phone.line({ envelope: withdrawal, body: { household: 'H1', answers: {} } }))],
      now,
    );
    expect(await counted()).toEqual([late]);
    await leave();
  });

  it('shows only what lies in the scope', async () => {
    const { storage, waveId, phone, judge, leave } = await setup();
    await storage.responses.storeOnce(
      [
        phone.line({ body: { unit: { commune: '29551', village: 'A' } } }),
        phone.line({ body: { unit: { commune: '29557', village: 'B' } } }),
        phone.line({ body: { unit: { commune: '29557', village: 'B' } }, answers: { q1: '9' } }),
        'unreadable',
      ].map(judge),
      now,
    );
    const page = { limit: 10, offset: 0 };
    const scope = new Set(['29557']);

    const rows = [];
    for await (const row of storage.responses.countedResponses(waveId, 1, scope))
      rows.push(row.village);
    expect(rows).toEqual(['B']);
    expect((await storage.responses.villageCounts(waveId, 1, scope)).map((v) => v.village)).toEqual(
      ['B'],
    );
    expect((await storage.responses.progress(waveId, scope)).map((row) => row.commune)).toEqual([
      '29557',
    ]);
    expect(
      (await storage.responses.keptApart(waveId, scope, page)).items.map(({ code }) => code),
    ).toEqual(['answer.unknown-option']);
    const all = await storage.responses.keptApart(waveId, 'all', page);
    expect([all.total, all.items.map((row) => [row.waveId, row.deviceId])]).toEqual([
      2,
      [
        [null, phone.deviceId],
        [waveId, phone.deviceId],
      ],
    ]);
    expect((await storage.responses.progress(waveId, new Set())).length).toBe(0);
    await leave();
  });

  it('gives the interviews that count or were broken off, with the bytes that they came in', async () => {
    const { storage, waveId, phone, judge, leave } = await setup();
    const [first, partial, corrected, withdrawn, visit] = [1, 2, 3, 4, 5].map(newId).sort();
    const of = (envelope: Record<string, unknown>, commune = '29551') =>
      phone.line({ envelope, body: { unit: { commune, village: 'A' } } });
    const elsewhere = of({ responseId: visit }, '29557');
    const correction = of({ responseId: corrected, revision: 2, kind: 'correction' });
    const lines = [
      of({ responseId: first }),
      of({ responseId: partial, kind: 'partial' }),
      of({ responseId: corrected }),
      correction,
      of({ responseId: withdrawn }),
      of({ responseId: withdrawn, revision: 2, kind: 'withdrawal' }),
      elsewhere,
    ];
    await storage.responses.storeOnce(lines.map(judge), now);

    const rows = [];
    for await (const row of storage.responses.interviews(waveId, new Set(['29551'])))
      rows.push(row);
    expect(rows.map(({ responseId, kind }) => [responseId, kind])).toEqual([
      [first, 'final'],
      [partial, 'partial'],
      [corrected, 'correction'],
    ]);
    expect(rows[2]?.envelope).toEqual(JSON.parse(correction));
    expect(rows[0]).toMatchObject({ instrumentKey: 1, village: 'A', mode: 'interview' });
    expect(rows[0]?.packed).not.toBe('');
    await leave();
  });

  it('goes on storing while an export is being read, which sees the store as it began', async () => {
    const { storage, waveId, phone, judge, leave } = await setup();
    await storage.responses.storeOnce([judge(phone.line()), judge(phone.line())], now);

    const seen = [];
    for await (const row of storage.responses.countedResponses(waveId, 1, 'all')) {
      seen.push(row.responseId);
      await storage.responses.storeOnce([judge(phone.line())], now);
    }

    expect(seen).toHaveLength(2);
    expect((await snapshot(storage, waveId)).rows).toHaveLength(4);
    await leave();
  });

  it('keeps the last hundred contacts of a phone, and what was measured of its clock', async () => {
    const { storage, phone, judge, leave } = await setup();
    const { deviceId } = phone;
    const minute = (count: number) => new Date(Date.parse(now) + count * 60_000).toISOString();
    for (let count = 1; count <= 103; count += 1)
      await storage.responses.storeOnce([judge(phone.line())], minute(count), {
        deviceId,
        offsetMs: count === 103 ? null : 1_000 + count,
      });

    const { contacts, clockOffsetMs } = await storage.devices.clock(deviceId);

    // Of 103 the first three are forgotten; the last push told no time, so the one before it stands.
    expect(contacts.map(({ at }) => at)).toEqual(
      Array.from({ length: 100 }, (_, index) => minute(index + 4)),
    );
    expect(clockOffsetMs).toBe(1_102);
    await leave();
  });

  it('lists the gaps of a chain up to the head that the phone reported, and closes them [A-04]', async () => {
    const { storage, phone, judge, leave } = await setup();
    const at = (epoch: string, seq: number) => judge(phone.line({ envelope: { epoch, seq } }));
    const hello = (headSeq: number) => ({
      protocol: 1,
      deviceId: phone.deviceId as never,
      appVersion: '1',
      epochs: [{ epoch: 'e1', headSeq, headHash: null }],
      lastReceipt: null,
      unsent: 0,
      oldestUnsentAt: null,
      storage: { persisted: true, usage: null, quota: null },
    });
    await storage.responses.storeOnce([at('e1', 2), at('e1', 5), at('e0', 3)], now);
    await storage.devices.recordHello(phone.deviceId, hello(7), now);
    await storage.devices.recordHello(phone.deviceId, hello(4), now);

    const ledger = await storage.devices.ledger(phone.deviceId);

    expect(ledger).toEqual({
      received: 3,
      forks: 0,
      acknowledged: [],
      forkPlaces: [],
      writeOffs: [],
      unheard: null,
      epochs: [
        { epoch: 'e0', headSeq: null, highest: 3, received: 1 },
        { epoch: 'e1', headSeq: 7, highest: 5, received: 2 },
      ],
      missing: [
        { epoch: 'e0', from: 1, to: 2 },
        { epoch: 'e1', from: 1, to: 1 },
        { epoch: 'e1', from: 3, to: 4 },
        { epoch: 'e1', from: 6, to: 7 },
      ],
    });
    await storage.responses.storeOnce(
      [1, 3, 4, 6, 7].map((seq) => at('e1', seq)),
      now,
    );
    expect((await storage.devices.ledger(phone.deviceId)).missing).toEqual([
      { epoch: 'e0', from: 1, to: 2 },
    ]);
    await leave();
  });
});

it('refuses to test a storage that nobody knows', () => {
  expect(() => storagesUnderTest('mysql')).toThrow("no storage 'mysql'");
  expect(() => storagesUnderTest('')).toThrow();
});

/** The other store knows the same wave, person and phone. */
async function plantCopy(into: Storage, from: Storage, waveId: string): Promise<void> {
  await plantSurvey(into);
  const wave = (await from.waves.waves()).find(({ id }) => id === waveId);
  if (wave) await into.waves.addWave({ ...wave, name: 'copy' }, [], now);
  for (const user of await from.people.listUsers()) await into.people.addUser(user, now);
  for (const device of await from.devices.list()) {
    await into.devices.addEnrolmentCode({
      codeHash: device.id,
      userId: device.userId,
      createdAt: now,
      expiresAt: '2999-01-01T00:00:00.000Z',
    });
    const { id, name, platform } = device;
    await into.devices.redeem(id, { id, name, platform, tokenHash: id, publicKey: null }, now);
  }
}

/** Which responses count, straight from the rules of a response: R-08 for each, then the first of each slot. */
function countedByTheRules(plans: readonly Planned[], waveId: string): (string | undefined)[] {
  const current = [0, 1, 2, 3, 4].flatMap((response) => {
    const found = currentRevision(plans.filter((plan) => plan.response === response));
    return found ? [found] : [];
  });
  const taken = new Set<string>();
  return current
    .sort((a, b) => ((ids[a.response] ?? '') < (ids[b.response] ?? '') ? -1 : 1))
    .filter(({ village, household }) => {
      const slot = slotKey({ waveId, instrumentId: 'small', commune: '29551', village, household });
      if (slot === null) return true;
      if (taken.has(slot)) return false;
      taken.add(slot);
      return true;
    })
    .map(({ response }) => ids[response]);
}
