import { expect, it } from 'vitest';
import shipped from '../../../data/privacy/field-registry.json' with { type: 'json' };
import type { FieldRegistry } from '../privacy/index.ts';
import { dataClasses } from './data-classes.ts';

it('offers every kind and class that the registry has, each with its records, and no other [H-46]', () => {
  const registry = shipped as FieldRegistry;
  const found = dataClasses(registry);

  const has = new Set(
    registry.records.flatMap(({ kind, entries }) => entries.map((e) => `${kind}:${e.class}`)),
  );
  expect(found.map(({ id }) => id).sort()).toEqual([...has].sort());
  expect(found.find(({ id }) => id === 'contact:identifying')?.records.map(({ vi }) => vi)).toEqual(
    ['Người ký nhận tiền hỗ trợ', 'Kho riêng của người ký nhận'],
  );
  expect(dataClasses({ records: [] })).toEqual([]);
});
