import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { JudgedLine } from '../../src/ports/index.ts';
import { type TestPhone, createTestPhone } from '../world/phone.ts';
import { enrolPhone, newId, plantSurvey } from '../world/setup-world.ts';
import { createJudge } from './judge-lines.ts';
import { type TestStorage, openTestStorage, storagesUnderTest } from './storages.ts';

const at = (minute: number) =>
  new Date(Date.parse('2026-11-23T08:00:00.000Z') + minute * 60_000).toISOString();

describe.each(storagesUnderTest())('phones that are not known in %s', (name) => {
  let store: TestStorage;
  let waveId: string;
  let surveyorId: string;
  let known: TestPhone;
  let judgeKnown: (line: string) => JudgedLine;
  beforeEach(async () => {
    store = await openTestStorage(name);
    ({ waveId } = await plantSurvey(store.storage));
    const user = { id: newId(), username: 'lan', name: 'Lan', role: 'surveyor' as const };
    await store.storage.people.addUser({ ...user, passwordHash: '', areas: ['86'] }, at(0));
    surveyorId = user.id;
    known = createTestPhone({ ...(await enrolPhone(store.storage, user, at(0))), waveId, newId });
    judgeKnown = await createJudge(store.storage, known);
  });
  afterEach(() => store.leave());

  const lost = (deviceId: string) => createTestPhone({ deviceId, token: 't', waveId, newId });
  /** As a line of a phone that nobody knows waits: by the name of its phone, without its place. */
  const waiting = (phone: TestPhone, line: string): JudgedLine => ({
    ...judgeKnown(line),
    claim: null,
    verdict: { accepted: false, code: 'envelope.unknown-device', detail: phone.deviceId },
    carrierDeviceId: null,
  });
  const adoption = (deviceId: string) => ({
    ...{ deviceId, name: 'Máy cũ', platform: 'Android', enrolledAt: at(-600) },
    ...{ surveyorId, byUserId: null, ifKnown: 'where-it-called' as const },
  });

  it('lists who called with an unknown token, how often and when, until the phone is heard [A-90]', async () => {
    const { unknownPhones, devices } = store.storage;
    await unknownPhones.noteCaller('x', at(1));
    await unknownPhones.noteCaller('x', at(3));
    await unknownPhones.noteCaller(known.deviceId, at(2));

    expect(await unknownPhones.list()).toMatchObject([
      { deviceId: 'x', standing: 'unknown', surveyor: null, tries: 2, lastSeenAt: at(3) },
      { deviceId: known.deviceId, standing: 'other-token', surveyor: 'lan', tries: 1 },
    ]);
    await devices.recordHello(
      known.deviceId,
      {
        ...{ protocol: 1, deviceId: known.deviceId as never, appVersion: '1', epochs: [] },
        ...{ lastReceipt: null, unsent: 0, oldestUnsentAt: null },
        storage: { persisted: true, usage: null, quota: null },
      },
      at(4),
    );
    expect((await unknownPhones.list()).map(({ deviceId }) => deviceId)).toEqual(['x']);
  });

  it('keeps of those that only called the last two hundred [A-90]', async () => {
    const { unknownPhones } = store.storage;
    await unknownPhones.noteCaller(known.deviceId, at(0));
    for (let call = 1; call <= 205; call += 1)
      await unknownPhones.noteCaller(`x${String(call)}`, at(call));

    const ids = (await unknownPhones.list()).map(({ deviceId }) => deviceId);
    expect(ids).toHaveLength(201);
    expect(ids).toContain(known.deviceId);
    expect(ids).not.toContain('x5');
    expect(ids).toContain('x6');
  });

  it('takes a phone in with its lines, which count once under receipts of their own [A-92]', async () => {
    const { unknownPhones, responses, keeper, devices } = store.storage;
    const phone = lost(newId());
    const lines = [phone.line(), phone.line()];
    await responses.storeOnce(
      lines.map((line) => waiting(phone, line)),
      at(1),
    );

    expect(await unknownPhones.list()).toMatchObject([
      { deviceId: phone.deviceId, standing: 'unknown', lines: 2, forms: 2, communes: ['29551'] },
    ]);
    const waits = await unknownPhones.waiting(phone.deviceId, 10);
    expect(waits.map(({ receipt, line }) => [receipt, Buffer.from(line).toString()])).toEqual(
      lines.map((line, place) => [place + 1, line]),
    );
    await unknownPhones.adopt(adoption(phone.deviceId), at(2), []);
    const judge = await createJudge(store.storage, phone);
    const again = waits.map((waited, place) => ({ judged: judge(lines[place] ?? ''), waited }));
    const receipts = await unknownPhones.storeAgain(again);

    expect(
      receipts.map(({ outcome, receipt, receivedAt }) => [outcome, receipt, receivedAt]),
    ).toEqual([
      ['stored', 3, at(1)],
      ['stored', 4, at(1)],
    ]);
    // Said again it keeps nothing twice.
    expect((await unknownPhones.storeAgain(again)).map(({ outcome }) => outcome)).toEqual([
      'already-stored',
      'already-stored',
    ]);
    expect(await unknownPhones.waiting(phone.deviceId, 10)).toEqual([]);
    const stands = await unknownPhones.judgedAgain(phone.deviceId, 1, 10);
    expect(stands.map(({ waited, stands: as }) => [waited.receipt, as.receipt])).toEqual([[2, 4]]);
    expect(await keeper.verify()).toEqual({ envelopes: 4, counted: 2, differences: [] });
    expect((await responses.keptApart(waveId, 'all', { limit: 10, offset: 0 })).total).toBe(0);
    expect(await devices.byId(phone.deviceId)).toMatchObject({ userId: surveyorId });
    expect(await unknownPhones.adoption(phone.deviceId)).toEqual({
      ...{ deviceId: phone.deviceId, surveyor: 'lan', by: null, at: at(2) },
      ...{ wasEnrolled: false, isSpent: false },
    });
    expect(await store.storage.deviceActs.acts(phone.deviceId)).toMatchObject([
      { act: 'adopted', surveyor: 'Lan', by: null },
    ]);
  });

  it('keeps whose a phone is that is here, and notes it only where something called in its name', async () => {
    const { unknownPhones, deviceActs } = store.storage;
    const other = { id: newId(), username: 'hoa', name: 'Hoa', role: 'surveyor' as const };
    await store.storage.people.addUser({ ...other, passwordHash: '', areas: ['86'] }, at(0));
    const asOther = { ...adoption(known.deviceId), surveyorId: other.id };

    expect(await unknownPhones.adopt(asOther, at(1), [])).toMatchObject({ userId: surveyorId });
    await unknownPhones.adopt(adoption(known.deviceId), at(2), []);
    expect(await unknownPhones.adoption(known.deviceId)).toBeNull();
    await unknownPhones.noteCaller(known.deviceId, at(3));
    await unknownPhones.adopt(adoption(known.deviceId), at(4), []);

    expect(await unknownPhones.adoption(known.deviceId)).toMatchObject({ wasEnrolled: true });
    expect(await deviceActs.acts(known.deviceId)).toHaveLength(1);
    expect(await unknownPhones.list()).toMatchObject([{ standing: 'taken-in' }]);
  });

  it('lets what waited as misplaced count where it lies when the phone is another surveyor’s', async () => {
    const { responses, deviceActs, keeper } = store.storage;
    const other = { id: newId(), username: 'hoa', name: 'Hoa', role: 'surveyor' as const };
    await store.storage.people.addUser({ ...other, passwordHash: '', areas: ['86'] }, at(0));
    const lines = [known.line(), known.line({ envelope: { revision: 1 } })];
    await responses.storeOnce(
      lines.map((line) => ({
        ...judgeKnown(line),
        verdict: { accepted: false as const, code: 'unit.outside-area' as const, detail: '' },
      })),
      at(1),
    );
    await deviceActs.move(
      { deviceId: known.deviceId, surveyorId: other.id, reason: 'x', byUserId: null },
      at(2),
    );
    const judge = await createJudge(store.storage, known);
    const waits = await deviceActs.misplaced(known.deviceId, 0, 10);
    const settled = await deviceActs.settleMisplaced(
      waits.map((waited) => ({ judged: judge(Buffer.from(waited.line).toString()), waited })),
    );

    expect([waits.length, settled]).toEqual([2, 2]);
    expect(await deviceActs.misplaced(known.deviceId, 0, 10)).toEqual([]);
    expect(await keeper.verify()).toEqual({ envelopes: 2, counted: 2, differences: [] });
    const [progress] = await responses.progress(waveId, 'all');
    expect(progress).toMatchObject({ surveyorId: other.id, accepted: 2 });
    expect(await deviceActs.acts(known.deviceId)).toMatchObject([
      { act: 'moved', surveyor: 'Hoa', before: 'Lan', reason: 'x' },
    ]);
  });

  it('keeps text that a database may not know, as it came', async () => {
    const { responses, keeper, devices } = store.storage;
    const village = 'Khóm \uE000 😀';
    const epoch = 'e\uE000\u0000';
    const body = { unit: { commune: '29551', village } };
    const good = judgeKnown(known.line({ body }));
    const bad = judgeKnown(known.line({ envelope: { epoch, seq: 3 }, body }));
    const first = await responses.storeOnce([good, bad], at(1));
    const again = await responses.storeOnce([good, bad], at(2));

    expect(first.map(({ outcome }) => outcome)).toEqual(['stored', 'quarantined']);
    expect(again.map(({ outcome }) => outcome)).toEqual(['already-stored', 'quarantined']);
    expect(again.map(({ receipt }) => receipt)).toEqual([1, 2]);
    expect((await responses.progress(waveId, 'all')).map((row) => row.village)).toEqual([village]);
    const rows = [];
    for await (const row of responses.countedResponses(waveId, 1, 'all')) rows.push(row.village);
    expect(rows).toEqual([village]);
    // Nothing of the survey takes such a sign; what phones and people say of themselves may hold it.
    const named = { ...adoption(newId()), name: 'M\u0000áy \uE000' };
    await store.storage.unknownPhones.adopt(named, at(3), []);
    expect((await devices.byId(named.deviceId))?.name).toBe(named.name);
    expect((await keeper.verify()).differences).toEqual([]);
  });
});
