import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import Database from 'better-sqlite3';
import { withdrawalCode } from '@sipas/shared/response';
import type { Case, WithdrawnCase } from '@sipas/shared/wire';
import {
  type PeopleWorld,
  type Username,
  code,
  origin,
  places,
  setupPeopleWorld,
} from './people-world.ts';

/** Stands in one form alone, in its own words and as a code of its village. */
const canary = 'chimyến4711';
let world: PeopleWorld;
let responseId = '';
beforeEach(async () => {
  world = await setupPeopleWorld({ minimumBase: 1, minimumCell: 1 });
  await world.send('surveyor-829', places.benTre, { rating: '4', but: { comment: canary } });
  await world.send('surveyor-829', places.benTre, { rating: '5' });
  const forms = world.storage.responses.countedResponses(world.waveId, [1, 2, 3], 'all');
  const ids: string[] = [];
  for await (const row of forms) ids.push(row.responseId);
  responseId = ids.sort()[0] ?? '';
  world.now = '2026-11-25T02:00:00.000Z';
}, 60_000);
afterEach(() => world.close());

const post = (path: string, body: unknown, who: Username = 'officer') =>
  world.ask(who, `/api/v1${path}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Origin: origin },
    body: JSON.stringify(body),
  });
async function openCase(more: object = {}): Promise<Case> {
  const asked = { kind: 'withdraw', code: withdrawalCode(responseId), receivedDay: '2026-11-25' };
  return (await (await post('/cases', { ...asked, asked: 'Rút lại', ...more })).json()) as Case;
}
const withdraw = (id: string, who: Username = 'officer', revision = 1) =>
  post(`/cases/${id}/withdrawal`, { revision, note: 'Đã báo' }, who);
async function withdrawn(): Promise<WithdrawnCase> {
  const { id } = await openCase();
  return (await (await withdraw(id)).json()) as WithdrawnCase;
}
const differences = async () => (await world.storage.keeper.verify()).differences;
const progress = async () => {
  const counts = await world.storage.responses.progress(world.waveId, 'all');
  return counts.map(({ accepted, excluded }) => ({ accepted, excluded }));
};
async function filesWith(text: string): Promise<readonly string[]> {
  const names = await readdir(world.dataDir, { recursive: true, withFileTypes: true });
  const found: string[] = [];
  for (const file of names.filter((one) => one.isFile())) {
    const path = join(file.parentPath, file.name);
    if ((await readFile(path)).includes(text)) found.push(file.name);
  }
  return found;
}
const comments = async () =>
  (
    (await (
      await world.ask('analyst', `/api/v1/waves/${world.waveId}/comments?search=${canary}`)
    ).json()) as { total: number }
  ).total;

describe('a form that was withdrawn', () => {
  test('is told as done, counts no more, and is in no byte of the store, its words neither [H-12, H-15]', async () => {
    expect(await comments()).toBe(1);
    expect(await filesWith(canary)).not.toEqual([]);

    const { case: done, listedElsewhere } = await withdrawn();

    expect(done).toMatchObject({ state: 'done', revision: 2, form: { state: 'withdrawn' } });
    expect(listedElsewhere).toBeNull();
    expect(await progress()).toEqual([{ accepted: 1, excluded: 1 }]);
    expect(await comments()).toBe(0);
    expect(await filesWith(canary)).toEqual([]);
    expect(await filesWith('chimyen4711')).toEqual([]);
  });

  test('leaves a trace with which the store is whole, and a backup of it too [H-10, H-12, H-14]', async () => {
    const before = await world.storage.keeper.verify();
    await withdrawn();
    const after = await world.storage.keeper.verify();

    expect(before.differences).toEqual([]);
    expect(after).toEqual({ envelopes: before.envelopes, counted: 1, differences: [] });
    const file = join(world.dataDir, 'copy.sqlite');
    await world.storage.keeper.copyTo(file);
    expect((await world.storage.keeper.checkBackup(file)).differences).toEqual([]);
  });

  test('is named by the check where nobody withdrew it, and where its content is back [H-14]', async () => {
    await withdrawn();
    const { default: Driver } = await import('better-sqlite3');
    const store = new Driver(join(world.dataDir, 'sipas.sqlite'));
    const row = store.prepare('select * from withdrawn_forms').get() as { at: string };
    store.exec('delete from withdrawn_forms');
    expect(await differences()).toMatchObject([{ check: 'withdrawn-form', stored: 'no content' }]);
    store.prepare('insert into withdrawn_forms values (?, ?)').run(responseId, row.at);
    expect(await differences()).toEqual([]);
    const other = store
      .prepare(`select response_id from envelopes where response_id <> ? and outcome = 'stored'`)
      .pluck()
      .get(responseId);
    store.prepare('insert into withdrawn_forms values (?, ?)').run(other, row.at);
    expect(await differences()).toMatchObject([{ check: 'withdrawn-form', stored: 'content' }]);
    store.close();
  });

  test('does not come back when its phone sends it again, nor in a later revision [H-13]', async () => {
    const { default: Driver } = await import('better-sqlite3');
    const store = new Driver(join(world.dataDir, 'sipas.sqlite'), { readonly: true });
    const held = store
      .prepare('select line, content_hash from envelopes where response_id = ?')
      .get(responseId) as { line: Buffer; content_hash: string };
    const instrumentKey = Number(
      store
        .prepare('select instrument_key from responses where response_id = ?')
        .pluck()
        .get(responseId),
    );
    store.close();
    await withdrawn();

    const line = {
      ...{ bytes: held.line, contentHash: held.content_hash, carrierDeviceId: null },
      context: { waveId: world.waveId, commune: places.benTre },
    };
    const envelope = JSON.parse(held.line.toString('utf8')) as {
      readonly deviceId: string;
      readonly epoch: string;
      readonly seq: number;
      readonly clock: { readonly wall: string };
    };
    const { deviceId, epoch, seq } = envelope;
    const device = await world.storage.devices.byId(deviceId);
    const facts = {
      ...{ waveId: world.waveId, instrumentKey, commune: places.benTre, village: '01' },
      ...{ slotKey: 'x', surveyorId: device?.userId ?? '', mode: 'interview', packed: '4' },
      ...{ visitOutcome: null, finishedAt: envelope.clock.wall },
      kind: 'correction' as const,
    };
    const again = { ...line, claim: { responseId, revision: 1, deviceId, epoch, seq } };
    const verdict = { accepted: true, facts } as const;
    const [receipt] = await world.storage.responses.storeOnce([{ ...again, verdict }], world.now);
    expect(receipt?.outcome).toBe('already-stored');
    const corrected = { ...envelope, revision: 2, seq: 99, hash: 'b'.repeat(64) };
    const [later] = await world.storage.responses.storeOnce(
      [
        {
          ...{
            ...line,
            bytes: Buffer.from(JSON.stringify(corrected)),
            contentHash: corrected.hash,
          },
          claim: { responseId, revision: 2, deviceId, epoch, seq: 99 },
          verdict: { accepted: true, facts },
        },
      ],
      world.now,
    );
    expect(later?.outcome).toBe('stored');
    expect(await differences()).toEqual([]);
    const [nobodys] = await world.storage.responses.storeOnce(
      [
        {
          ...{ ...line, contentHash: 'raw:abc', claim: null },
          verdict: { accepted: false, code: 'envelope.unknown-device', detail: 'd' },
        },
      ],
      world.now,
    );
    expect([nobodys?.outcome, nobodys?.code]).toEqual(['quarantined', 'response.withdrawn']);
    expect(await filesWith(canary)).toEqual([]);
    expect(await progress()).toEqual([{ accepted: 1, excluded: 1 }]);
  });

  test('is withdrawn once, by a request for it, where its form lies in their areas [H-15]', async () => {
    const refusal = async (answer: Response) => [answer.status, await code(answer)];
    const see = await openCase({ kind: 'see' });
    expect(await refusal(await withdraw(see.id))).toEqual([409, 'case.nothing-to-withdraw']);
    const { id } = await openCase();
    expect(await refusal(await withdraw(id, 'officer-855'))).toEqual([404, 'case.unknown']);
    expect((await withdraw(id, 'officer', 7)).status).toBe(409);
    const second = await openCase();
    expect((await withdraw(id)).status).toBe(200);
    expect(await refusal(await withdraw(id, 'officer', 2))).toEqual([409, 'case.state-impossible']);
    expect(await refusal(await withdraw(second.id))).toEqual([409, 'case.nothing-to-withdraw']);
    const journal = await world.ask('officer', '/api/v1/audit?act=form.withdrawn');
    const told = (await journal.json()) as { entries: { objectId: string; details: string }[] };
    expect(told.entries).toMatchObject([{ objectId: id, details: '{}' }]);
  });

  test('that counts in a frozen wave changes no figure of it, and no edition [H-12]', async () => {
    const scores = async () => {
      const path = `/api/v1/waves/${world.waveId}/scores?level=commune&by=criterion&group=sex`;
      const all = `/api/v1/waves/${world.waveId}/scores?level=commune&by=criterion`;
      const themes = `/api/v1/waves/${world.waveId}/comment-themes?question=comment`;
      return Promise.all(
        [path, all, themes].map(async (one) => (await world.ask('analyst', one)).json()),
      );
    };
    expect((await post(`/waves/${world.waveId}/close`, {}, 'admin')).status).toBe(200);
    expect((await post(`/waves/${world.waveId}/freeze`, {}, 'admin')).status).toBeLessThan(300);
    const before = await scores();
    expect(before[2]).toMatchObject({ rows: [{ comments: 1 }] });
    const tableOf = (sql: string) => {
      const database = new Database(join(world.dataDir, 'sipas.sqlite'), { readonly: true });
      const rows = database.prepare(sql).raw().all();
      database.close();
      return rows;
    };
    const leads = 'select comment_id is null from edition_comments';
    expect(tableOf(leads)).toEqual([[0]]);

    const { case: done } = await withdrawn();

    expect(done.form?.wave?.frozen).toBe(true);
    expect(await scores()).toEqual(before);
    expect(tableOf(leads)).toEqual([[1]]);
    expect(await differences()).toEqual([]);
    expect(await world.storage.editions.changes(world.waveId)).toEqual([]);
    const sizes = await world.storage.editions.sizes(world.waveId);
    expect(sizes).toMatchObject([{ people: 2 }]);
    expect(await filesWith(canary)).toEqual([]);
  });
});
