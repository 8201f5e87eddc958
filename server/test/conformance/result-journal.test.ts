import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { JudgedLine } from '../../src/ports/index.ts';
import { type TestPhone, createTestPhone } from '../world/phone.ts';
import { enrolPhone, newId, plantSurvey } from '../world/setup-world.ts';
import { createJudge } from './judge-lines.ts';
import { type TestStorage, openTestStorage, storagesUnderTest } from './storages.ts';

const now = '2026-11-23T08:00:00.000Z';

describe.each(storagesUnderTest())('the journal of results in %s', (name) => {
  let store: TestStorage;
  let phone: TestPhone;
  let judge: (line: string) => JudgedLine;
  beforeEach(async () => {
    store = await openTestStorage(name);
    const { waveId } = await plantSurvey(store.storage);
    const user = { id: newId(), username: 'a', name: 'A', role: 'surveyor' as const };
    await store.storage.people.addUser({ ...user, passwordHash: '', areas: ['86'] }, now);
    const enrolled = await enrolPhone(store.storage, user, now);
    phone = createTestPhone({ ...enrolled, waveId, newId });
    judge = await createJudge(store.storage, phone);
  });
  afterEach(() => store.leave());

  const send = (...lines: string[]) => store.storage.responses.storeOnce(lines.map(judge), now);
  const form = (responseId: string, revision: number, q1: string) =>
    phone.line({
      envelope: { responseId, revision, kind: revision === 1 ? 'final' : 'correction' },
      body: {
        unit: { commune: '29551', village: '01' },
        answers: { sex: '1', q1, q2: '5' },
      },
    });

  test('tells what began to count and what counts no more, since any state [A-100]', async () => {
    const { journal } = store.storage;
    const id = newId();
    const first = journal.version();
    await send(form(id, 1, '4'));
    const second = journal.version();
    await send(form(id, 2, '2'));
    const third = journal.version();

    expect(new Set([first, second, third]).size).toBe(3);
    const told = (version: string) =>
      journal.changesSince(version)?.map(({ packed, by, village }) => [packed.length, by, village]);
    const length = journal.changesSince(first)?.[0]?.packed.length;
    expect(told(first)).toEqual([
      [length, 1, '01'],
      [length, -1, '01'],
      [length, 1, '01'],
    ]);
    expect(told(second)).toEqual(told(first)?.slice(1));
    expect(told(third)).toEqual([]);
    const [one, gone, other] = journal.changesSince(first) ?? [];
    expect(gone?.packed).toBe(one?.packed);
    expect(other?.packed).not.toBe(one?.packed);
  });

  test('stays as it is where nothing that results rest on was written [A-100]', async () => {
    const { journal } = store.storage;
    const id = newId();
    await send(form(id, 1, '4'));
    const before = journal.version();
    const line = form(newId(), 1, '4');
    await send(line.replace('"hash":"', '"hash":"0'));

    expect(journal.version()).toBe(before);
    expect(journal.changesSince(before)).toEqual([]);
  });

  test('notes nothing of what was not committed [A-100]', async () => {
    const { journal } = store.storage;
    const before = journal.version();
    const moved = { ...judge(form(newId(), 1, '4')), surveyorId: 'somebody else' };

    await expect(store.storage.responses.storeOnce([moved], now)).rejects.toThrow('surveyor');
    expect(journal.version()).toBe(before);
    await send(form(newId(), 1, '3'));
    expect(journal.changesSince(before)).toHaveLength(1);
  });

  test('is of another state after a wave or its weights changed [A-100]', async () => {
    const { journal, waves } = store.storage;
    const [wave] = await waves.waves();
    const before = journal.version();
    await waves.setVillageWeights(wave?.id ?? '', [], now);
    const weighed = journal.version();
    await waves.setStatus(wave?.id ?? '', 'closed', null, now);

    expect(new Set([before, weighed, journal.version()]).size).toBe(3);
    expect(journal.changesSince(before)).toEqual([]);
  });

  test('does not know what another process changed, only that it did [A-100]', async () => {
    const { journal } = store.storage;
    const before = journal.version();
    const other = await store.beside();
    await other.responses.storeOnce([judge(form(newId(), 1, '4'))], now);

    await expect.poll(() => journal.version()).not.toBe(before);
    expect(journal.changesSince(before)).toBeNull();
    const after = journal.version();
    expect(journal.changesSince(after)).toEqual([]);
    await other.keeper.close();
  });
});
