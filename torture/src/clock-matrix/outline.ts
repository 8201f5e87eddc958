import type { HarnessOutline } from '../harness.ts';

export const outline: HarnessOutline = {
  name: 'clock-matrix',
  title:
    'Whatever a phone believes the time to be, nothing is refused, and the counts and rows are those of a right clock',
  unit: 'clocks',
  // 5 years × 27 zones × 4 jumps.
  budgets: { short: 40, long: 540 },
  plants: [
    {
      name: 'order by client time',
      kind: 'source',
      file: 'shared/src/response/household-slot.ts',
      find: 'next.responseId < first.responseId',
      replace:
        '(next as unknown as { finishedAt: string }).finishedAt < (first as unknown as { finishedAt: string }).finishedAt',
    },
    {
      name: 'a clock that is ahead is refused',
      kind: 'source',
      file: 'server/src/use-cases/sync/judge-line.ts',
      find: "  if (!wave) return refused({ code: 'wave.unknown', detail: envelope.waveId });",
      replace:
        "  if (!wave || envelope.clock.wall > '2030') return refused({ code: 'wave.unknown', detail: envelope.waveId });",
    },
  ],
};
