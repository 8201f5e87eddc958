import type { IncidentFacts } from '@sipas/shared/incidents';
import type { Instant } from '@sipas/shared/kernel';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { WrittenEntry } from '../../src/ports/index.ts';
import { newId } from '../world/setup-world.ts';
import { type TestStorage, openTestStorage, storagesUnderTest } from './storages.ts';

const now = '2026-11-23T08:00:00.000Z' as Instant;
const most = { incidents: 2, entries: 3 };
const facts: IncidentFacts = {
  ...{ noticedAt: now, beganAt: null, what: 'Mất "máy" \\ ’\nở xã', peopleMost: null },
  data: ['form:sensitive', 'user:identifying'],
};

describe.each(storagesUnderTest())('the register of incidents in %s', (name) => {
  let under: TestStorage;
  let userId: string;
  beforeEach(async () => {
    under = await openTestStorage(name);
    userId = newId();
    const user = { id: userId, username: 'lan', name: 'Lan', role: 'admin' as const };
    await under.storage.people.addUser({ ...user, passwordHash: '', areas: ['86'] }, now);
  });
  afterEach(() => under.leave());
  const entry = (revision: number, more: Partial<WrittenEntry> = {}): WrittenEntry => ({
    ...{ revision, step: 'contained', at: now, facts: null, doneAt: now, verdict: null },
    ...{ reference: null, corrects: null, note: `bước ${String(revision)}`, userId, ...more },
  });
  const opened = () => entry(1, { step: 'suspected', facts, doneAt: null });

  it('keeps every entry as it was written, and each is added once, after the one before [H-47]', async () => {
    const { incidents } = under.storage;
    expect(await incidents.open('b', opened(), most)).toBe(true);
    expect(await incidents.open('a', opened(), most)).toBe(true);
    expect(await incidents.open('c', opened(), most)).toBe(false);
    const told = entry(2, { step: 'notified', reference: '12/BC-SNV', corrects: 1 });
    const added = await Promise.all([1, 2, 3].map(() => incidents.add('a', told, most)));

    expect(added.sort()).toEqual(['added', 'changed', 'changed']);
    expect(await incidents.add('a', entry(4), most)).toBe('changed');
    expect(await incidents.add('none', entry(2), most)).toBe('changed');
    const more = { ...facts, beganAt: now, peopleMost: 0, data: [] };
    const known = entry(3, { step: 'facts', facts: more, doneAt: null, verdict: 'no-duty' });
    expect(await incidents.add('a', known, most)).toBe('added');
    expect(await incidents.add('a', entry(4), most)).toBe('full');
    expect(await incidents.all()).toEqual([
      { id: 'a', history: [opened(), told, known].map((one) => ({ ...one, by: 'Lan' })) },
      { id: 'b', history: [{ ...opened(), by: 'Lan' }] },
    ]);
    expect((await incidents.find('b'))?.history).toHaveLength(1);
    expect(await incidents.find('c')).toBeNull();
  });

  it('lets the note of an act travel with the entry, or neither be there [H-47]', async () => {
    const { incidents, audit } = under.storage;
    const actor = { kind: 'account', id: userId, name: 'lan', role: 'admin' } as const;
    const note = { at: now, actor, act: 'incident.opened', objectKind: 'incident', objectId: 'a' };
    const done = await audit.during(
      () => ({ ...note, details: '{}' }),
      () => incidents.open('a', opened(), most),
    );

    expect(done).toEqual({ value: true, isNoted: true });
    expect((await audit.page({}, { limit: 9, offset: 0 })).entries.map(({ act }) => act)).toEqual([
      'incident.opened',
    ]);
  });
});
