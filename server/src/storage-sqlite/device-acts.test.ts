import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { createSqliteDeviceActs } from './device-acts.ts';
import { openStore } from './open-store.ts';

it('reaches what a moved phone made by its keys, however many others are there', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'sipas-acts-'));
  const at = '2026-11-26T03:00:00.000Z';
  const uuid7 = () => '019abcde-0000-7000-8000-000000000000';
  const { db, connection, release } = await openStore({
    ...{ dataDir, clock: { now: () => at as never }, ids: { uuid7: uuid7 as never } },
  });
  try {
    connection.exec(`
      insert into users (id, username, name, role, password_hash, created_at)
        values ('a', 'a', 'A', 'surveyor', '', '${at}'), ('b', 'b', 'B', 'surveyor', '', '${at}');
      insert into devices (id, user_id, token_hash, name, platform, enrolled_at)
        values ('phone', 'a', 't', 'A12', 'Android', '${at}')`);
    const asked = vi.spyOn(connection, 'prepare');

    await createSqliteDeviceActs({ db }, () => Promise.reject(new Error('unasked'))).move(
      { deviceId: 'phone', surveyorId: 'b', byUserId: null, reason: 'x' },
      at,
    );

    const [update] = asked.mock.calls.flat().filter((one) => one.startsWith('update "responses"'));
    const plan = connection
      .prepare(`explain query plan ${String(update)}`)
      .all(...Array<string>(String(update).split('?').length - 1).fill('x'));
    const steps = plan.map((step) => (step as { detail: string }).detail);
    expect(steps).toContainEqual(expect.stringMatching(/^SEARCH responses .*response_id/));
    expect(steps.filter((step) => step.startsWith('SCAN'))).toEqual([]);
  } finally {
    connection.close();
    release();
    rmSync(dataDir, { recursive: true, force: true });
  }
});
