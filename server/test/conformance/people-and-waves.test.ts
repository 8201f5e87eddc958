import { describe, expect, it } from 'vitest';
import type {
  PlannedVillage,
  SessionRecord,
  Storage,
  StoredUnit,
  User,
} from '../../src/ports/index.ts';
import { smallUnits } from '../world/small-survey.ts';
import { newId, plantSurvey } from '../world/setup-world.ts';
import { openTestStorage, storagesUnderTest } from './storages.ts';

const at = (minute: number) => `2026-11-23T08:${String(minute).padStart(2, '0')}:00.000Z`;

const person = (username: string, areas: readonly string[] = ['86']): User => ({
  id: newId(),
  username,
  name: username.toUpperCase(),
  role: 'surveyor',
  passwordHash: 'hash',
  areas,
});

const sessionOf = (user: User, tokenHash: string, minute: number): SessionRecord => ({
  ...{ tokenHash, userId: user.id, id: `id-${tokenHash}`, agent: 'Firefox' },
  ...{ createdAt: at(minute), lastSeenAt: at(minute), expiresAt: at(minute + 10) },
});

describe.each(storagesUnderTest())('people, phones and waves in %s', (name) => {
  const inStorage = async (work: (storage: Storage) => Promise<void>) => {
    const { storage, leave } = await openTestStorage(name);
    try {
      await work(storage);
    } finally {
      await leave();
    }
  };

  it('keeps one account a user name, with its areas in order', () =>
    inStorage(async ({ people }) => {
      const [first, second] = [person('lan', ['b', 'a', 'b']), person('lan')];

      expect(await people.addUser(first, at(0))).toBe(true);
      expect(await people.addUser(second, at(1))).toBe(false);

      const kept = { ...first, areas: ['a', 'b'] };
      expect(await people.userByName('lan')).toEqual(kept);
      expect(await people.userById(first.id)).toEqual(kept);
      expect(await people.userById(second.id)).toBeNull();
      expect(await people.listUsers()).toEqual([kept]);
    }));

  it('knows a session until its last moment, not at it', () =>
    inStorage(async ({ people }) => {
      const user = person('lan');
      await people.addUser(user, at(0));
      const session = sessionOf(user, 't', 0);
      await people.addSession(session);

      expect(await people.session('t', at(9))).toEqual({ session, user, hasSecondFactor: false });
      expect(await people.session('t', at(10))).toBeNull();
      expect(await people.session('other', at(1))).toBeNull();
      await people.removeSession('t');
      expect(await people.session('t', at(1))).toBeNull();
    }));

  it('counts the sessions of everybody that are valid', () =>
    inStorage(async ({ people }) => {
      const [lan, hoa] = [person('lan'), person('hoa')];
      expect(await people.countSessions(at(0))).toBe(0);
      for (const user of [lan, hoa]) await people.addUser(user, at(0));
      await people.addSession(sessionOf(lan, 'a', 0));
      await people.addSession(sessionOf(lan, 'b', 2));
      await people.addSession(sessionOf(hoa, 'c', 4));

      expect(await people.countSessions(at(9))).toBe(3);
      expect(await people.countSessions(at(10))).toBe(2);
      expect(await people.countSessions(at(20))).toBe(0);
    }));

  it('makes one phone of a code, whoever races', () =>
    inStorage(async ({ people, devices }) => {
      const user = person('lan');
      await people.addUser(user, at(0));
      await devices.addEnrolmentCode({
        codeHash: 'c',
        userId: user.id,
        createdAt: at(0),
        expiresAt: at(10),
      });
      const redeem = (when: string, codeHash = 'c') =>
        devices.redeem(
          codeHash,
          { id: newId(), tokenHash: newId(), name: 'n', platform: 'p', publicKey: null },
          when,
        );

      expect(await redeem(at(1), 'other')).toBe('enrolment.unknown-code');
      expect(await redeem(at(10))).toBe('enrolment.expired');
      const raced = await Promise.all([redeem(at(9)), redeem(at(9)), redeem(at(9))]);
      expect(raced.filter((result) => typeof result !== 'string')).toMatchObject([
        { userId: user.id },
      ]);
      expect(raced.filter((result) => result === 'enrolment.used')).toHaveLength(2);
      expect(await devices.list()).toHaveLength(1);
    }));

  it('keeps the number of a phone whose code asks for a comparison, until a person confirms it', () =>
    inStorage(async ({ people, devices, deviceActs }) => {
      const user = person('lan');
      await people.addUser(user, at(0));
      const code = { userId: user.id, createdAt: at(0), expiresAt: at(10) };
      await devices.addEnrolmentCode({ codeHash: 'c', ...code, compares: true });
      await devices.addEnrolmentCode({ codeHash: 'd', ...code });
      const redeem = (codeHash: string, id: string) => {
        const phone = { id, tokenHash: id, name: 'n', platform: 'p', publicKey: null };
        return devices.redeem(codeHash, { ...phone, comparison: '042 917' }, at(1));
      };
      const [id, other] = [newId(), newId()];

      expect(await redeem('c', id)).toMatchObject({ compares: true });
      expect(await redeem('d', other)).toMatchObject({ compares: false });
      expect((await devices.byId(id))?.comparison).toBe('042 917');
      expect((await devices.byId(other))?.comparison).toBeNull();
      for (const when of [at(2), at(3)])
        await deviceActs.confirm({ deviceId: id, byUserId: user.id }, when);
      await deviceActs.confirm({ deviceId: other, byUserId: user.id }, at(3));
      await deviceActs.noteRelease({ deviceId: id, byUserId: null, reason: 'r' }, at(4));
      expect((await devices.byId(id))?.comparison).toBeNull();
      expect(await deviceActs.acts(other)).toEqual([]);
      expect(await deviceActs.acts(id)).toMatchObject([
        { act: 'confirmed', at: at(2), by: user.name },
        { act: 'released', at: at(4), by: null, reason: 'r' },
      ]);
    }));

  it('uses a code for a new phone or for the phone of its surveyor, whoever races', () =>
    inStorage(async ({ people, devices }) => {
      const [lan, nam] = [person('lan'), person('nam')];
      await people.addUser(lan, at(0));
      await people.addUser(nam, at(0));
      const code = { userId: lan.id, createdAt: at(0), expiresAt: at(10) };
      await devices.addEnrolmentCode({ codeHash: 'c', ...code });
      await devices.addEnrolmentCode({ codeHash: 'd', ...code, purpose: 'pin' });
      await devices.addEnrolmentCode({ codeHash: 'f', ...code });
      const redeem = (codeHash: string, id: string) =>
        devices.redeem(
          codeHash,
          { id, tokenHash: id, name: 'n', platform: 'p', publicKey: null },
          at(1),
        );
      const [id, other] = [newId(), newId()];
      await redeem('c', id);
      const confirm = (codeHash: string, userId: string, when = at(9)) =>
        devices.confirmSurveyor(codeHash, { id, userId }, when);

      expect(await confirm('e', lan.id)).toBe('enrolment.unknown-code');
      expect(await confirm('d', lan.id, at(10))).toBe('enrolment.expired');
      expect(await confirm('d', nam.id)).toBe('enrolment.other-surveyor');
      expect(await confirm('f', lan.id)).toBe('enrolment.not-for-pin');
      expect(await redeem('d', other)).toBe('enrolment.for-pin');
      // Who asked first is not promised to be the one; a new phone never is.
      const [first, second, phone] = await Promise.all([
        confirm('d', lan.id),
        confirm('d', lan.id),
        redeem('d', other),
      ]);
      expect(new Set([first, second])).toEqual(new Set([null, 'enrolment.used']));
      expect(['enrolment.for-pin', 'enrolment.used']).toContain(phone);
      expect((await devices.list()).map((device) => device.id)).toEqual([id]);
    }));

  it('adds reference data once: what is there stays as it is', () =>
    inStorage(async ({ waves }) => {
      const instrument = { id: 'small', version: 'v1', canonical: '{}' };
      const reference = {
        units: smallUnits,
        successions: [],
        groupings: [],
        instruments: [instrument],
      };
      await waves.addReference(reference);

      const renamed = smallUnits.map((unit): StoredUnit => ({ ...unit, parentCode: 'changed' }));
      await waves.addReference({
        ...reference,
        units: renamed,
        instruments: [
          { ...instrument, canonical: '[]' },
          { id: 'small', version: 'v2', canonical: '{}' },
        ],
      });

      expect(await waves.units()).toEqual(
        smallUnits.toSorted((a, b) => (a.code < b.code ? -1 : 1)),
      );
      expect(await waves.instruments()).toEqual([
        { key: 1, ...instrument },
        { key: 2, id: 'small', version: 'v2', canonical: '{}' },
      ]);
    }));

  it('keeps groupings with their nodes and members', () =>
    inStorage(async ({ waves }) => {
      const grouping = {
        id: 'g',
        title: 'Nhóm',
        nodes: [{ code: '1', title: 'Một' }],
        members: [{ commune: '29551', node: '1' }],
      };
      const none = { units: [], successions: [], instruments: [] };

      await waves.addReference({ ...none, groupings: [grouping] });
      await waves.addReference({ ...none, groupings: [grouping] });

      expect(await waves.groupings()).toEqual([grouping]);
    }));

  it('reads a minimum base below the minimum cell as the minimum cell', () =>
    inStorage(async ({ waves }) => {
      const { waveId } = await plantSurvey({ waves } as Storage);
      const [wave] = (await waves.waves()).filter(({ id }) => id === waveId);
      if (!wave) throw new Error('the wave was not kept');
      const older = { ...wave, id: newId(), name: 'Đợt cũ', minimumBase: 3, minimumCell: 10 };

      await waves.addWave(older, [], at(0));

      const read = (await waves.waves()).find(({ id }) => id === older.id);
      expect([read?.minimumBase, read?.minimumCell]).toEqual([10, 10]);
    }));

  it('keeps no second wave of a name, tells when each was made, and which was never opened', () =>
    inStorage(async ({ waves }) => {
      const { waveId, closedWaveId } = await plantSurvey({ waves } as Storage);
      const all = await waves.waves();
      const [wave] = all.filter(({ id }) => id === waveId);
      if (!wave) throw new Error('the wave was not kept');

      expect(await waves.addWave({ ...wave, id: newId() }, [], at(0))).toBe(false);
      const other = { ...wave, id: newId(), name: 'Đợt khác' };
      expect(await waves.addWave(other, [], at(5))).toBe(true);

      expect((await waves.waves()).map(({ name }) => name)).toHaveLength(all.length + 1);
      expect((await waves.makingTimes()).get(other.id)).toBe(at(5));
      const waiting = async () =>
        (await waves.waves()).filter(({ prepared }) => prepared).map(({ id }) => id);
      expect(await waiting()).toEqual([closedWaveId]);
      await waves.setStatus(closedWaveId, 'open', null, at(6));
      await waves.setStatus(closedWaveId, 'closed', null, at(7));
      expect(await waiting()).toEqual([]);
    }));

  it('keeps the weights of villages, one record of a wave at a time', () =>
    inStorage(async ({ waves }) => {
      const { waveId, closedWaveId } = await plantSurvey({ waves } as Storage);
      const weight = (village: string, households: number) => ({
        commune: '29551',
        village,
        weight: households,
      });

      await waves.setVillageWeights(waveId, [weight('b', 2.5), weight('a', 1e6)], at(0));
      expect(await waves.villageWeights(waveId)).toEqual([weight('a', 1e6), weight('b', 2.5)]);
      // The same village twice: what was there stays.
      await expect(
        waves.setVillageWeights(waveId, [weight('c', 1), weight('c', 1)], at(1)),
      ).rejects.toThrow();
      expect(await waves.villageWeights(waveId)).toHaveLength(2);
      await waves.setVillageWeights(waveId, [weight('c', 1)], at(2));
      expect(await waves.villageWeights(waveId)).toEqual([weight('c', 1)]);
      expect(await waves.villageWeights(closedWaveId)).toEqual([]);
    }));

  it('keeps a wave whole or not at all, its plan in the order of codes', () =>
    inStorage(async ({ waves }) => {
      const { waveId } = await plantSurvey({ waves } as Storage);
      const [wave] = (await waves.waves()).filter(({ id }) => id === waveId);
      if (!wave) throw new Error('the wave was not kept');
      const village = (commune: string, code: string): PlannedVillage => ({
        commune,
        code,
        name: code,
        target: 1,
      });
      const again = { ...wave, id: newId(), name: 'Đợt nữa' };

      await waves.addWave(again, [village('2', 'b'), village('1', 'z'), village('2', 'a')], at(0));
      // The same village twice: the whole wave is refused.
      const broken = { ...wave, id: newId(), name: 'Đợt hỏng' };
      await expect(
        waves.addWave(broken, [village('1', 'a'), village('1', 'a')], at(0)),
      ).rejects.toThrow();

      expect((await waves.villages(again.id)).map(({ commune, code }) => commune + code)).toEqual([
        '1z',
        '2a',
        '2b',
      ]);
      expect((await waves.waves()).map(({ id }) => id)).not.toContain(broken.id);
    }));
});
