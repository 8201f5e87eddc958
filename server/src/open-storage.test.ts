import { expect, it } from 'vitest';
import { chooseDatabase, insteadOf } from './open-storage.ts';

const url = 'postgres://sipas@db.example.vn/sipas';
const choose = (environment: Record<string, string>) => chooseDatabase(environment);

it('takes the file of the data folder where nothing else is named [Z-06]', () => {
  expect(choose({})).toEqual({ ok: true, value: { kind: 'sqlite' } });
  expect(choose({ SIPAS_DATABASE_URL: 'sqlite:' })).toEqual(choose({}));
  expect(choose({ SIPAS_BACKUP_DIR: '/mnt', SIPAS_BACKUP_EVERY_MIN: '15' })).toEqual(choose({}));
});

it('takes a province of a PostgreSQL database [Z-06]', () => {
  expect(choose({ SIPAS_DATABASE_URL: url })).toEqual({
    ok: true,
    value: { kind: 'postgres', url, province: '00' },
  });
  const other = url.replace('postgres:', 'postgresql:');
  expect(choose({ SIPAS_DATABASE_URL: other, SIPAS_PROVINCE: '86' })).toEqual({
    ok: true,
    value: { kind: 'postgres', url: other, province: '86' },
  });
});

it.each([
  ['an empty address', { SIPAS_DATABASE_URL: '' }],
  ['another database', { SIPAS_DATABASE_URL: 'mysql://db/sipas' }],
  ['no address', { SIPAS_DATABASE_URL: 'db.example.vn' }],
  ['a file', { SIPAS_DATABASE_URL: 'sqlite:/srv/sipas.sqlite' }],
  ['a province that is no name', { SIPAS_DATABASE_URL: url, SIPAS_PROVINCE: "8'6" }],
])('refuses %s, and says which variable [Z-06]', (_what, environment) => {
  expect(choose(environment)).toMatchObject({
    ok: false,
    error: { variable: 'SIPAS_DATABASE_URL', code: 'database.unknown' },
  });
});

it('refuses what an adaptor does not carry before anything is opened [Z-06]', () => {
  expect(choose({ SIPAS_DATABASE_URL: url, SIPAS_BACKUP_EVERY_MIN: '60' })).toMatchObject({
    error: { variable: 'SIPAS_BACKUP_EVERY_MIN', code: 'database.not-offered' },
  });
  expect(choose({ SIPAS_DATABASE_URL: url, SIPAS_BACKUP_DIR: '/mnt' })).toMatchObject({
    error: { variable: 'SIPAS_BACKUP_DIR', code: 'database.not-offered' },
  });
  expect(choose({ SIPAS_DATABASE_URL: url, SIPAS_BACKUP_EVERY_MIN: '0' }).ok).toBe(true);
  const database = { kind: 'postgres', url, province: '00' } as const;
  expect(insteadOf(database, ['backup'])).toContain('pg_dump');
  expect(insteadOf(database, ['verify'])).toBeNull();
  expect(insteadOf({ kind: 'sqlite' }, ['backup'])).toBeNull();
});

it('takes the archive of the log for a backup beneath PostgreSQL alone [Z-06]', () => {
  const asked = { SIPAS_SAFE_RECEIPTS: 'wal-archive' };

  expect(choose({ ...asked, SIPAS_DATABASE_URL: url })).toMatchObject({ ok: true });
  expect(choose(asked)).toMatchObject({
    error: { variable: 'SIPAS_SAFE_RECEIPTS', code: 'database.not-offered' },
  });
  expect(insteadOf({ kind: 'sqlite' }, ['backed-up'])).toContain('backup');
});
