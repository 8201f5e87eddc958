import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import * as v from 'valibot';
import { type ImpactDocument, impactDocumentSchema } from '@sipas/shared/wire';
import { policy } from '../../src/http/policy.ts';
import { shippedFieldRegistry } from '../../src/reference-data/field-registry.ts';
import { createRetention } from '../../src/use-cases/retention/index.ts';
import { type PeopleWorld, type Username, setupPeopleWorld } from './people-world.ts';

let world: PeopleWorld;
beforeAll(async () => {
  world = await setupPeopleWorld();
}, 120_000);
afterAll(() => world.close());

const ask = (who: Username) => world.ask(who, '/api/v1/impact');
async function read(): Promise<ImpactDocument> {
  const answer = await ask('admin');
  expect(answer.status).toBe(200);
  return v.parse(impactDocumentSchema, await answer.json());
}
const cells = ({ chapters }: ImpactDocument): string[] =>
  chapters
    .flatMap(({ blocks }) => blocks)
    .flatMap((block) => (block.kind === 'table' ? block.rows.flat().map(({ text }) => text) : []));

it('is made of the registry, the table of access, the keys and the consents that are in use [Y-10]', async () => {
  const file = await read();
  const told = cells(file);
  const fields = shippedFieldRegistry();
  const keys = await world.storage.ingestKeys.list();
  const instruments = await world.storage.waves.instruments();

  for (const { entries } of fields.records)
    for (const entry of entries) expect(told).toContain(entry.fields.join(', '));
  const paths = new Set(told.flatMap((text) => text.split(', ')));
  for (const route of Object.keys(policy))
    expect(paths).toContain(route.replace('/api/v1', '').replace('GET ', ''));
  expect(keys.length).toBeGreaterThan(0);
  for (const { keyId } of keys) expect(told).toContain(keyId);
  for (const { canonical } of instruments) {
    const { consent } = JSON.parse(canonical) as { consent: { version: string } };
    expect(told).toContain(consent.version);
  }
});

it('holds no byte of a key, no name of a person and no answer [Y-10]', async () => {
  const text = JSON.stringify(await read());
  const file = JSON.parse(await world.storage.ingestKeys.copy()) as object;
  const secrets = JSON.stringify(file).match(/[\w-]{40,}/g) ?? [];
  const people = await world.storage.people.listUsers();

  expect(secrets.length).toBeGreaterThan(0);
  for (const secret of secrets) expect(text).not.toContain(secret);
  for (const { name, passwordHash } of people) {
    expect(text).not.toContain(name);
    expect(text).not.toContain(passwordHash);
  }
});

it('tells when something was removed last, and how much of what [Y-10]', async () => {
  expect(JSON.stringify(await read())).toContain('Máy chủ chưa xóa lần nào.');
  const clock = { now: () => '2026-11-27T17:00:00.000Z' as never };
  await createRetention(world.storage, { fields: shippedFieldRegistry(), clock }).apply();

  const text = JSON.stringify(await read());

  expect(text).toContain('Lần xóa gần nhất: 00:00 ngày 28/11/2026.');
  expect(text).toContain('Người ký nhận tiền hỗ trợ');
});

it('cites rules that there are [Y-10]', async () => {
  const rules = readFileSync(join(import.meta.dirname, '../../../docs/rules.md'), 'utf8');
  const measures = (await read()).chapters.find(({ id }) => id === 'measures');
  const cited = JSON.stringify(measures).match(/[A-Z]-\d+/g) ?? [];

  expect(cited.length).toBeGreaterThan(10);
  for (const rule of cited) expect(rules).toContain(`| ${rule} |`);
});

it('is for the administrator and the officer of data protection, and who saw it is noted [Y-10]', async () => {
  for (const who of ['analyst', 'office'] as const) expect((await ask(who)).status).toBe(403);
  expect((await ask('officer')).status).toBe(200);

  const { entries } = await world.storage.audit.page(
    { act: 'impact.read', actor: 'officer' },
    { limit: 9, offset: 0 },
  );
  expect(entries).toMatchObject([{ objectKind: 'store', details: '{}' }]);
});
