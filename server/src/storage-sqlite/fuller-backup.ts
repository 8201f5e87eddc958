import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { FullerBackup, StoreKeeper } from '../ports/index.ts';
import { formsLacking } from './forms-lacking.ts';
import { type OpenStore, storeFileName } from './open-store.ts';
import { type PeekedBackup, peekBackup } from './peek-backup.ts';

/**
 * Answers: which backup holds forms that the store does not have?
 * Shape:   open store → the question about folders in which backups may lie; its answer is the backup of which most lacks,
 *          null where all is here. Within one life of the store a later backup holds all that an earlier one does, so the
 *          fullest of each life is compared, form by form: numbers of receipts say nothing across lives. Asked again it
 *          reads only what may have changed: a backup never changes, and a form that is here stays here.
 * Errors:  throws never for a file that cannot be read: it is passed over.
 * Rule:    B-23
 */
export function createFullerBackup({
  connection,
}: Pick<OpenStore, 'connection'>): StoreKeeper['fullerBackup'] {
  const peeked = new Map<string, PeekedBackup | null>();
  const lacking = new Map<string, number>();
  const life = connection.prepare('select incarnation from store_meta').pluck();
  const lastReceipt = connection.prepare('select coalesce(max(receipt), 0) from envelopes').pluck();

  function mayLack(file: string, held: PeekedBackup): boolean {
    const before = lacking.get(file);
    if (before !== undefined) return before > 0;
    // A backup of this very life that was made since the last look was copied from this store.
    const isOurs = held.incarnation === life.get();
    return !isOurs || lacking.size === 0 || held.receipt > Number(lastReceipt.get());
  }

  return async (folders) => {
    const files = (await Promise.all([...new Set(folders)].map(storesIn))).flat();
    for (const file of files) if (!peeked.has(file)) peeked.set(file, await peekBackup(file));
    let worst: FullerBackup | null = null;
    for (const [file, held] of fullestOfEachLife(files, peeked)) {
      if (!mayLack(file, held)) continue;
      const forms = await formsLacking(connection, file).catch(() => null);
      if (forms === null) continue;
      lacking.set(file, forms);
      if (forms > (worst?.forms ?? 0)) worst = { file, receivedAt: held.receivedAt ?? '', forms };
    }
    return worst;
  };
}

function fullestOfEachLife(
  files: readonly string[],
  peeked: ReadonlyMap<string, PeekedBackup | null>,
): Iterable<[string, PeekedBackup]> {
  const fullest = new Map<string, [string, PeekedBackup]>();
  for (const file of files) {
    const held = peeked.get(file) ?? null;
    if (held === null || held.receipt === 0) continue;
    const before = fullest.get(held.incarnation);
    if (before === undefined || held.receipt > before[1].receipt)
      fullest.set(held.incarnation, [file, held]);
  }
  return fullest.values();
}

/** Answers: the files of stores in a folder. The one that a server may have open is no backup, and is not read. */
export async function storesIn(folder: string): Promise<readonly string[]> {
  const names = await readdir(folder).catch(() => []);
  return names
    .filter((name) => name.endsWith('.sqlite') && name !== storeFileName)
    .map((name) => join(folder, name));
}
