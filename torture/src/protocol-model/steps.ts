import { createSchedules } from '../schedule.ts';

/** All that can happen to two phones, a network and a server, and how often; what is not rare carries the protocol on. */
const weights = {
  turn: 30,
  deliver: 26,
  finish: 14,
  'open a draft': 2,
  'drop a message': 4,
  'repeat a message': 4,
  'time out': 4,
  'crash a page': 5,
  'view catches up': 4,
  'lose the view': 2,
  'lose the journal': 2,
  'destroy a phone': 1,
  'copy a phone': 1,
  'jump a clock': 2,
  'delete what is safe': 5,
  'back up': 5,
  'lose the server': 2,
  restore: 4,
  'write a file': 2,
  'import a file': 3,
};
export type Happening = keyof typeof weights;

export const schedules = createSchedules({
  weights,
  always: ['turn', 'deliver', 'finish'],
  steps: [8, 60],
});
