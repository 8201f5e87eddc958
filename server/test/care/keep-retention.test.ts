import { setTimeout } from 'node:timers/promises';
import { expect, it } from 'vitest';
import type { Instant } from '@sipas/shared/kernel';
import { keepRetention } from '../../src/care/index.ts';
import { isRetentionDue } from '../../src/care/due.ts';

function setupKeeper(given: { last?: string; fails?: number } = {}) {
  let now = '2026-11-20T10:00:00.000Z';
  let last = given.last ?? null;
  let fails = given.fails ?? 0;
  const runs: string[] = [];
  const told: string[] = [];
  const log = {
    info: (_: object, text: string) => told.push(text),
    error: (_: object, text: string) => told.push(text),
    warn: () => undefined,
  };
  const keeper = keepRetention({
    retention: {
      apply() {
        if (fails-- > 0) return Promise.reject(new Error('full'));
        last = now;
        runs.push(now);
        return Promise.resolve({ at: now, classes: [{ class: 'sessions', rows: 1 }] });
      },
      lastRun: () => Promise.resolve(last === null ? null : { at: last }),
    },
    clock: { now: () => now as Instant },
    log,
    tickMs: 2,
  });
  const until = async (when: () => boolean) => {
    for (let turn = 0; turn < 500 && !when(); turn += 1) await setTimeout(2);
  };
  return { keeper, runs, told, until, set: (at: string) => (now = at) };
}

it('is due once a day of Vietnam, and where the last one was on a day that has not come [Y-09]', () => {
  // 17:00 in UTC is midnight in Vietnam.
  const last = '2026-11-20T16:59:00.000Z';

  expect(isRetentionDue({ now: '2026-11-20T16:59:59.000Z', last })).toBe(false);
  expect(isRetentionDue({ now: '2026-11-20T17:00:00.000Z', last })).toBe(true);
  expect(isRetentionDue({ now: '2026-11-20T16:58:00.000Z', last })).toBe(true);
  expect(isRetentionDue({ now: last, last: null })).toBe(true);
});

it('sweeps at the start, and again on the next day, not in between [Y-09]', async () => {
  const { keeper, runs, until, set } = setupKeeper();
  await until(() => runs.length > 0);
  await setTimeout(20);
  expect(runs).toEqual(['2026-11-20T10:00:00.000Z']);

  set('2026-11-20T17:00:00.000Z');
  await until(() => runs.length > 1);
  await keeper.stop();

  expect(runs).toEqual(['2026-11-20T10:00:00.000Z', '2026-11-20T17:00:00.000Z']);
});

it('does not sweep a store that was swept today, by whomever [Y-09]', async () => {
  const { keeper, runs } = setupKeeper({ last: '2026-11-20T01:00:00.000Z' });
  await setTimeout(20);
  await keeper.stop();

  expect(runs).toEqual([]);
});

it('tells what failed and tries again [Y-09]', async () => {
  const { keeper, runs, told, until } = setupKeeper({ fails: 2 });
  await until(() => runs.length > 0);
  await keeper.stop();

  expect(told).toEqual([
    ...['what is past its time was not removed', 'what is past its time was not removed'],
    'what was past its time is removed',
  ]);
});
