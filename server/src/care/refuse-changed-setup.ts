import { existsSync } from 'node:fs';
import { type Storage, StoreDamaged } from '../ports/index.ts';
import { readBackupNotes } from './notes.ts';

/**
 * Answers: do units, questionnaires, waves and plans still read as the newest backup of this life of the store says?
 * Shape:   opened store, folder of the backups' notes → nothing; without a backup nobody can tell.
 * Errors:  throws StoreDamaged naming the row: figures that hang on it would be wrong without a word.
 * Rule:    B-13
 */
export async function refuseChangedSetup(
  { keeper, responses }: Pick<Storage, 'keeper' | 'responses'>,
  folder: string,
): Promise<void> {
  const { incarnation } = await responses.head();
  const notes = await readBackupNotes(folder);
  const ofThisLife = notes.filter((note) => note.incarnation === incarnation);
  const places = ofThisLife.flatMap(({ file, second }) =>
    second === null ? [file] : [file, second],
  );
  for (const place of places.filter((one) => existsSync(one))) {
    const differences = await compare(place);
    if (differences === null) continue;
    const [first] = differences;
    if (first === undefined) return;
    const { where, stored, expected } = first;
    throw new StoreDamaged(`${where} reads ${stored}, in ${place} it is ${expected}`);
  }

  async function compare(place: string) {
    try {
      return await keeper.compareSetup(place);
    } catch (error) {
      // A damaged backup says nothing of the store; an older one may.
      if (error instanceof StoreDamaged) return null;
      throw error;
    }
  }
}
