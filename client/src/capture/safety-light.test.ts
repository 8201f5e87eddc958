import { expect, it } from 'vitest';
import { safetyLight } from './safety-light.ts';

const [hour, day, second] = [3_600_000, 86_400_000, 1_000];
const empty = { unsent: 0, keptApart: 0, received: 0 };
const aged = (ms: number, isUnknown = false) => ({ ms, isUnknown });

it.each([
  ['nothing was finished', empty, aged(0), 'none'],
  ['every form has its receipt', { ...empty, received: 4 }, aged(0), 'received'],
  [
    'one is unsent since this morning',
    { ...empty, received: 4, unsent: 1 },
    aged(10 * hour),
    'waiting',
  ],
  ['exactly one day old', { ...empty, unsent: 1 }, aged(day), 'waiting'],
  ['a day and a second', { ...empty, unsent: 1 }, aged(day + second), 'late'],
  ['exactly three days', { ...empty, unsent: 1 }, aged(3 * day), 'late'],
  ['three days and a second', { ...empty, unsent: 1 }, aged(3 * day + second), 'overdue'],
  [
    'the clock was set back, and nobody knows how old it is',
    { ...empty, unsent: 1 },
    aged(0, true),
    'late',
  ],
  [
    'of two, one is four days old and one not known',
    { ...empty, unsent: 2 },
    aged(4 * day, true),
    'overdue',
  ],
] as const)(
  'when %s, shows the right light, green only with nothing unsent [C-08]',
  (_case, safety, oldest, light) => {
    expect(safetyLight(safety, oldest)).toBe(light);
  },
);
