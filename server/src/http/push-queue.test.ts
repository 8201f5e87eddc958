import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { type Place, createPushQueue } from './push-queue.ts';

beforeEach(() => vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
afterEach(() => vi.useRealTimers());

const mebibyte = 1024 * 1024;

function setupQueue(given: { readonly isLate?: () => boolean } = {}) {
  let now = 0;
  const queue = createPushQueue({
    nowMs: () => now,
    share: () => 0.5,
    isLate: given.isLate ?? (() => false),
  });
  const enter = (): Place => {
    const place = queue.enter();
    if (place === null) throw new Error('the queue is full');
    return place;
  };
  return { queue, enter, pass: (ms: number) => (now += ms) };
}

it('has 128 places, and another when one is left [A-61]', () => {
  const { queue, enter } = setupQueue();
  const places = Array.from({ length: 128 }, enter);

  expect(queue.enter()).toBeNull();
  places[5]?.leave();
  places[5]?.leave();

  expect(queue.enter()).not.toBeNull();
  expect(queue.enter()).toBeNull();
});

it('holds 64 MiB and no byte more, and forgets what a place held when it is left [A-61]', () => {
  const { queue, enter } = setupQueue();
  const [one, other] = [enter(), enter()];

  expect(one.hold(63 * mebibyte)).toBe(true);
  expect(other.hold(mebibyte + 1)).toBe(false);
  expect(other.hold(mebibyte)).toBe(true);
  expect(queue.enter()).toBeNull();
  one.leave();

  expect(enter().hold(63 * mebibyte)).toBe(true);
});

it('lets nobody in while the machine itself is late [A-61]', () => {
  let isLate = false;
  const { queue } = setupQueue({ isLate: () => isLate });
  expect(queue.enter()).not.toBeNull();

  isLate = true;

  expect(queue.enter()).toBeNull();
});

it('gives the places of bodies that are slow to come to others, until they are whole [A-61]', async () => {
  const { queue, enter } = setupQueue();
  const slow = Array.from({ length: 128 }, enter);

  vi.advanceTimersByTime(1_000);
  Array.from({ length: 127 }, enter);
  void slow[0]?.turn(() => Promise.resolve());

  expect(queue.enter()).toBeNull();
  slow[0]?.leave();
  slow[1]?.leave();
  expect(queue.enter()).not.toBeNull();
  expect(queue.enter()).toBeNull();
});

it('works one after the other in the order of coming, whatever one of them throws [A-61]', async () => {
  const { enter } = setupQueue();
  const told: string[] = [];
  const work = (name: string) =>
    enter().turn(async () => {
      told.push(`${name} begins`);
      await Promise.resolve();
      told.push(`${name} ends`);
      if (name === 'b') throw new Error('b');
      return name;
    });

  const [a, b, c] = await Promise.allSettled([work('a'), work('b'), work('c')]);

  expect(told).toEqual(['a begins', 'a ends', 'b begins', 'b ends', 'c begins', 'c ends']);
  expect([a.status, b.status, c.status]).toEqual(['fulfilled', 'rejected', 'fulfilled']);
});

it('begins up to four together of those that may share, and nobody out of the order of coming [A-61]', async () => {
  const { enter } = setupQueue();
  const told: string[] = [];
  const work = (name: string) => async () => {
    told.push(`${name} begins`);
    await Promise.resolve();
    told.push(`${name} ends`);
    if (name === 'c') throw new Error('c');
  };
  // The first finds nobody behind it, and the others gather while it works.
  const works = ['a', 'b', 'c', 'd', 'e', 'f'].map((name) => enter().sharedTurn(work(name)));
  works.push(enter().turn(work('alone')), enter().sharedTurn(work('z')));

  const outcomes = await Promise.allSettled(works);

  const begun = (...names: string[]) => names.map((name) => `${name} begins`);
  const ended = (...names: string[]) => names.map((name) => `${name} ends`);
  expect(told).toEqual(
    [
      ...[begun('a'), ended('a')],
      ...[begun('b', 'c', 'd', 'e'), ended('b', 'c', 'd', 'e')],
      ...[begun('f'), ended('f')],
      ...[begun('alone'), ended('alone')],
      ...[begun('z'), ended('z')],
    ].flat(),
  );
  expect(outcomes.map(({ status }) => status === 'rejected')).toEqual(
    ['a', 'b', 'c', 'd', 'e', 'f', 'alone', 'z'].map((name) => name === 'c'),
  );
});

it('goes on after work that throws at once [A-61]', async () => {
  const { enter } = setupQueue();
  const broken = enter().turn(() => {
    throw new Error('at once');
  });

  await expect(broken).rejects.toThrow('at once');
  expect(await enter().turn(() => Promise.resolve('next'))).toBe('next');
});

it('lets the loop hear others between two that work [A-61]', async () => {
  const { enter } = setupQueue();
  let heard = 0;
  const told: number[] = [];

  const works = Array.from({ length: 3 }, () =>
    enter().turn(async () => {
      told.push(heard);
      setImmediate(() => (heard += 1));
    }),
  );
  await Promise.all(works);

  expect(told).toEqual([0, 1, 2]);
});

it('is pressed from a quarter of its places on [A-61]', () => {
  const { queue, enter } = setupQueue();
  Array.from({ length: 31 }, enter);
  expect(queue.isPressed()).toBe(false);

  enter();

  expect(queue.isPressed()).toBe(true);
});

it('gives every phone that it refuses a later appointment than the one before [A-61]', () => {
  const { queue, enter, pass } = setupQueue();
  Array.from({ length: 128 }, enter);

  const told = Array.from({ length: 10_000 }, () => queue.appointment());

  // 128 waiting and 10,000 told, each taken for 10 ms of work as nothing was measured yet: 101.28 s. Never sooner than 2 s.
  expect(told[0]).toBe(2);
  expect(told.at(-1)).toBe(102);
  expect(told).toEqual([...told].sort((a, b) => a - b));
  expect(new Set(told).size).toBe(101);
  // What is past is no work that stands before anyone.
  pass(3_600_000);
  expect(queue.appointment()).toBe(2);
});

it('measures how long the work takes, and asks to come later where it takes long [A-61]', async () => {
  const { queue, enter, pass } = setupQueue();
  for (let turn = 0; turn < 200; turn++) {
    const place = enter();
    await place.turn(async () => void pass(400));
    place.leave();
  }
  Array.from({ length: 100 }, enter);

  // 100 waiting and itself, 400 ms each.
  expect(queue.appointment()).toBeGreaterThanOrEqual(40);
  expect(queue.appointment()).toBeLessThanOrEqual(41);
});
