import { expect, test } from 'vitest';
import type { RetentionStart } from './field-registry.ts';
import { clearedOfPhones, removalOf } from './removal-of.ts';

const of = (
  table: string | undefined,
  days: number | null,
  from: RetentionStart,
  fields: readonly string[] = ['x'],
) => removalOf({ kind: 'device', table }, { fields }, { days, from });

test.each<[string, number, RetentionStart, string]>([
  ['allowances', 90, 'wave-closed', 'allowances'],
  ['device_contacts', 180, 'recorded', 'phone-contacts'],
  ['sessions', 30, 'expired', 'sessions'],
  ['enrolment_codes', 1, 'expired', 'enrolment-codes'],
  ['unknown_callers', 90, 'recorded', 'unknown-callers'],
])('rows of %s go by a job of the server [Y-05]', (table, days, from, name) => {
  expect(of(table, days, from)).toEqual({ by: 'server', class: name });
});

test('of a phone its columns go that a job clears, and no other [Y-05]', () => {
  expect(of('devices', 180, 'phone-revoked', clearedOfPhones)).toEqual({
    by: 'server',
    class: 'phone-details',
  });
  expect(of('devices', 180, 'phone-revoked', ['name', 'token_hash'])).toBeNull();
});

test('who signed for the allowance goes with the row that holds it sealed [Y-05]', () => {
  const receipt = { kind: 'contact', table: undefined } as const;

  expect(removalOf(receipt, { fields: ['name'] }, { days: 90, from: 'wave-closed' })).toEqual({
    by: 'server',
    class: 'allowances',
  });
});

test('what has no days is kept until something ends, on a phone by the phone [Y-05]', () => {
  expect(of('envelopes', null, 'wave-needed')).toEqual({ by: 'nobody', until: 'wave-needed' });
  expect(of(undefined, null, 'handed-over')).toEqual({ by: 'phone' });
  expect(of(undefined, null, 'draft-ended')).toEqual({ by: 'phone' });
  expect(of(undefined, 14, 'safe')).toEqual({ by: 'phone' });
});

test.each<[string | undefined, number | null, RetentionStart]>([
  ['envelopes', 365, 'wave-closed'],
  ['sessions', 30, 'recorded'],
  ['constructor', 30, 'expired'],
  [undefined, 30, 'expired'],
  // A phone goes by fourteen days, whatever a file says.
  [undefined, 7, 'safe'],
  ['responses', 14, 'safe'],
  ['responses', null, 'draft-ended'],
])('nobody removes what lies in %s for %s days from %s [Y-05]', (table, days, from) => {
  expect(of(table, days, from)).toBeNull();
});
