import { expect, it } from 'vitest';
import { createMemoryShelf } from '../../../test/field/memory-shelf.ts';
import { createPinLock } from './pin-lock.ts';

function setupLock() {
  const shelf = createMemoryShelf();
  let nowMs = Date.parse('2026-11-23T08:00:00.000Z');
  const lock = createPinLock(shelf, { wallMs: () => nowMs });
  const pass = (ms: number) => {
    nowMs += ms;
  };
  return { shelf, lock, pass };
}

it('opens with the PIN that was set, and keeps no PIN', async () => {
  const { shelf, lock } = setupLock();
  await lock.set('284910');

  expect(await lock.attempt('284910')).toEqual({ tag: 'right' });
  expect(JSON.stringify(await shelf.pin())).not.toContain('284910');
});

it('lets the new PIN in at once, however often the forgotten one was missed [V-06]', async () => {
  const { shelf, lock } = setupLock();
  await lock.set('284910');
  for (let n = 0; n < 7; n += 1) await lock.attempt('111222');

  await lock.set('730519');

  expect(await lock.attempt('730519')).toEqual({ tag: 'right' });
  expect(await shelf.pinAttempts()).toEqual({ failures: 0, lastFailedAt: null });
});

it('counts wrong tries down to a wait, and a right PIN does not open during the wait', async () => {
  const { lock, pass } = setupLock();
  await lock.set('284910');

  const tries = [];
  for (let n = 0; n < 5; n += 1) tries.push(await lock.attempt('111222'));

  // Five tries are free; the wait after the fifth is 30 s.
  const until = Date.parse('2026-11-23T08:00:30.000Z');
  expect(tries).toEqual([
    { tag: 'wrong', triesLeft: 4 },
    { tag: 'wrong', triesLeft: 3 },
    { tag: 'wrong', triesLeft: 2 },
    { tag: 'wrong', triesLeft: 1 },
    { tag: 'wait', untilMs: until },
  ]);
  expect(await lock.attempt('284910')).toEqual({ tag: 'wait', untilMs: until });
  pass(30_000);
  expect(await lock.attempt('284910')).toEqual({ tag: 'right' });
});
