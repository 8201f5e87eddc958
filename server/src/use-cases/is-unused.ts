import type { Storage } from '../ports/index.ts';

/** Answers: has nobody begun to use this store? Reference data alone (units, instruments) are no use of it. */
export async function isUnused({
  people,
  waves,
}: Pick<Storage, 'people' | 'waves'>): Promise<boolean> {
  return (await waves.waves()).length === 0 && (await people.listUsers()).length === 0;
}
