import type { FullerBackup, FullerSeen, StoreKeeper } from '../ports/index.ts';
import { type FullerNote, readFullerNote, readFullerSeen, writeFullerNote } from './notes.ts';

/** What is told of backups that hold more than the store. */
export interface FullerAlarms extends FullerNote {
  /** Those to which nobody has seen; what lacks most comes first. */
  readonly open: readonly FullerBackup[];
  /** Those to which a person has seen in this life of the store. */
  readonly seen: readonly FullerSeen[];
}

export interface FullerNeeds {
  readonly keeper: Pick<StoreKeeper, 'lookForFuller'>;
  readonly folder: string;
  readonly secondPlace: string | null;
}

/**
 * Answers: which backups hold forms that the store lacks, and to which of them has nobody seen?
 * Shape:   what lies within reach, and what was told before and lies there no more: a file that was moved, or a disk that is
 *          not mounted, brings no form back. An alarm ends when its forms are in the store, when the store is put back and
 *          so begins another life, or at the word of a person; it returns when the backup lacks more than was seen.
 * Errors:  throws what the store throws.
 * Rule:    B-28
 */
export async function lookForFuller({
  keeper,
  folder,
  secondPlace,
}: FullerNeeds): Promise<FullerAlarms> {
  const before = await readFullerNote(folder);
  const places = secondPlace === null ? [folder] : [folder, secondPlace];
  const { life, fuller, looked } = await keeper.lookForFuller(
    places,
    before?.told.map(({ id }) => id) ?? [],
  );
  const outOfReach =
    before?.life === life ? before.told.filter(({ id }) => !looked.includes(id)) : [];
  const told = [...fuller, ...outOfReach].sort((a, b) => b.forms - a.forms);
  return withSeen({ life, told }, await readFullerSeen(folder));
}

/** Answers: what is known of fuller backups without another look. */
export async function knownFuller(folder: string, note: FullerNote): Promise<FullerAlarms> {
  return withSeen(note, await readFullerSeen(folder));
}

function withSeen({ life, told }: FullerNote, all: readonly FullerSeen[]): FullerAlarms {
  const seen = all.filter(
    (one) => one.life === life && told.some(({ id, forms }) => id === one.id && forms <= one.forms),
  );
  return { life, told, seen, open: told.filter(({ id }) => !seen.some((one) => one.id === id)) };
}

/** Keeps what was told for the next start; where nothing was told and nothing is, there is nothing to keep. */
export async function noteFuller(folder: string, { life, told }: FullerNote): Promise<void> {
  const before = await readFullerNote(folder);
  if (told.length === 0 && (before?.told.length ?? 0) === 0) return;
  if (JSON.stringify(before) !== JSON.stringify({ life, told }))
    await writeFullerNote(folder, { life, told });
}
