import { expect, test } from 'vitest';
import { cutoffsOf } from './cutoffs.ts';
import type { FieldRecord, FieldRegistry, Retention } from './field-registry.ts';

const title = { vi: 'Tên', en: 'Name' };
const kept = (id: string, days: number | null, from: Retention['from']): Retention => ({
  ...{ id, days, from, title },
});
const record = (id: string, table: string | undefined, retention: string): FieldRecord => ({
  ...{ id, kind: id === 'receipt' ? 'contact' : 'user', title, table, notPersonal: [] },
  entries: [{ fields: [id], purpose: 'p', class: 'ordinary', retention }],
});
const registry = (change: Partial<FieldRegistry> = {}): FieldRegistry => ({
  ...{ format: 1, version: '2026-11-28', purposes: [], tablesWithout: [] },
  retentions: [
    kept('contact', 90, 'wave-closed'),
    kept('session', 30, 'expired'),
    kept('survey', null, 'wave-needed'),
  ],
  records: [
    record('receipt', undefined, 'contact'),
    record('allowances', 'allowances', 'contact'),
    record('sessions', 'sessions', 'session'),
    record('responses', 'responses', 'survey'),
  ],
  ...change,
});

test('counts days back from now, once for each class [Y-06]', () => {
  // 90 days before 28 November are 30 August: 28 of November, 31 of October, 30 of September, 1 of August.
  expect(cutoffsOf(registry(), '2026-11-28T02:00:00.000Z')).toEqual([
    { class: 'allowances', days: 90, before: '2026-08-30T02:00:00.000Z' },
    { class: 'sessions', days: 30, before: '2026-10-29T02:00:00.000Z' },
  ]);
});

test('nothing is past its time where the registry gives no days [Y-06]', () => {
  const never = [kept('contact', null, 'wave-needed'), kept('session', null, 'account-needed')];

  expect(
    cutoffsOf(
      registry({ retentions: [...never, kept('survey', null, 'wave-needed')] }),
      '2026-11-28T02:00:00.000Z',
    ),
  ).toEqual([]);
});
