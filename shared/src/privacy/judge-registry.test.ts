import { expect, test } from 'vitest';
import type { FieldRegistry } from './field-registry.ts';
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
