import { expect, it } from 'vitest';
import { syncRhythm } from './sync-rhythm.ts';

const [hour, minute] = [3_600_000, 60_000];

it.each([
  [true, true, 24 * hour, 15 * minute],
  [false, true, 4 * hour, 3 * minute],
  [null, true, 4 * hour, 3 * minute],
  [true, false, 4 * hour, 3 * minute],
  [false, false, 4 * hour, 3 * minute],
])(
  'persisted %s, journal %s: hello after %i ms of quiet, tries at least every %i ms [O-24]',
  (persisted, hasJournal, quietMs, longestWaitMs) => {
    const phone = { persisted, hasJournal, hasOpenWave: true };
    expect(syncRhythm(phone)).toEqual({ quietMs, longestWaitMs });
    // A closed wave may be opened again at any time.
    expect(syncRhythm({ ...phone, hasOpenWave: false })).toEqual({
      quietMs: 15 * minute,
      longestWaitMs,
    });
  },
);
