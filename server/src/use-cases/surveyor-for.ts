import { type Result, ok, refuse } from '@sipas/shared/kernel';
import type { Clock, PeopleStore, User } from '../ports/index.ts';
import { createMeetsAreas } from './meeting-areas.ts';
import type { Refusal } from './refusal.ts';
import type { WaveReader } from './waves/index.ts';

/**
 * Answers: the surveyor of this name, where the person may do something for them.
 * Errors:  user.unknown (also for a surveyor outside the asker's areas); user.not-surveyor.
 */
export async function surveyorFor(
  {
    people,
    reader,
    clock,
  }: { readonly people: PeopleStore; readonly reader: WaveReader; readonly clock: Clock },
  /** Null: the operator at the machine, who may do so for anybody. */
  asker: User | null,
  username: string,
): Promise<Result<User, Refusal>> {
  const surveyor = await people.userByName(username);
  const meets = asker === null ? () => true : await createMeetsAreas(reader, clock, asker);
  if (surveyor === null || !meets(surveyor))
    return refuse({ code: 'user.unknown', detail: username });
  if (surveyor.role !== 'surveyor') return refuse({ code: 'user.not-surveyor', detail: username });
  return ok(surveyor);
}
