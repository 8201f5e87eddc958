import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createPostgresStorage } from '../../src/storage-postgres/index.ts';
import { machineSurroundings } from '../../src/surroundings.ts';
import { createJudge } from '../conformance/judge-lines.ts';
import { createTestPhone } from '../world/phone.ts';
import { enrolPhone, newId, plantSurvey } from '../world/setup-world.ts';
import { asking, makeTestDatabase } from './test-database.ts';

const now = '2026-11-23T08:00:00.000Z';
let database: Promise<string> | undefined;
let provinces = 0;

/** A store of two forms and a line that nobody can read, spoilt by a hand that knows SQL, and verified. */
async function verifySpoilt(statement: string): Promise<string[]> {
  const url = await (database ??= makeTestDatabase());
  const province = `s${String(++provinces)}`;
  const dataDir = mkdtempSync(join(tmpdir(), 'sipas-spoilt-'));
  const storage = await createPostgresStorage({ url, province, dataDir, ...machineSurroundings });
  const { waveId } = await plantSurvey(storage);
  const user = { id: newId(), username: 'a', name: 'A', role: 'surveyor' as const };
  await storage.people.addUser({ ...user, passwordHash: '', areas: ['86'] }, now);
  const phone = createTestPhone({ ...(await enrolPhone(storage, user, now)), waveId, newId });
  const judge = await createJudge(storage, phone);
  const lines = [phone.line({ answers: { q1: '1', why: 'Chờ lâu' } }), phone.line(), 'raw'];
  await storage.responses.storeOnce(lines.map(judge), now);
  const actor = { kind: 'operator', id: '', name: '', role: '' };
  const note = { at: now, actor, act: 'wave.made', objectKind: 'wave', details: '{}' };
  for (const objectId of ['w1', 'w2', 'w3'])
    await storage.audit.append({ ...note, objectId } as never);
  expect((await storage.keeper.verify()).differences).toEqual([]);
  await asking(
    url,
    `set session_replication_role = replica; ${statement.replaceAll('@p', `'${province}'`)}`,
  );

  const { differences } = await storage.keeper.verify();
  await storage.keeper.close();
  rmSync(dataDir, { recursive: true, force: true });
  return differences.map(({ check, where }) => `${check} ${where}`);
}

const responseRow = expect.stringMatching(/^response-row [0-9a-f-]{36}$/) as string;
const villageCounts = expect.stringMatching(/^village-counts .* Khóm 1$/) as string;
const comment = expect.stringMatching(/^comment-row /) as string;

it.each([
  ['nothing', 'select 1', []],
  [
    'a count that is one too high',
    `update village_counts set counts = '\\x03000000' || substr(counts, 5) where province = @p`,
    [villageCounts],
  ],
  ['a count that is gone', 'delete from village_counts where province = @p', [villageCounts]],
  [
    'a row that counts no more',
    `update responses set state = 'slot-taken' where province = @p and receipt = 1`,
    [responseRow],
  ],
  [
    'an answer changed in its row',
    `update responses set packed = '1' || substr(packed, 2) where province = @p and receipt = 1`,
    [responseRow],
  ],
  [
    'a row that is gone',
    'delete from responses where province = @p and receipt = 2',
    [responseRow],
  ],
  [
    'a byte changed in what came',
    `update envelopes set line = convert_to(replace(convert_from(line, 'UTF8'), '"q1":"4"', '"q1":"5"'), 'UTF8') where province = @p and receipt = 2`,
    ['envelope-hash receipt 2', responseRow, villageCounts],
  ],
  [
    'a byte changed in a line that nobody can read',
    `update envelopes set line = '\\x00' where province = @p and receipt = 3`,
    ['envelope-hash receipt 3'],
  ],
  [
    'a bit changed in an instrument',
    `update instruments set canonical = 'x' || substr(canonical, 2) where province = @p`,
    [
      ...['setup-row receipt 1', 'setup-row receipt 2', responseRow, responseRow, villageCounts],
      comment,
    ],
  ],
  ['a changed text', `update comments set text = 'khác' where province = @p`, [comment]],
  ['words that are others', `update comments set words = 'khac' where province = @p`, [comment]],
  [
    'an act that was changed',
    `update audit_entries set object_id = 'w9' where province = @p and seq = 2`,
    ['audit-row audit_entries 2 (changed)'],
  ],
  [
    'an act that is gone',
    'delete from audit_entries where province = @p and seq = 2',
    ['audit-row audit_entries 2 (missing)'],
  ],
])('verify names %s [A-05] [J-04]', async (_what, statement, expected) => {
  expect(await verifySpoilt(statement)).toEqual(expected);
});

it('lets nobody change or take away an act, whoever asks by the usual way', async () => {
  const url = await makeTestDatabase();
  const place = { url, province: '00', dataDir: '/nowhere', ...machineSurroundings };
  const storage = await createPostgresStorage(place);
  const actor = { kind: 'operator', id: '', name: '', role: '' };
  await storage.audit.append({
    ...{ at: now, actor, act: 'wave.made', objectKind: 'wave', objectId: 'w', details: '{}' },
  } as never);

  await expect(asking(url, `update audit_entries set object_id = 'x'`)).rejects.toThrow('added to');
  await expect(asking(url, 'delete from audit_entries')).rejects.toThrow('added to');
  await storage.keeper.close();
});
