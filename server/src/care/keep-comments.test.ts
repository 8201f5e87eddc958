import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { keepComments } from './keep-comments.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test('reads what lies unread at the start and at each tick, one after the other', async () => {
  const reading: (() => void)[] = [];
  const catchUp = vi.fn(() => new Promise<void>((resolve) => reading.push(resolve)));
  const kept = keepComments({ comments: { catchUp }, tickMs: 1000 });

  expect(catchUp).toHaveBeenCalledTimes(1);
  await vi.advanceTimersByTimeAsync(1000);
  expect(catchUp).toHaveBeenCalledTimes(1);
  reading[0]?.();
  await vi.advanceTimersByTimeAsync(0);
  expect(catchUp).toHaveBeenCalledTimes(2);
  reading[1]?.();
  await kept.stop();
  await vi.advanceTimersByTimeAsync(5000);
  expect(catchUp).toHaveBeenCalledTimes(2);
});

test('goes on after a reading that failed', async () => {
  const catchUp = vi.fn(() => Promise.reject(new Error('the disk is full')));
  const kept = keepComments({ comments: { catchUp }, tickMs: 1000 });

  await vi.advanceTimersByTimeAsync(2000);
  expect(catchUp).toHaveBeenCalledTimes(3);
  await kept.stop();
});
