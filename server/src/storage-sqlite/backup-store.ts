import { closeSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { count, lte, max } from 'drizzle-orm';
import { checkFile } from './check-file.ts';
import { type Database, type OpenStore, openBackup } from './open-store.ts';
import { envelopes, storeMeta } from './schema.ts';
import { writing } from './transaction.ts';

/** Copies the store while others write, verifies the copy, and only then raises the safe receipt. */
export async function backUpStore(store: OpenStore, file: string): Promise<{ receipt: number }> {
  // Claims the name, so that no backup ever replaces another.
  closeSync(openSync(file, 'wx', 0o600));
  const part = `${file}.part`;
  try {
    rmSync(part, { force: true });
    closeSync(openSync(part, 'wx', 0o600));
    await store.connection.backup(part);
    const receipt = await verifiedReceipt(store.db, part);
    flush(part, 'r+');
    renameSync(part, file);
    flush(dirname(file), 'r');
    await raiseSafeReceipt(store.db, receipt);
    return { receipt };
  } catch (error) {
    for (const left of [file, part, `${part}-wal`, `${part}-shm`]) rmSync(left, { force: true });
    throw error;
  }
}

/** Answers: the highest receipt of a copy that is whole and holds all envelopes up to it. */
async function verifiedReceipt(main: Database, file: string): Promise<number> {
  const copy = await openBackup(file);
  try {
    const [broken] = checkFile(copy.connection);
    if (broken) throw new Error(`the backup is broken: ${broken.where}: ${broken.stored}`);
    const held = copy.db
      .select({ envelopes: count(), receipt: max(envelopes.receipt) })
      .from(envelopes)
      .get();
    const receipt = held?.receipt ?? 0;
    const wanted = main
      .select({ envelopes: count() })
      .from(envelopes)
      .where(lte(envelopes.receipt, receipt))
      .get();
    if (held?.envelopes !== wanted?.envelopes)
      throw new Error(
        `the backup holds ${String(held?.envelopes)} envelopes, not ${String(wanted?.envelopes)}`,
      );
    return receipt;
  } finally {
    copy.connection.close();
  }
}

/** A backup counts only when it would survive the loss of power. */
function flush(path: string, mode: 'r' | 'r+'): void {
  const handle = openSync(path, mode);
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

function raiseSafeReceipt(db: Database, receipt: number): Promise<void> {
  return writing(db, (tx) => {
    const meta = tx.select().from(storeMeta).get();
    if (meta && meta.safeReceipt < receipt)
      tx.update(storeMeta).set({ safeReceipt: receipt }).run();
  });
}
