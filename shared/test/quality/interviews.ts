import type { Battery, Interview } from '../../src/quality/index.ts';

/** A whole interview at noon in Vietnam, 20 questions in 100 s; what a test is about is given. */
export const interview = (id: string, given: Partial<Interview> = {}): Interview => ({
  responseId: id,
  surveyorId: 's1',
  commune: 'c1',
  district: 'd1',
  instrument: 'form',
  mode: 'interview',
  ending: 'complete',
  answers: new Uint8Array(20),
  itemCount: 20,
  activeMs: 100_000,
  finishedAt: '2026-11-02T05:00:00.000Z',
  position: null,
  ...given,
});

/** So many interviews, each made from its number. */
export const interviews = (
  count: number,
  make: (at: number) => Partial<Interview>,
): readonly Interview[] =>
  Array.from({ length: count }, (_, at) => interview(`r${String(at)}`, make(at)));

const twenty = Array.from({ length: 20 }, (_, at) => at);
export const battery: Battery = { places: twenty, satisfied: [4, 5], substantive: twenty };
