import { describe, expect, it } from 'vitest';
import type { Storage, User } from '../../src/ports/index.ts';
import { newId } from '../world/setup-world.ts';
import { openTestStorage, storagesUnderTest } from './storages.ts';

const at = (minute: number) => `2026-11-23T08:${String(minute).padStart(2, '0')}:00.000Z`;
const person = (username: string): User => ({
  ...{ id: newId(), username, name: username, role: 'office', passwordHash: 'old', areas: ['86'] },
});

describe.each(storagesUnderTest())('sessions and second factors in %s', (name) => {
  const inStorage = async (work: (storage: Storage, lan: User, nam: User) => Promise<void>) => {
    const { storage, leave } = await openTestStorage(name);
    const [lan, nam] = [person('lan'), person('nam')];
    try {
      for (const user of [lan, nam]) await storage.people.addUser(user, at(0));
      await work(storage, lan, nam);
    } finally {
      await leave();
    }
  };
  const open = (storage: Storage, user: User, token: string, minute: number) =>
    storage.people.addSession({
      ...{ tokenHash: token, userId: user.id, id: `id-${token}`, agent: `agent ${token}` },
      ...{ createdAt: at(minute), lastSeenAt: at(minute), expiresAt: at(minute + 20) },
    });
  const tokensOf = async (storage: Storage, user: User, minute = 10) =>
    (await storage.people.sessionsOf(user.id, at(minute))).map(({ tokenHash }) => tokenHash);

  it('lists the valid sessions of a user, the last opened first, and when each was seen', () =>
    inStorage(async (storage, lan, nam) => {
      await open(storage, lan, 'a', 1);
      await open(storage, lan, 'b', 5);
      await open(storage, nam, 'c', 6);
      await storage.people.seeSession('a', at(9));

      const listed = await storage.people.sessionsOf(lan.id, at(10));
      expect(listed.map(({ id, agent, lastSeenAt }) => [id, agent, lastSeenAt])).toEqual([
        ['id-b', 'agent b', at(5)],
        ['id-a', 'agent a', at(9)],
      ]);
      expect(await tokensOf(storage, lan, 21)).toEqual(['b']);
    }));

  it('ends a session of a user by its name, and none of another', () =>
    inStorage(async (storage, lan, nam) => {
      await open(storage, lan, 'a', 1);

      expect(await storage.people.endSession(nam.id, 'id-a')).toBe(false);
      expect(await tokensOf(storage, lan)).toEqual(['a']);
      expect(await storage.people.endSession(lan.id, 'id-a')).toBe(true);
      expect(await storage.people.endSession(lan.id, 'id-a')).toBe(false);
      expect(await tokensOf(storage, lan)).toEqual([]);
    }));

  it.each([
    ['a', ['a']],
    [null, []],
  ])('sets a password and ends the sessions of the user but that of %s', (kept, left) =>
    inStorage(async (storage, lan, nam) => {
      for (const token of ['a', 'b']) await open(storage, lan, token, 1);
      await open(storage, nam, 'c', 1);

      await storage.people.setPassword(lan.id, 'new', kept);

      expect((await storage.people.userById(lan.id))?.passwordHash).toBe('new');
      expect((await storage.people.userById(nam.id))?.passwordHash).toBe('old');
      expect(await tokensOf(storage, lan)).toEqual(left);
      expect(await tokensOf(storage, nam)).toEqual(['c']);
    }),
  );

  it('begins a second factor anew until it is confirmed, and then not', () =>
    inStorage(async ({ secondFactors }, lan) => {
      const confirmed = { step: 7, codeHashes: ['x', 'y'], now: at(2), keptTokenHash: '' };
      expect(await secondFactors.of(lan.id)).toBeNull();
      expect(await secondFactors.confirm(lan.id, confirmed)).toBe(false);

      expect(await secondFactors.begin(lan.id, 's1', at(1))).toBe(true);
      expect(await secondFactors.begin(lan.id, 's2', at(1))).toBe(true);
      expect(await secondFactors.holders()).toEqual(new Set());
      expect(await secondFactors.confirm(lan.id, confirmed)).toBe(true);

      expect(await secondFactors.confirm(lan.id, confirmed)).toBe(false);
      expect(await secondFactors.begin(lan.id, 's3', at(3))).toBe(false);
      expect(await secondFactors.holders()).toEqual(new Set([lan.id]));
      expect(await secondFactors.of(lan.id)).toEqual({
        ...{ secret: 's2', confirmedAt: at(2), lastStep: 7, recoveryCodes: 2 },
      });
    }));

  it('ends the sessions that were opened without it, and tells that it is there', () =>
    inStorage(async (storage, lan) => {
      for (const token of ['a', 'b']) await open(storage, lan, token, 1);
      await storage.secondFactors.begin(lan.id, 's', at(1));
      expect((await storage.people.session('a', at(2)))?.hasSecondFactor).toBe(false);

      const given = { step: 1, codeHashes: [], now: at(2), keptTokenHash: 'a' };
      await storage.secondFactors.confirm(lan.id, given);

      expect(await tokensOf(storage, lan)).toEqual(['a']);
      expect((await storage.people.session('a', at(2)))?.hasSecondFactor).toBe(true);
    }));

  it('uses a step and a code on paper once, whoever races', () =>
    inStorage(async ({ secondFactors }, lan, nam) => {
      const given = { step: 7, codeHashes: ['x'], now: at(2), keptTokenHash: '' };
      await secondFactors.begin(lan.id, 's', at(1));
      await secondFactors.confirm(lan.id, given);

      // Who asked first is not promised to be the one.
      const race = async (work: () => Promise<boolean>) =>
        (await Promise.all([work(), work(), work()])).filter(Boolean).length;
      expect(await secondFactors.takeStep(lan.id, 7)).toBe(false);
      expect(await race(() => secondFactors.takeStep(lan.id, 8))).toBe(1);
      expect(await secondFactors.takeStep(lan.id, 6)).toBe(false);
      expect(await secondFactors.takeRecoveryCode(nam.id, 'x')).toBe(false);
      const codes = await race(() => secondFactors.takeRecoveryCode(lan.id, 'x'));
      expect(codes).toBe(1);
    }));

  it('takes a second factor away with its codes and ends the sessions', () =>
    inStorage(async (storage, lan) => {
      const { secondFactors } = storage;
      await open(storage, lan, 'a', 1);
      expect(await secondFactors.remove(lan.id, null)).toBe(false);
      expect(await tokensOf(storage, lan)).toEqual(['a']);
      const given = { step: 7, codeHashes: ['x'], now: at(2), keptTokenHash: 'a' };
      await secondFactors.begin(lan.id, 's', at(1));
      await secondFactors.confirm(lan.id, given);

      expect(await secondFactors.remove(lan.id, null)).toBe(true);

      expect(await secondFactors.of(lan.id)).toBeNull();
      expect(await secondFactors.takeRecoveryCode(lan.id, 'x')).toBe(false);
      expect(await tokensOf(storage, lan)).toEqual([]);
    }));
});
