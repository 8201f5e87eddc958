import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AuditNote } from '@sipas/shared/audit';
import type { StoreRemovals } from '../../src/ports/index.ts';
import { type TestPhone, createTestPhone } from '../world/phone.ts';
import { enrolPhone, newId, plantSurvey } from '../world/setup-world.ts';
import { createJudge } from './judge-lines.ts';
import { type TestStorage, openTestStorage, storagesUnderTest } from './storages.ts';

const hour = (count: number) =>
  new Date(Date.parse('2026-06-01T00:00:00.000Z') + count * 3_600_000).toISOString();
const note = (removed: StoreRemovals): AuditNote => ({
  ...{ at: hour(99), actor: { kind: 'operator', id: '', name: '', role: '' } },
  ...{ act: 'retention.applied', objectKind: 'store', objectId: '' },
  details: JSON.stringify(removed),
});

describe.each(storagesUnderTest())('what is past its time in %s', (name) => {
  let test: TestStorage;
  let waveId: string;
  let surveyor: { id: string; username: string; name: string; role: 'surveyor' };
  let phone: TestPhone;
  beforeEach(async () => {
    test = await openTestStorage(name);
    ({ waveId } = await plantSurvey(test.storage));
    surveyor = { id: newId(), username: 'lan', name: 'Lan', role: 'surveyor' };
    await test.storage.people.addUser({ ...surveyor, passwordHash: '', areas: ['86'] }, hour(0));
    const enrolled = await enrolPhone(test.storage, surveyor, hour(0));
    phone = createTestPhone({ ...enrolled, waveId, newId });
  });
  afterEach(() => test.leave());

  const hello = (at: string) =>
    test.storage.devices.recordHello(
      phone.deviceId,
      {
        ...{ protocol: 1, deviceId: phone.deviceId as never, appVersion: '1', epochs: [] },
        ...{ lastReceipt: null, unsent: 2, oldestUnsentAt: hour(1) as never },
        storage: { persisted: true, usage: 5, quota: 9 },
      },
      at,
    );
  const session = (id: string, expiresAt: string) =>
    test.storage.people.addSession({
      ...{ tokenHash: `t-${id}`, id, userId: surveyor.id, agent: 'Chrome' },
      ...{ createdAt: hour(0), expiresAt, lastSeenAt: hour(0) },
    });
  const code = (codeHash: string, expiresAt: string) =>
    test.storage.devices.addEnrolmentCode({
      ...{ codeHash, userId: surveyor.id, createdAt: hour(0), expiresAt },
    });
  const remove = (cutoffs: Parameters<TestStorage['storage']['retention']['remove']>[0]) =>
    test.storage.retention.remove(cutoffs, note);

  it('removes sessions, codes and callers that ended before the moment, and no other [Y-07]', async () => {
    const { retention, people, devices, unknownPhones } = test.storage;
    await session('old', hour(1));
    await session('edge', hour(2));
    const kept = await devices.list();
    await code('old', hour(1));
    await code('edge', hour(2));
    await unknownPhones.noteCaller('old', hour(1));
    await unknownPhones.noteCaller('edge', hour(2));
    const before = hour(2);
    const cutoffs = { sessions: before, 'enrolment-codes': before, 'unknown-callers': before };
    const counts = { sessions: 1, 'enrolment-codes': 1, 'unknown-callers': 1 };

    expect(await retention.due(cutoffs)).toEqual(counts);
    expect(await remove(cutoffs)).toEqual(counts);

    expect(await people.session('t-old', hour(0))).toBeNull();
    expect(await people.session('t-edge', hour(0))).not.toBeNull();
    expect((await unknownPhones.list()).map(({ deviceId }) => deviceId)).toEqual(['edge']);
    const device = { id: newId(), tokenHash: 'x', name: 'n', platform: 'p', publicKey: null };
    expect(await devices.redeem('old', device, hour(0))).toBe('enrolment.unknown-code');
    expect(await devices.redeem('edge', device, hour(3))).toBe('enrolment.expired');
    expect(await devices.list()).toEqual(kept);
    expect(await remove(cutoffs)).toEqual({
      ...{ sessions: 0, 'enrolment-codes': 0, 'unknown-callers': 0 },
    });
  });

  it('keeps of each phone its last contact, however old [Y-07]', async () => {
    const { devices } = test.storage;
    for (const at of [1, 2, 3]) await hello(hour(at));

    expect(await remove({ 'phone-contacts': hour(50) })).toEqual({ 'phone-contacts': 2 });

    expect((await devices.clock(phone.deviceId)).contacts.map(({ at }) => at)).toEqual([hour(3)]);
  });

  it('clears what was said of a phone that was revoked before the moment; the phone itself stays [Y-07]', async () => {
    const { devices, deviceActs, responses } = test.storage;
    const judge = await createJudge(test.storage, phone);
    const contact = { deviceId: phone.deviceId, offsetMs: 7 };
    await responses.storeOnce([judge(phone.line())], hour(1), contact);
    await hello(hour(1));
    expect(await devices.byId(phone.deviceId)).toMatchObject({ clockMeasuredAt: hour(1) });
    const other = await enrolPhone(test.storage, surveyor, hour(0));
    await deviceActs.revoke(
      { deviceId: phone.deviceId, byUserId: surveyor.id, reason: 'mất máy' },
      hour(2),
    );
    const untouched = await devices.byId(other.deviceId);

    expect(await remove({ 'phone-details': hour(2) })).toEqual({ 'phone-details': 0 });
    expect(await remove({ 'phone-details': hour(3) })).toEqual({ 'phone-details': 1 });

    expect(await devices.byId(phone.deviceId)).toEqual({
      ...{ id: phone.deviceId, userId: surveyor.id, enrolledAt: hour(0), revokedAt: hour(2) },
      ...{ name: '', platform: '', appVersion: null, oldestUnsentAt: null, lastContactAt: hour(1) },
      ...{ storagePersisted: null, storageUsage: null, storageQuota: null, unsent: 2 },
      ...{ clockOffsetMs: null, clockMeasuredAt: null },
      ...{ forgottenAt: null, forgottenReceipt: null, comparison: null },
    });
    expect(await devices.byId(other.deviceId)).toEqual(untouched);
    expect(await test.storage.retention.due({ 'phone-details': hour(3) })).toEqual({
      'phone-details': 0,
    });
  });

  it('leaves every form as it was and nothing that verify calls a difference [Y-07]', async () => {
    const { responses, keeper } = test.storage;
    const judge = await createJudge(test.storage, phone);
    const contact = { deviceId: phone.deviceId, offsetMs: 7 };
    await responses.storeOnce([judge(phone.line()), judge(phone.line())], hour(1), contact);
    await hello(hour(2));
    const receipt = await keeper.lastReceipt();

    const removed = await remove({
      ...{ 'phone-details': hour(90), 'phone-contacts': hour(90), sessions: hour(90) },
      ...{ 'enrolment-codes': hour(90), 'unknown-callers': hour(90) },
    });

    expect(removed).toMatchObject({ 'phone-contacts': 1 });
    expect(await keeper.verify()).toEqual({ envelopes: 2, counted: 2, differences: [] });
    expect(await keeper.lastReceipt()).toBe(receipt);
    // The phone that was swept over sends on as before.
    const [more] = await responses.storeOnce([judge(phone.line())], hour(91), contact);
    expect(more?.outcome).toBe('stored');
  });

  it('notes what it removed in the same transaction, and removes nothing that cannot be noted [Y-07]', async () => {
    const { audit, retention, people } = test.storage;
    await session('old', hour(1));
    const unwritable = () => ({ ...note({}), details: null as unknown as string });

    await expect(retention.remove({ sessions: hour(2) }, unwritable)).rejects.toThrow();
    expect(await people.session('t-old', hour(0))).not.toBeNull();
    await remove({ sessions: hour(2) });

    const { entries } = await audit.page({ act: 'retention.applied' }, { limit: 9, offset: 0 });
    expect(entries.map(({ details }) => details)).toEqual(['{"sessions":1}']);
    expect((await audit.check()).faults).toEqual([]);
  });

  it('deletes receipts of the allowance of some waves, and of none those that came before [Y-07]', async () => {
    const { allowances } = test.storage;
    const kept = (content: string, wave: string | null) => ({
      ...{ id: content, content, deviceId: 'd', waveId: wave, commune: '29551', village: '1' },
      ...{ amountVnd: 50_000, code: null },
      sealed: { household: null, name: `Người ${content}`, strokes: [], signedAt: hour(0) },
    });
    await allowances.keepOnce([kept('a', 'w1'), kept('b', 'w2'), kept('c', null)], hour(1));
    await allowances.keepOnce([kept('d', null)], hour(2));
    const past = { waves: ['w1', 'w3'], unplacedBefore: hour(2) };

    expect(await allowances.countPast({ waves: [], unplacedBefore: null })).toBe(0);
    expect(await allowances.deletePast({ waves: [], unplacedBefore: null })).toBe(0);
    expect(await allowances.countPast(past)).toBe(2);
    expect(await allowances.deletePast(past)).toBe(2);

    expect(await allowances.countPast({ waves: ['w2'], unplacedBefore: hour(9) })).toBe(2);
    const listed = await allowances.list('w2', 'all', { limit: 9, offset: 0 });
    expect(listed.map(({ person }) => person.name)).toEqual(['Người b']);
  });
});
