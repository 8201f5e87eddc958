import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { PushAnswer } from '@sipas/shared/wire';
import type { Care, Storage } from '../../../server/src/ports/index.ts';
import { createServerApp } from '../../../server/src/main.ts';
import { createSqliteStorage } from '../../../server/src/storage-sqlite/index.ts';
import { machineSurroundings } from '../../../server/src/surroundings.ts';
import { type TestPhone, createTestPhone, pushBody } from '../../../server/test/world/phone.ts';
import { enrolPhone, newId, plantSurvey } from '../../../server/test/world/setup-world.ts';
import type { HeldLine, HistoryEvent } from '../history.ts';

/** A store with a small survey and one phone, in this process, so that thousands of faults fit into a minute. */
export interface StoreWorld {
  readonly dataDir: string;
  readonly waveId: string;
  readonly phone: TestPhone;
  readonly history: HistoryEvent[];
  storage: Storage;
  /** Finishes so many forms and sends them with what was sent before in vain. Answers: the status of HTTP. */
  push(forms: number): Promise<number>;
  /** Opens the store anew; throws what the opening throws. */
  reopen(): Promise<void>;
}

export async function plantStore(
  dataDir: string,
  given: { readonly alone?: boolean; readonly care?: Care } = {},
): Promise<StoreWorld> {
  const place = { dataDir, alone: given.alone === true, ...machineSurroundings };
  const storage = await createSqliteStorage(place);
  const { waveId } = await plantSurvey(storage);
  const now = machineSurroundings.clock.now();
  const user = { id: newId(), username: 'a', name: 'A', role: 'surveyor' as const };
  await storage.people.addUser({ ...user, passwordHash: '', areas: ['86'] }, now);
  const phone = createTestPhone({ ...(await enrolPhone(storage, user, now)), waveId, newId });
  const history: HistoryEvent[] = [];
  const unsure: { hash: string; line: string }[] = [];
  const quiet = () => undefined;
  const appOver = (opened: Storage) =>
    createServerApp({
      storage: opened,
      config: { origin: 'http://127.0.0.1', version: '0', clientFolder: join(dataDir, 'none') },
      ...machineSurroundings,
      log: { info: quiet, error: quiet },
      ...(given.care === undefined ? {} : { care: given.care }),
    });
  let app = appOver(storage);

  const world: StoreWorld = {
    dataDir,
    waveId,
    phone,
    history,
    storage,
    async push(forms) {
      for (let made = 0; made < forms; made++) unsure.push(finish(phone, history));
      const batch = unsure.slice(0, 50);
      const response = await app.request('/api/v1/sync/push', {
        method: 'POST',
        headers: { authorization: `Bearer ${phone.token}` },
        body: pushBody(
          phone,
          batch.map(({ line }) => line),
        ),
      });
      if (response.status !== 200) return response.status;
      const { receipts, incarnation } = (await response.json()) as PushAnswer;
      for (const { hash = '', outcome, receipt } of receipts)
        history.push({ type: 'receipt', hash, outcome, receipt, incarnation });
      unsure.splice(0, batch.length);
      return unsure.length > 0 ? world.push(0) : 200;
    },
    async reopen() {
      world.storage = await createSqliteStorage(place);
      app = appOver(world.storage);
    },
  };
  return world;
}

function finish(phone: TestPhone, history: HistoryEvent[]): { hash: string; line: string } {
  const line = phone.line();
  const { deviceId, epoch, seq, responseId, revision, hash } = JSON.parse(line) as {
    deviceId: string;
    epoch: string;
    seq: number;
    responseId: string;
    revision: number;
    hash: string;
  };
  history.push({ type: 'finished', phone: deviceId, epoch, seq, responseId, revision, hash, line });
  return { hash, line };
}

/** Answers: every line that a file holds, read past the product. */
export function readHeld(file: string): readonly HeldLine[] {
  const database = new DatabaseSync(file, { readOnly: true });
  try {
    const rows = database
      .prepare(
        `select content_hash as hash, outcome, device_id as phone, epoch, seq, response_id as responseId, revision,
           cast(line as text) as line from envelopes order by receipt`,
      )
      .all();
    return rows as unknown as HeldLine[];
  } finally {
    database.close();
  }
}
