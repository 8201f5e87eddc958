import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { watchWorker } from './watch-worker.ts';

/** A registration whose next version is on its way already, and a container that serves the older one. */
function makeContainer(): {
  container: ServiceWorkerContainer;
  install: () => void;
  next: EventTarget;
} {
  const next = new EventTarget();
  const workers: Record<'installing' | 'waiting', EventTarget | null> = {
    ...{ installing: next, waiting: null },
  };
  const registration = Object.assign(new EventTarget(), workers, {
    update: () => Promise.resolve(),
  });
  const container = Object.assign(new EventTarget(), {
    controller: new EventTarget(),
    register: () => Promise.resolve(registration),
  });
  return {
    container: container as unknown as ServiceWorkerContainer,
    next,
    install: () => {
      registration.installing = null;
      registration.waiting = next;
      next.dispatchEvent(new Event('statechange'));
    },
  };
}

describe('watchWorker', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('tells of a newer version that was on its way before anyone listened', async () => {
    const { container, next, install } = makeContainer();
    const told: unknown[] = [];
    await watchWorker(container, '/sw.js', (waiting) => told.push(waiting));

    install();
    vi.advanceTimersByTime(2000);

    expect(told).toEqual([null, next]);
  });
});
