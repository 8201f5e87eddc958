import { randomBytes } from 'node:crypto';
import { v7 } from 'uuid';
import type { Instant, Uuid7 } from '@sipas/shared/kernel';
import type { Clock, Ids, Random } from './ports/index.ts';

/** The machine's own clock, ids and randomness: for the composition roots. */
export const machineSurroundings: {
  readonly clock: Clock;
  readonly ids: Ids;
  readonly random: Random;
} = {
  clock: { now: () => new Date().toISOString() as Instant },
  ids: { uuid7: () => v7() as Uuid7 },
  random: { bytes: (count) => randomBytes(count) },
};
