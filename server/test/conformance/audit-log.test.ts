import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { AuditNote } from '@sipas/shared/audit';
import { connect } from '../../src/storage-sqlite/connect.ts';
import { type TestStorage, openTestStorage, storagesUnderTest } from './storages.ts';

const note = (objectId: string, more: Partial<AuditNote> = {}): AuditNote => ({
  at: '2026-11-20T02:00:00.000Z',
  actor: { kind: 'account', id: 'u1', name: 'quản-trị', role: 'admin' },
  act: 'wave.closed',
  objectKind: 'wave',
  objectId,
  details: '{}',
  ...more,
});
const user = {
  ...{ id: 'u1', username: 'an', name: 'An', role: 'office' as const },
  ...{ areas: ['86'], passwordHash: 'x' },
};

describe.each(storagesUnderTest())('the journal of acts in %s', (name) => {
  let world: TestStorage;
  afterEach(() => world.leave());

  it('chains what is added, finds it again and verifies', async () => {
    world = await openTestStorage(name);
    const { audit, keeper } = world.storage;

    const one = await audit.append(note('w1'));
    await audit.append(note('w2', { act: 'wave.reopened' }));
    const three = await audit.append(note('w3', { at: '2026-11-21T00:00:00.000Z' }));

    expect(one.prevHash).toBe('0'.repeat(64));
    expect(await audit.last()).toEqual(three);
    expect(await audit.bySeq(1)).toEqual(one);
    const found = await audit.page({ act: 'wave.closed' }, { limit: 1, offset: 0 });
    expect(found).toEqual({ entries: [three], total: 2 });
    const day = { from: '2026-11-20T00:00:00.000Z', before: '2026-11-21T00:00:00.000Z' };
    expect((await audit.page(day, { limit: 9, offset: 0 })).total).toBe(2);
    expect((await audit.page({ actor: 'ai' }, { limit: 9, offset: 0 })).total).toBe(0);
    expect((await keeper.verify()).differences).toEqual([]);
  });

  it('writes the note in the transaction of the act, and none where nothing was changed [J-03]', async () => {
    world = await openTestStorage(name);
    const { audit, people } = world.storage;
    const add = () => people.addUser(user, '2026-11-20T02:00:00.000Z');

    const done = await audit.during(() => note('u1'), add);
    const again = await audit.during(() => note('u1'), add);

    expect(done).toEqual({ value: true, isNoted: true });
    expect(again).toEqual({ value: false, isNoted: false });
    expect((await audit.page({}, { limit: 9, offset: 0 })).total).toBe(1);
  });

  it('does not do what cannot be noted [J-03]', async () => {
    world = await openTestStorage(name);
    const { audit, people } = world.storage;
    const unwritable = { ...note('u1'), details: null as unknown as string };

    const done = audit.during(
      () => unwritable,
      () => people.addUser(user, '2026-11-20T02:00:00.000Z'),
    );

    await expect(done).rejects.toThrow();
    expect(await people.userByName('an')).toBeNull();
  });

  it('notes nothing of what outlives the act [J-03]', async () => {
    world = await openTestStorage(name);
    const { audit, people } = world.storage;
    let goOn: () => void = () => undefined;
    const waits = new Promise<void>((resolve) => (goOn = resolve));
    let later: Promise<boolean> = Promise.resolve(false);

    await audit.during(
      () => note('u1'),
      () => {
        later = waits.then(() => people.addUser(user, '2026-11-20T02:00:00.000Z'));
        return Promise.resolve();
      },
    );
    goOn();

    expect(await later).toBe(true);
    expect(await audit.last()).toBeNull();
  });
});

const columns = [
  ...['at', 'actor_kind', 'actor_id', 'actor_name', 'actor_role', 'act', 'object_kind'],
  ...['object_id', 'details', 'prev_hash', 'hash'],
];

describe('a byte of the journal that somebody changed in the file', () => {
  const change = async (dataDir: string, sql: string): Promise<void> => {
    const connection = await connect(join(dataDir, 'sipas.sqlite'), {});
    connection.exec('drop trigger audit_entries_stay; drop trigger audit_entries_remain');
    connection.exec(sql);
    connection.close();
  };

  it.each([1, 2, 3].flatMap((seq) => columns.map((column) => [seq, column] as const)))(
    'is named by verify: row %i, %s [J-04]',
    async (seq, column) => {
      const { storage, dataDir, leave } = await openTestStorage('sqlite');
      for (const id of ['w1', 'w2', 'w3']) await storage.audit.append(note(id));

      // The last letter becomes another one.
      const to = `substr(${column}, 1, length(${column}) - 1) || case when substr(${column}, -1) = 'z' then 'y' else 'z' end`;
      await change(
        dataDir,
        `update audit_entries set ${column} = ${to} where seq = ${String(seq)}`,
      );

      const { differences } = await storage.keeper.verify();
      expect(differences[0]).toMatchObject({
        check: 'audit-row',
        where: `audit_entries ${String(seq)} (changed)`,
      });
      await leave();
    },
  );

  it('is named where it is the number of a row, and a row that is gone is named too [J-04]', async () => {
    const { storage, dataDir, leave } = await openTestStorage('sqlite');
    for (const id of ['w1', 'w2', 'w3']) await storage.audit.append(note(id));

    await change(dataDir, 'update audit_entries set seq = 7 where seq = 3');
    const renumbered = await storage.keeper.verify();
    const connection = await connect(join(dataDir, 'sipas.sqlite'), {});
    connection.exec('delete from audit_entries where seq = 2');
    connection.close();
    const gone = await storage.keeper.verify();

    expect(renumbered.differences.map(({ where }) => where)).toEqual([
      'audit_entries 7 (changed)',
      'audit_entries 3 (missing)',
    ]);
    expect(gone.differences.map(({ where }) => where)).toContain('audit_entries 2 (missing)');
    await leave();
  });
});
