import { describe, expect, it } from 'vitest';
import { createSchedules, shortened } from '../src/schedule.ts';

const schedules = createSchedules({
  weights: { send: 5, break: 1, lose: 1 },
  always: ['send'],
  steps: [3, 9],
});

describe('schedules', () => {
  it('are the same for the same seed, and others for others', () => {
    expect(schedules.make(4711)).toEqual(schedules.make(4711));
    expect(schedules.make(4711)).not.toEqual(schedules.make(4712));
  });

  it('have as many steps as they may, and reach every happening', () => {
    const lengths = new Set<number>();
    const seen = new Set<string>();
    for (let seed = 1; seed <= 300; seed += 1) {
      const steps = schedules.make(seed);
      lengths.add(steps.length);
      for (const step of steps) seen.add(schedules.happeningOf(step));
    }

    expect([Math.min(...lengths), Math.max(...lengths)]).toEqual([3, 9]);
    expect(seen).toEqual(new Set(['send', 'break', 'lose']));
  });

  it('leave out what is not in every one of them in about half', () => {
    const withLoss = Array.from({ length: 400 }, (_, seed) => schedules.make(seed)).filter(
      (steps) => steps.some((step) => schedules.happeningOf(step) === 'lose'),
    );

    // In half of them it may happen, and in some of those it happens not to.
    expect(withLoss.length).toBeGreaterThan(50);
    expect(withLoss.length).toBeLessThan(200);
  });

  it('are printed as what happens and the die that decides the rest', () => {
    const breaks = 1 + (5 << 5);

    expect([schedules.happeningOf(breaks), schedules.dieOf(breaks)]).toEqual(['break', 5]);
    expect(schedules.print([breaks, 0])).toBe('break (5), send (0)');
    expect(() => schedules.happeningOf(31)).toThrow('nothing happens in step 31');
  });
});

it('a schedule is shortened to the steps without which nothing goes wrong', async () => {
  const goesWrong = (steps: readonly number[]) => steps.includes(2) && steps.includes(7);

  expect(await shortened([1, 2, 3, 2, 7, 9], goesWrong)).toEqual([2, 7]);
});
