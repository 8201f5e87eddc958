import type { CaseState } from '@sipas/shared/cases';
import type { Day, Instant } from '@sipas/shared/kernel';
import { withdrawalCode } from '@sipas/shared/response';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type TestPhone, createTestPhone } from '../world/phone.ts';
import { enrolPhone, newId, plantSurvey } from '../world/setup-world.ts';
import { createJudge } from './judge-lines.ts';
import { type TestStorage, openTestStorage, storagesUnderTest } from './storages.ts';

const now = '2026-11-23T08:00:00.000Z' as Instant;

describe.each(storagesUnderTest())('forms that were taken back, kept by %s', (name) => {
  let store: TestStorage;
  let phone: TestPhone;
  let waveId: string;
  let userId: string;
  let judge: Awaited<ReturnType<typeof createJudge>>;
  beforeEach(async () => {
    store = await openTestStorage(name);
    ({ waveId } = await plantSurvey(store.storage));
    const user = { id: newId(), username: 'a', name: 'Lan', role: 'surveyor' as const };
    userId = user.id;
    await store.storage.people.addUser({ ...user, passwordHash: '', areas: ['86'] }, now);
    phone = createTestPhone({ ...(await enrolPhone(store.storage, user, now)), waveId, newId });
    judge = await createJudge(store.storage, phone);
  });
  afterEach(() => store.leave());

  const step = (revision: number, state: CaseState) => ({
    ...{ revision, state, extended: false, note: `bước ${String(revision)}`, userId, at: now },
  });
  const opened = (id: string, code: string | null = null) => ({
    ...{ id, kind: 'withdraw' as const, code, receivedDay: '2026-11-20' as Day, asked: 'x' },
  });
  const query = () => ({ waveId, instrumentKeys: [1], communes: new Set(['29551']) });
  const lines = async () =>
    (await store.storage.deviceActs.firstLines(phone.deviceId, 10)).map(({ line }) =>
      Buffer.from(line).toString('utf8'),
    );

  it('keeps a register of cases to which each step is added once, after the one before [H-05]', async () => {
    const { cases } = store.storage;
    expect(await cases.open(opened('b', '1234'), step(1, 'received'), 2)).toBe(true);
    expect(await cases.open(opened('a'), step(1, 'received'), 2)).toBe(true);
    expect(await cases.open(opened('c'), step(1, 'received'), 2)).toBe(false);
    const added = await Promise.all([2, 2, 2].map(() => cases.add('a', step(2, 'done'))));

    expect(added.filter(Boolean)).toHaveLength(1);
    expect(await cases.add('a', step(4, 'done'))).toBe(false);
    expect((await cases.all()).map(({ id, history }) => [id, history.length])).toEqual([
      ['a', 2],
      ['b', 1],
    ]);
    expect(await cases.find('b')).toEqual({
      ...opened('b', '1234'),
      history: [{ ...step(1, 'received'), by: 'Lan' }],
    });
    expect(await cases.find('c')).toBeNull();
  });

  it('leaves of a form its trace, in the store and of whatever comes of it later [H-12] [H-13] [H-14]', async () => {
    const { storage } = store;
    const ids = [newId(), newId()].sort();
    const [gone = '', rival = ''] = ids;
    const answers = { q1: '1', why: 'CANARY' };
    const first = phone.line({
      envelope: { responseId: gone },
      body: { household: 'H1' },
      answers,
    });
    const second = phone.line({ envelope: { responseId: rival }, body: { household: 'H1' } });
    await storage.responses.storeOnce([first, second].map(judge), now);
    expect((await storage.comments.list(query(), { limit: 9, offset: 0 })).total).toBe(1);
    const code = withdrawalCode(gone);
    expect((await storage.cases.formsOf([code, '0000'])).get(code)).toEqual({
      ...{ responseId: gone, waveId, commune: '29551', isWithdrawn: false },
    });
    await storage.cases.open(opened('a', code), step(1, 'received'), 9);
    const form = { responseId: gone, caseId: 'a' };

    expect(await storage.withdrawals.withdraw(form, step(3, 'done'))).toBeNull();
    expect((await lines()).join()).toContain('CANARY');
    expect(await storage.withdrawals.withdraw(form, step(2, 'done'))).toMatchObject({ lines: 1 });

    expect((await lines()).join()).not.toContain('CANARY');
    expect((await storage.cases.formsOf([code])).get(code)?.isWithdrawn).toBe(true);
    expect((await storage.comments.list(query(), { limit: 9, offset: 0 })).total).toBe(0);
    // The next of its household counts in its place.
    const counted = [];
    for await (const row of storage.responses.countedResponses(waveId, 1, 'all'))
      counted.push(row.responseId);
    expect(counted).toEqual([rival]);
    const [again] = await storage.responses.storeOnce([judge(first)], now);
    expect(again).toMatchObject({ outcome: 'already-stored', receipt: 1 });
    const correction = phone.line({
      ...{ envelope: { responseId: gone, revision: 2, kind: 'correction' }, answers },
    });
    const [later] = await storage.responses.storeOnce([judge(correction)], now);
    expect(later?.outcome).toBe('stored');
    expect((await lines()).join()).not.toContain('CANARY');
    expect(await storage.keeper.verify()).toEqual({ envelopes: 3, counted: 1, differences: [] });
  });

  it('does again what a list says, where the store came from an older copy [H-11]', async () => {
    const { storage, dataDir } = store;
    const gone = newId();
    await storage.responses.storeOnce(
      [judge(phone.line({ envelope: { responseId: gone }, answers: { q1: '1', why: 'CANARY' } }))],
      now,
    );
    await storage.cases.open(opened('a'), step(1, 'received'), 9);
    // The list has it before anything else is done: here the case moved on, and nothing was.
    await storage.withdrawals.withdraw({ responseId: gone, caseId: 'a' }, step(9, 'done'));

    expect(await storage.withdrawals.apply({ from: [dataDir], to: [dataDir] })).toBe(1);
    expect(await storage.withdrawals.apply({ from: [dataDir], to: [dataDir] })).toBe(0);
    expect((await lines()).join()).not.toContain('CANARY');
    expect(await storage.keeper.verify()).toEqual({ envelopes: 1, counted: 0, differences: [] });
  });
});
