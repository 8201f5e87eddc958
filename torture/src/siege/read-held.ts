import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { createSqliteStorage } from '../../../server/src/storage-sqlite/index.ts';
import { machineSurroundings } from '../../../server/src/surroundings.ts';
import type { FinalContent, HeldLine } from '../history.ts';

/** Answers: what a store holds, read by another driver than the product's, and what its own recount finds different. */
export async function readServer(dataDir: string): Promise<NonNullable<FinalContent['server']>> {
  const storage = await createSqliteStorage({ dataDir, ...machineSurroundings });
  const { differences } = await storage.keeper.verify();
  const { incarnation } = await storage.responses.head();
  await storage.keeper.close();
  return {
    incarnation,
    held: readHeld(join(dataDir, 'sipas.sqlite')),
    differences: differences.map(
      ({ check, where, stored, expected }) => `${check} ${where}: ${stored}, not ${expected}`,
    ),
  };
}

/** Answers: which life of the store this is. */
export function readIncarnation(dataDir: string): string {
  const database = new DatabaseSync(join(dataDir, 'sipas.sqlite'), { readOnly: true });
  const meta = database.prepare('select incarnation from store_meta').get();
  database.close();
  return String(meta?.['incarnation']);
}

function readHeld(file: string): HeldLine[] {
  const database = new DatabaseSync(file, { readOnly: true });
  const rows = database
    .prepare(
      `select content_hash as hash, outcome, device_id as phone, epoch, seq,
              response_id as responseId, revision, cast(line as text) as line
         from envelopes`,
    )
    .all() as unknown as HeldLine[];
  database.close();
  return rows;
}
