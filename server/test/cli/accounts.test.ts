import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { passwordMatches } from '../../src/use-cases/sign-in/index.ts';
import { jsonOf, runHere, setupFolder } from './run-sipas.ts';

let place: Awaited<ReturnType<typeof setupFolder>>;
const run = (...args: string[]) => runHere(place.folder, ...args, '--json');
const inStore = <T>(work: (store: Database.Database) => T): T => {
  const store = new Database(join(place.folder, 'var', 'sipas.sqlite'));
  try {
    return work(store);
  } finally {
    store.close();
  }
};
const acts = () =>
  inStore((store) =>
    store.prepare('select actor_kind, act, object_id, details from audit_entries').raw().all(),
  );

beforeAll(async () => {
  place = await setupFolder();
  await run('user', 'add', 'lan.anh', '--role', 'admin', '--area', '86');
  inStore((store) => {
    const [id] = store.prepare('select id from users').pluck().all();
    store.prepare(`insert into sessions values ('t', ?, '2026', '2999', 's', '', '2026')`).run(id);
    store.prepare(`insert into second_factors values (?, 'c2VjcmV0', '', '2026', 1)`).run(id);
  });
}, 120_000);
afterAll(() => place.remove());

test('a forgotten password is replaced at the machine, told once, and every session ends [P-115]', async () => {
  const reset = await run('user', 'password', 'lan.anh');

  const { password } = jsonOf(reset) as { password: string };
  const [hash, sessions] = inStore((store) => [
    store.prepare('select password_hash from users').pluck().get() as string,
    store.prepare('select count(*) from sessions').pluck().get(),
  ]);
  expect(await passwordMatches(hash, password)).toBe(true);
  expect([reset.exit, sessions]).toEqual([0, 0]);
  expect(acts().at(-1)).toEqual(['operator', 'account.password-reset', 'lan.anh', '{}']);
  expect(JSON.stringify(acts())).not.toContain(password);
});

test('a lost second factor is taken away at the machine, when that is said [P-116]', async () => {
  expect((await run('user', 'second-factor', 'lan.anh')).exit).toBe(2);

  expect((await run('user', 'second-factor', 'lan.anh', '--remove')).exit).toBe(0);

  const left = inStore((store) => store.prepare('select * from second_factors').all());
  expect(left).toEqual([]);
  expect(acts().at(-1)).toEqual(['operator', 'account.factor-taken', 'lan.anh', '{}']);
  const again = await run('user', 'second-factor', 'lan.anh', '--remove');
  expect([again.exit, jsonOf(again)]).toMatchObject([
    ...[1, { error: { code: 'second-factor.not-begun' } }],
  ]);
});

test('an account that is not there is told as such [P-115]', async () => {
  const reset = await run('user', 'password', 'nobody');

  expect([reset.exit, jsonOf(reset)]).toMatchObject([
    ...[1, { error: { code: 'user.unknown', detail: 'nobody' } }],
  ]);
});
