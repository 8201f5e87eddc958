import type { FieldRegistry } from '@sipas/shared/privacy';
import type { NewWaveRequest } from '@sipas/shared/wire';
import type { Clock, Ids, ResponseStore, User, WaveStore } from '../../ports/index.ts';
import type { WaveReader } from '../waves/index.ts';
import { makeWave } from './make-wave.ts';
import { waveChoices } from './wave-choices.ts';
import { waveRecords } from './wave-records.ts';

export { readVillagePlan } from './read-village-plan.ts';

/** Everything that people ask of making waves, and of what became of each. */
export const createNewWaveCases = (needs: {
  readonly waves: WaveStore;
  readonly responses: ResponseStore;
  readonly reader: WaveReader;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly fields: FieldRegistry;
}) => ({
  make: (actor: User, asked: NewWaveRequest) => makeWave(needs, actor, asked),
  choices: () => waveChoices(needs),
  records: (actor: User) => waveRecords(needs, actor),
});
