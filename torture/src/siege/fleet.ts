import { canonicalJson } from '@sipas/shared/kernel';
import { createDice } from '../../../server/src/demo/dice.ts';
import type { Storage } from '../../../server/src/ports/index.ts';
import { createSqliteStorage } from '../../../server/src/storage-sqlite/index.ts';
import { machineSurroundings } from '../../../server/src/surroundings.ts';
import { type TestPhone, createTestPhone } from '../../../server/test/world/phone.ts';
import { enrolPhone, newId, plantSurvey } from '../../../server/test/world/setup-world.ts';
import type { HistoryEvent } from '../history.ts';

/** A form as the phone that finished it keeps it. */
export interface Form {
  readonly hash: string;
  readonly line: string;
}

/** A phone that tells the history of every form that it finishes. */
export interface Phone {
  readonly deviceId: string;
  readonly token: string;
  finish(): Form;
}

interface FleetGiven {
  readonly count: number;
  readonly seed: number;
  readonly history: HistoryEvent[];
}

/** Makes a store with a small survey, and phones enrolled in it that write what they do into the history. */
export async function plantFleet(dataDir: string, given: FleetGiven): Promise<readonly Phone[]> {
  const storage = await createSqliteStorage({ dataDir, ...machineSurroundings });
  const phones = await enrolFleet(storage, given);
  await storage.keeper.close();
  return phones;
}

/** The same in a store that is open. */
export async function enrolFleet(
  storage: Storage,
  { count, seed, history }: FleetGiven,
): Promise<readonly Phone[]> {
  const { waveId } = await plantSurvey(storage);
  const dice = createDice(`fleet ${String(seed)}`);
  const now = '2026-11-23T08:00:00.000Z';
  const user = { id: newId(), username: 'a', name: 'A', role: 'surveyor' as const };
  await storage.people.addUser({ ...user, passwordHash: '', areas: ['86'] }, now);
  const phones: Phone[] = [];
  while (phones.length < count) {
    const enrolled = await enrolPhone(storage, user, now);
    const newResponseId = () => dice.uuid7(Date.parse(now));
    const phone = createTestPhone({ ...enrolled, waveId, newId: newResponseId });
    phones.push({ ...enrolled, finish: () => finishForm(phone, history) });
  }
  return phones;
}

function finishForm(phone: TestPhone, history: HistoryEvent[]): Form {
  const envelope = phone.envelope() as {
    readonly deviceId: string;
    readonly epoch: string;
    readonly seq: number;
    readonly responseId: string;
    readonly revision: number;
    readonly hash: string;
  };
  const line = canonicalJson(envelope);
  const { deviceId, epoch, seq, responseId, revision, hash } = envelope;
  history.push({
    type: 'finished',
    phone: deviceId,
    ...{ epoch, seq, responseId, revision, hash, line },
  });
  return { hash, line };
}
