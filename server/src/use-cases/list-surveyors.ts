import type { Clock, DeviceStore, PeopleStore, User, WaveStore } from '../ports/index.ts';
import { createMeetsAreas } from './meeting-areas.ts';
import { type NamedArea, type WaveReader, readAreaNames } from './waves/index.ts';

export interface SurveyorSummary {
  readonly username: string;
  readonly name: string;
  readonly areas: readonly NamedArea[];
  /** Phones that are enrolled and not revoked. */
  readonly devices: number;
}

/** Answers: which surveyors work where this person may look, by user name (P-06). */
export async function listSurveyors(
  needs: {
    readonly reader: WaveReader;
    readonly clock: Clock;
    readonly people: PeopleStore;
    readonly devices: DeviceStore;
    readonly waves: WaveStore;
  },
  looker: User,
): Promise<readonly SurveyorSummary[]> {
  const meets = await createMeetsAreas(needs.reader, needs.clock, looker);
  const devices = (await needs.devices.list()).filter((device) => device.revokedAt === null);
  const surveyors = (await needs.people.listUsers()).filter(
    (user) => user.role === 'surveyor' && meets(user),
  );
  const nameAreas = await readAreaNames(needs.waves);
  return surveyors.map(({ id, username, name, areas }) => ({
    username,
    name,
    areas: nameAreas(areas),
    devices: devices.filter((device) => device.userId === id).length,
  }));
}
