import type { Care } from '../ports/index.ts';

/** A store that nobody looks after: where the interface is asked without a server around it. */
export const untended: Care = {
  state: () =>
    Promise.resolve({
      everyMinutes: 0,
      hasSecondPlace: false,
      running: null,
      last: null,
      isInSecondPlace: false,
      kept: 0,
      fromFuture: 0,
      failure: null,
      drill: null,
      forgotten: null,
      fuller: null,
      copiedKeys: [],
    }),
  backUpNow: () => undefined,
  noticeForgotten: () => Promise.resolve(),
  noteAcknowledged: () => undefined,
};
