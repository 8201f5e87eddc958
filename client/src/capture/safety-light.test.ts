import { expect, it } from 'vitest';
import { safetyLight } from './safety-light.ts';

const now = Date.parse('2026-11-23T12:00:00.000Z');
const empty = { unsent: 0, oldestUnsentAt: null, keptApart: 0, received: 0, lastReceiptAt: null };

it.each([
  ['nothing was finished', empty, 'none'],
  ['every form has its receipt', { ...empty, received: 4 }, 'received'],
  [
    'one is unsent since this morning',
    { ...empty, received: 4, unsent: 1, oldestUnsentAt: '2026-11-23T02:00:00.000Z' },
    'waiting',
  ],
  [
    'exactly one day old',
    { ...empty, unsent: 1, oldestUnsentAt: '2026-11-22T12:00:00.000Z' },
    'waiting',
  ],
  [
    'a day and a second',
    { ...empty, unsent: 1, oldestUnsentAt: '2026-11-22T11:59:59.000Z' },
    'late',
  ],
  [
    'three days and a second',
    { ...empty, unsent: 1, oldestUnsentAt: '2026-11-20T11:59:59.000Z' },
    'overdue',
  ],
  [
    'finished in the future of a clock set back',
    { ...empty, unsent: 1, oldestUnsentAt: '2030-01-01T00:00:00.000Z' },
    'waiting',
  ],
] as const)(
  'when %s, shows the right light, green only with nothing unsent [C-08]',
  (_case, safety, light) => {
    expect(safetyLight(safety, now)).toBe(light);
  },
);
