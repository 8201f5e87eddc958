import { createSchedules } from '../schedule.ts';

/** All that can happen to a few phones, their networks, the office and the server. */
const weights = {
  finish: 16,
  'send now': 12,
  'time passes': 8,
  'faults ahead': 12,
  'open a draft': 5,
  'come online': 2,
  'come to the front': 2,
  'kill the page': 3,
  'die in a write': 5,
  'view stands still': 3,
  'lose the view': 2,
  'lose the journal': 2,
  'lose both': 1,
  'destroy a phone': 1,
  'copy a phone': 2,
  'jump a clock': 2,
  'jump the clock of the server': 1,
  'kill the server': 3,
  'back up': 4,
  restore: 3,
  'write a file': 3,
  'import a file': 4,
};
export type Happening = keyof typeof weights;

export const schedules = createSchedules({
  weights,
  always: ['finish', 'send now', 'time passes'],
  steps: [4, 24],
});
