import type { ProblemCode } from '@sipas/shared/problems';
import type * as wire from '@sipas/shared/wire';
import type { User } from '../../ports/index.ts';
import { countOf, openMatters } from '../device-ledger/index.ts';
import { type DeviceNeeds, createSeesSurveyor } from '../list-devices.ts';
import { tally } from './tally.ts';

/** Lines by their code. */
export interface LineTally {
  readonly code: ProblemCode;
  readonly count: number;
}

/** What a phone's own numbers, links and clock say, of whichever wave. */
export type PhoneMatters = Omit<wire.SurveyorQuality['phones'][number], 'id' | 'ofNoWave'> & {
  readonly id: string;
  readonly ofNoWave: readonly LineTally[];
};

/**
 * Answers: what do the phones of the surveyors whom this person may see (P-06) say of themselves?
 * Shape:   codes of the lines of no known wave by phone → phones by surveyor. None of it belongs to a wave: a number that
 *          never came names none, and a chain runs through all of them.
 * Units:   milliseconds.
 * Errors:  throws defects only.
 */
export async function phonesBySurveyor(
  needs: DeviceNeeds,
  looker: User,
  ofNoWave: ReadonlyMap<string, readonly ProblemCode[]>,
): Promise<ReadonlyMap<string, readonly PhoneMatters[]>> {
  const { devices } = needs;
  const sees = await createSeesSurveyor(needs, looker);
  const bySurveyor = new Map<string, PhoneMatters[]>();
  for (const device of await devices.list()) {
    if (sees(device) === undefined) continue;
    const { id, name, userId, unsent, clockOffsetMs } = device;
    const ledger = await devices.ledger(id);
    const { gaps, forks } = openMatters(ledger, unsent);
    const phone: PhoneMatters = {
      ...{ id, name, clockOffsetMs },
      forks: countOf(forks),
      missing: countOf(gaps),
      brokenLinks: ledger.received === 0 ? 0 : (await devices.lines(id)).brokenLinks.length,
      ofNoWave: tally(ofNoWave.get(id) ?? []),
    };
    const own = bySurveyor.get(userId);
    if (own === undefined) bySurveyor.set(userId, [phone]);
    else own.push(phone);
  }
  return bySurveyor;
}

/** Answers: is there anything of this phone to look at? A clock alone brings nobody in. */
export const hasMatters = ({ forks, missing, brokenLinks, ofNoWave }: PhoneMatters): boolean =>
  forks + missing + brokenLinks + ofNoWave.length > 0;
