import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ActionRevision } from '../../src/ports/index.ts';
import { type TestStorage, openTestStorage, storagesUnderTest } from './storages.ts';

const first: ActionRevision = {
  actionId: 'a',
  revision: 1,
  waveId: 'w',
  instrumentId: 'household-2022',
  what: 'Thêm ghế chờ; "bàn viết" \\ ’',
  responsible: 'UBND phường Long Châu',
  dueDay: '2026-12-31',
  status: 'planned',
  evidence: '',
  level: 'commune',
  units: ['29551', '29590'],
  criteria: ['c9_17'],
  userId: null,
  at: '2026-11-20T02:00:00.000Z',
};
const second = { ...first, revision: 2, status: 'doing', evidence: 'Đã mua\nngày 1/12' } as const;
const most = { actions: 3, revisions: 4 };

describe.each(storagesUnderTest())('the register of actions in %s', (name) => {
  let under: TestStorage;
  beforeEach(async () => {
    under = await openTestStorage(name);
  });
  afterEach(() => under.leave());
  const add = (version: ActionRevision) => under.storage.actions.add(version, most);

  it('keeps every version as it was written, and the last one stands [F-09]', async () => {
    const later = { ...second, at: '2026-12-01T02:00:00.000Z' };
    expect([await add(first), await add(later)]).toEqual(['kept', 'kept']);

    const { actions } = under.storage;
    expect(await actions.history('a')).toEqual([
      { ...first, by: null },
      { ...later, by: null },
    ]);
    expect(await actions.current()).toEqual([{ ...later, by: null, createdAt: first.at }]);
    expect(await actions.history('b')).toEqual([]);
  });

  it('names who wrote a version [F-09]', async () => {
    const user = { id: 'u', username: 'mot', name: 'Chuyên viên', role: 'analyst' } as const;
    await under.storage.people.addUser({ ...user, passwordHash: '', areas: [] }, first.at);

    await add({ ...first, userId: 'u' });

    expect((await under.storage.actions.history('a'))[0]).toMatchObject({ by: 'Chuyên viên' });
    expect((await under.storage.actions.current())[0]).toMatchObject({ by: 'Chuyên viên' });
  });

  it('tells the second of two who saw the same version, and writes nothing [F-09]', async () => {
    await add(first);
    const both = await Promise.all([add(second), add({ ...second, what: 'Khác' })]);

    expect(both).toEqual(['kept', 'changed']);
    expect(await add(first)).toBe('changed');
    expect((await under.storage.actions.history('a')).map(({ what }) => what)).toEqual([
      first.what,
      first.what,
    ]);
  });

  it('begins no action in the middle, and leaves no gap [F-09]', async () => {
    expect(await add(second)).toBe('changed');
    await add(first);
    expect(await add({ ...first, revision: 3 })).toBe('changed');
    expect(await under.storage.actions.history('a')).toHaveLength(1);
  });

  it('takes no more actions and no more versions than may be [F-09]', async () => {
    for (const actionId of ['a', 'b', 'c']) expect(await add({ ...first, actionId })).toBe('kept');
    expect(await add({ ...first, actionId: 'd' })).toBe('full');
    for (const revision of [2, 3, 4]) expect(await add({ ...first, revision })).toBe('kept');
    expect(await add({ ...first, revision: 5 })).toBe('full');
    expect((await under.storage.actions.current()).map(({ actionId }) => actionId)).toEqual([
      'a',
      'b',
      'c',
    ]);
  });

  it('leaves the check of the store nothing to find', async () => {
    await add(first);

    expect((await under.storage.keeper.verify()).differences).toEqual([]);
  });
});
