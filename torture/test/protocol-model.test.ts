import { describe, expect, it } from 'vitest';
import { runSchedule } from '../src/protocol-model/run-schedule.ts';

describe('a schedule', () => {
  it('without steps has no violation, with or without a bug', () => {
    expect(runSchedule([], null)).toEqual([]);
    expect(runSchedule([], 'delete on send')).toEqual([]);
  });

  it('in which a form is on its way loses it only where it was deleted when it was sent', () => {
    const [turn, deliver, finish] = [0, 1, 2];
    // A die of 128 lets a message arrive at a server that lives.
    const arrive = deliver + (128 << 5);
    const steps = [finish + (6 << 5), turn, arrive, arrive, turn, turn];

    expect(runSchedule(steps, null)).toEqual([]);
    expect(runSchedule(steps, 'delete on send')).toEqual([
      'lost: h1 (phone A, epoch A0, number 1)',
    ]);
  });
});
