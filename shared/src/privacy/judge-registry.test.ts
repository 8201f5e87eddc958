import { expect, test } from 'vitest';
import type { FieldRecord, FieldRegistry, Retention } from './field-registry.ts';
import { judgeRegistry } from './judge-registry.ts';

const title = { vi: 'Tên', en: 'Name' };
const entry = {
  fields: ['name'],
  purpose: 'accounts',
  class: 'identifying',
  retention: 'account',
} as const;
const record = {
  id: 'users',
  kind: 'user',
  table: 'users',
  title,
  entries: [entry],
  notPersonal: ['version'],
} as const;
const sound: FieldRegistry = {
  format: 1,
  version: '2026-11-28',
  purposes: [{ id: 'accounts', title }],
  retentions: [{ id: 'account', days: null, from: 'account-needed', title }],
  records: [record],
  tablesWithout: ['units'],
};

test('finds no fault in a registry whose names all refer to something [Y-01]', () => {
  expect(judgeRegistry(sound)).toBeNull();
});

test.each<[string, Partial<FieldRegistry>]>([
  ['users: there is no purpose accounts', { purposes: [] }],
  ['users: there is no retention account', { retentions: [] }],
  ['purposes: accounts stands twice', { purposes: [...sound.purposes, ...sound.purposes] }],
  ['records: users stands twice', { records: [record, { ...record, table: undefined }] }],
  ['tables: users stands twice', { tablesWithout: ['users'] }],
  [
    'instruments: small stands twice',
    {
      records: [
        { ...record, id: 'a', table: undefined, instrument: 'small' },
        { ...record, id: 'b', table: undefined, instrument: 'small' },
      ],
    },
  ],
  ['users: name stands twice', { records: [{ ...record, notPersonal: ['name'] }] }],
  ['users: name stands twice', { records: [{ ...record, entries: [entry, entry] }] }],
])('tells that %s [Y-01]', (fault, changes) => {
  expect(judgeRegistry({ ...sound, ...changes })).toBe(fault);
});

const kept = (id: string, days: number | null, from: Retention['from']): Retention => ({
  ...{ id, days, from, title },
});
const table = (name: string, ...retentions: readonly string[]): FieldRecord => ({
  ...{ id: name, kind: 'user', table: name, title, notPersonal: [] },
  entries: retentions.map((retention, at) => ({ ...entry, fields: [`f${String(at)}`], retention })),
});
const more: readonly Retention[] = [
  ...sound.retentions,
  kept('month', 30, 'expired'),
  kept('year', 365, 'expired'),
];

test.each<[string, readonly FieldRecord[]]>([
  ['users: nothing removes what is kept month', [table('users', 'month')]],
  [
    'sessions: sessions go together, and are kept month and year',
    [table('sessions', 'month', 'year')],
  ],
  // The whole row goes, so no part of it can be kept.
  [
    'sessions: sessions go together, and are kept account and month',
    [table('sessions', 'account', 'month')],
  ],
])('tells that %s [Y-01]', (fault, records) => {
  expect(judgeRegistry({ ...sound, retentions: more, records })).toBe(fault);
});

test('lets the row of a phone stay without what was said of it [Y-01]', () => {
  const phones: FieldRecord = {
    ...table('devices', 'gone', 'account'),
    entries: [
      { ...entry, fields: ['name'], retention: 'gone' },
      { ...entry, fields: ['id'], retention: 'account' },
    ],
  };

  expect(
    judgeRegistry({
      ...sound,
      retentions: [...more, kept('gone', 180, 'phone-revoked')],
      records: [phones],
    }),
  ).toBeNull();
});
