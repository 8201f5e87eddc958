import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getTableName, is } from 'drizzle-orm';
import { SQLiteTable, getTableConfig } from 'drizzle-orm/sqlite-core';
import { afterAll, describe, expect, test } from 'vitest';
import { type FieldRecord, clearedOfPhones, removalOf } from '@sipas/shared/privacy';
import { allowanceSchema, bodySchema, clearEnvelopeSchema } from '@sipas/shared/wire';
import {
  readFieldRegistry,
  shippedFieldRegistry,
} from '../../src/reference-data/field-registry.ts';
import { readReference, shippedData } from '../../src/reference-data/read-reference.ts';
import * as allowanceStore from '../../src/storage-sqlite/allowances/schema.ts';
import * as store from '../../src/storage-sqlite/schema.ts';
import { fieldsFault } from '../../src/use-cases/registered-fields.ts';

const registry = shippedFieldRegistry();
const fieldsOf = ({ entries, notPersonal }: FieldRecord): string[] =>
  [...entries.flatMap(({ fields }) => fields), ...notPersonal].sort();
const recordOf = (id: string): string[] =>
  fieldsOf(registry.records.find((one) => one.id === id) as FieldRecord);
const tables = [...Object.values(store), ...Object.values(allowanceStore)].filter((one) =>
  is(one, SQLiteTable),
);

describe('the shipped registry', () => {
  test('says of every question of every shipped questionnaire why, how near and how long [Y-03]', async () => {
    const reference = await readReference(shippedData);
    if (!reference.ok) throw new Error(reference.error.detail);

    for (const instrument of reference.value.instruments)
      expect(fieldsFault(registry, instrument)).toBeNull();
    expect(reference.value.instruments).toHaveLength(2);
  });

  test('names no question that its questionnaire does not ask', async () => {
    const reference = await readReference(shippedData);
    if (!reference.ok) throw new Error(reference.error.detail);

    for (const instrument of reference.value.instruments)
      expect(recordOf(instrument.id)).toEqual(
        instrument.sections.flatMap(({ questions }) => questions.map(({ code }) => code)).sort(),
      );
  });

  test('decides about every column of every table of the store', () => {
    const decided = Object.fromEntries([
      ...registry.records.flatMap((record) =>
        record.table === undefined ? [] : [[record.table, fieldsOf(record)]],
      ),
      ...registry.tablesWithout.map((table) => [table, 'nothing']),
    ]) as Record<string, unknown>;
    const wanted = Object.fromEntries(
      tables.map((table) => {
        const name = getTableName(table);
        const columns = getTableConfig(table).columns.map((column) => column.name);
        return [name, registry.tablesWithout.includes(name) ? 'nothing' : columns.sort()];
      }),
    );

    expect(decided).toEqual(wanted);
  });

  test('decides about every member of a form and of a receipt of the allowance', () => {
    const around = [
      ...Object.keys(clearEnvelopeSchema.entries),
      ...Object.keys(bodySchema.entries),
    ];

    expect(recordOf('form-around')).toEqual(around.filter((name) => name !== 'body').sort());
    expect(recordOf('allowance-receipt')).toEqual(Object.keys(allowanceSchema.entries).sort());
  });
});

function whoRemoves(record: FieldRecord, entry: FieldRecord['entries'][number]): string {
  const retention = registry.retentions.find(({ id }) => id === entry.retention);
  const removal = retention && removalOf(record, entry, retention);
  if (removal?.by === 'server') return `server: ${removal.class}`;
  return removal?.by === 'nobody' ? removal.until : (removal?.by ?? 'NOTHING');
}

/** Who removes what each record holds, and why nobody does: written out, so that a new row needs a decision. */
const removedBy: Readonly<Record<string, readonly string[]>> = {
  'household-2022': ['wave-needed'],
  'transaction-5-factor': ['wave-needed'],
  'form-around': ['wave-needed'],
  'allowance-receipt': ['server: allowances'],
  'phone-allowance': ['phone'],
  'phone-form': ['phone'],
  'phone-draft': ['phone'],
  allowances: ['server: allowances'],
  envelopes: ['wave-needed'],
  responses: ['wave-needed'],
  'edition-responses': ['wave-needed'],
  'edition-comments': ['wave-needed'],
  comments: ['wave-needed'],
  'comment-codings': ['wave-needed'],
  'comment-reveals': ['answering-needed'],
  devices: ['server: phone-details', 'account-needed'],
  'device-contacts': ['server: phone-contacts'],
  'device-signing-keys': ['account-needed'],
  'device-acts': ['answering-needed'],
  'device-adoptions': ['answering-needed'],
  'gap-write-offs': ['answering-needed'],
  'enrolment-codes': ['server: enrolment-codes'],
  'unknown-callers': ['server: unknown-callers'],
  users: ['account-needed'],
  'user-areas': ['account-needed'],
  sessions: ['server: sessions'],
  'second-factors': ['account-needed'],
  'recovery-codes': ['account-needed'],
  'export-links': ['answering-needed'],
  cases: ['answering-needed'],
  'case-entries': ['answering-needed'],
  'incident-entries': ['answering-needed'],
  'withdrawn-forms': ['answering-needed'],
  'audit-entries': ['answering-needed'],
  'action-revisions': ['answering-needed'],
  'wave-status-changes': ['answering-needed'],
  'wave-editions': ['answering-needed'],
  'grouping-revisions': ['answering-needed'],
};

describe('what the shipped registry promises', () => {
  test('is kept by a job of the server, by the phone, or has a reason why nothing removes it [Y-05]', () => {
    const told = Object.fromEntries(
      registry.records.map((record) => [
        record.id,
        [...new Set(record.entries.map((entry) => whoRemoves(record, entry)))],
      ]),
    );

    expect(told).toEqual(removedBy);
  });

  test('of a phone is what its job clears, column by column [Y-05]', () => {
    const phones = registry.records.find(({ id }) => id === 'devices');
    const cleared = phones?.entries.find(({ retention }) => retention === 'phone-details');

    expect([...(cleared?.fields ?? [])].sort()).toEqual([...clearedOfPhones].sort());
  });

  test('says in its words the days that the job goes by, or that nothing removes it [Y-05]', () => {
    for (const { days, title } of registry.retentions) {
      expect(title.vi).toContain(days === null ? '' : `${String(days)} ngày`);
      expect(title.en).toContain(days === null ? '' : `${String(days)} days`);
      expect(title.vi).not.toContain('chưa tự xóa');
    }
  });
});

describe('a registry of one’s own', () => {
  const made = mkdtemp(join(tmpdir(), 'sipas-fields-'));
  afterAll(async () => rm(await made, { recursive: true }));
  const read = async (text: string) => {
    const file = join(await made, 'so.json');
    await writeFile(file, text);
    return readFieldRegistry(file);
  };
  const [purpose] = registry.purposes;

  test('is read as the shipped one is', async () => {
    expect(await read(JSON.stringify(registry))).toEqual({ ok: true, value: registry });
    expect(await readFieldRegistry(null)).toEqual({ ok: true, value: registry });
  });

  test.each([
    ['no JSON', '{', 'file.unreadable', /^so\.json: /],
    ['another format', JSON.stringify({ ...registry, format: 2 }), 'fields.invalid', /format/],
    [
      'an entry without a retention',
      JSON.stringify({
        ...registry,
        records: [
          {
            ...registry.records[0],
            entries: [{ fields: ['a'], purpose: purpose?.id, class: 'ordinary' }],
          },
        ],
      }),
      'fields.invalid',
      /records\.0\.entries\.0\.retention/,
    ],
    [
      'a purpose that is not there',
      JSON.stringify({ ...registry, purposes: [] }),
      'fields.invalid',
      /there is no purpose/,
    ],
  ])('with %s is refused with its place', async (_, text, code, detail) => {
    expect(await read(text)).toMatchObject({
      ok: false,
      error: { code, detail: expect.stringMatching(detail) as string },
    });
  });
});
