import { readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { FullerBackup, StoreKeeper } from '../ports/index.ts';
import { connect } from './connect.ts';
import { type Lacking, formsLacking } from './forms-lacking.ts';
import { type OpenStore, storeFileName } from './open-store.ts';
import { type PeekedBackup, goesOnFrom, peekBackup } from './peek-backup.ts';

interface Held extends PeekedBackup {
  readonly file: string;
  /** Names what a file holds, wherever a copy of it lies. */
  readonly id: string;
}

/**
 * Answers: which backups hold forms that the store does not have?
 * Shape:   open store → the question about folders in which backups may lie. A file from whose end the store goes on, or
 *          another file that is compared, is passed over; every other one is compared form by form: of which life it is and
 *          how high its receipts go says nothing, since two stores may have gone apart in one life too. Asked again it
 *          reads only what may have changed: a backup never changes, and a form that is here stays here.
 * Errors:  throws never for a file that cannot be read: it is passed over, and is not said to have been looked at.
 * Rule:    B-23
 */
export function createFullerBackups({
  connection,
}: Pick<OpenStore, 'connection'>): Pick<StoreKeeper, 'lookForFuller' | 'mayGo'> {
  const peeked = new Map<string, PeekedBackup>();
  const compared = new Map<string, Lacking>();
  const life = connection.prepare('select incarnation from store_meta').pluck();
  let hasReadOwn = false;
  let lastCompared: Promise<unknown> = Promise.resolve();

  async function peek(file: string): Promise<Held[]> {
    const held = peeked.get(file) ?? (await peekBackup(file));
    if (held === null) return [];
    peeked.set(file, held);
    const { incarnation, receipt, lastHash } = held;
    return [{ ...held, file, id: `${incarnation} ${String(receipt)} ${lastHash ?? ''}` }];
  }

  async function compare(file: string): Promise<number | null> {
    const found = await formsLacking(connection, file, compared.get(file)).catch(() => null);
    if (found !== null) compared.set(file, found);
    return found?.forms.length ?? null;
  }

  /** One file after the other, whoever asks: two at once would only block longer. */
  function formsLackingHere(file: string): Promise<number | null> {
    const found = lastCompared.then(() => compare(file));
    lastCompared = found;
    return found;
  }

  /** Of those from which the store goes on the fullest is read once: its disk may have lost what lies between. */
  function isOwnAndRead(held: Held): boolean {
    if (!goesOnFrom(connection, held)) return false;
    const wasRead = hasReadOwn;
    hasReadOwn = true;
    return wasRead;
  }

  return {
    async lookForFuller(folders, told) {
      const files = (await Promise.all([...new Set(folders)].map(storesIn))).flat();
      const held = (await Promise.all(files.map(peek))).flat().sort(byReceipt);
      const looked = new Set<string>();
      const read: Held[] = [];
      const fuller: FullerBackup[] = [];
      for (const one of held) {
        const { file, id, receivedAt } = one;
        if (looked.has(id)) continue;
        const isTold = told.includes(id);
        if (!isTold && (isOwnAndRead(one) || (await goesOnInOneOf(read, one)))) {
          looked.add(id);
          continue;
        }
        const forms = await formsLackingHere(file);
        if (forms === null) continue;
        looked.add(id);
        read.push(one);
        if (forms > 0) fuller.push({ id, file, receivedAt: receivedAt ?? '', forms });
      }
      return { life: String(life.get()), fuller, looked: [...looked] };
    },
    async mayGo(file) {
      const [held] = await peek(file);
      if (held === undefined) return false;
      if ((await formsLackingHere(file)) === 0) return true;
      const beside = (await storesIn(dirname(file))).filter((one) => one !== file);
      return holdsAll((await Promise.all(beside.map(peek))).flat(), held);
    },
  };
}

const byReceipt = (a: Held, b: Held): number => b.receipt - a.receipt;

async function goesOnInOneOf(files: readonly Held[], held: Held): Promise<boolean> {
  for (const { file } of files)
    if (await asking(file, (connection) => Promise.resolve(goesOnFrom(connection, held))))
      return true;
  return false;
}

/** Is there a file that goes on from this one and holds each of its forms? */
async function holdsAll(files: readonly Held[], held: Held): Promise<boolean> {
  const holds = async (connection: OpenStore['connection']): Promise<boolean> =>
    goesOnFrom(connection, held) && (await formsLacking(connection, held.file)).forms.length === 0;
  for (const { file } of files) if (await asking(file, holds)) return true;
  return false;
}

/** Answers of a file that cannot be read: no. */
async function asking(
  file: string,
  ask: (connection: OpenStore['connection']) => Promise<boolean>,
): Promise<boolean> {
  try {
    const connection = await connect(file, { readonly: true, fileMustExist: true });
    try {
      return await ask(connection);
    } finally {
      connection.close();
    }
  } catch {
    return false;
  }
}

/** Answers: the files of stores in a folder. The one that a server may have open is no backup, and is not read. */
export async function storesIn(folder: string): Promise<readonly string[]> {
  const names = await readdir(folder).catch(() => []);
  return names
    .filter((name) => name.endsWith('.sqlite') && name !== storeFileName)
    .map((name) => join(folder, name));
}
