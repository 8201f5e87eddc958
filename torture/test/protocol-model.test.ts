import { describe, expect, it } from 'vitest';
import { runSchedule } from '../src/protocol-model/run-schedule.ts';
import { dieOf, happeningOf, makeSchedule, printSchedule } from '../src/protocol-model/steps.ts';

describe('schedules', () => {
  it('are the same for the same seed, and others for others', () => {
    expect(makeSchedule(4711)).toEqual(makeSchedule(4711));
    expect(makeSchedule(4711)).not.toEqual(makeSchedule(4712));
  });

  it('reach every happening within a thousand seeds', () => {
    const seen = new Set<string>();
    for (let seed = 1; seed <= 1000; seed += 1)
      for (const step of makeSchedule(seed)) seen.add(happeningOf(step));

    expect(seen.size).toBe(20);
  });

  it('are printed as what happens and the die that decides the rest', () => {
    const finish = 2 + (5 << 5);

    expect([happeningOf(finish), dieOf(finish)]).toEqual(['finish', 5]);
    expect(printSchedule([finish])).toBe('finish (5)');
  });
});

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
