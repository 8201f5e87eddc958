import { monitorEventLoopDelay } from 'node:perf_hooks';

/** Tells whether the server has more to do than it gets done. */
export interface OverloadGauge {
  isOverloaded(): boolean;
  stop(): void;
}

const windowMs = 1000;
const nanosecondsPerMs = 1_000_000;

/**
 * Answers: does work wait so long that new work should come later?
 * Shape:   mean delay of the event loop over the last second, or a second that is itself overdue, above the bound.
 *          Counting requests in flight would not do: they wait in the socket while the store works.
 * Units:   milliseconds.
 */
export function createOverloadGauge(boundMs: number): OverloadGauge {
  const delay = monitorEventLoopDelay({ resolution: 20 });
  delay.enable();
  let meanMs = 0;
  let measuredAt = performance.now();
  const timer = setInterval(() => {
    meanMs = delay.mean / nanosecondsPerMs;
    delay.reset();
    measuredAt = performance.now();
  }, windowMs);
  timer.unref();
  return {
    isOverloaded: () => meanMs > boundMs || performance.now() - measuredAt > windowMs + 2 * boundMs,
    stop() {
      clearInterval(timer);
      delay.disable();
    },
  };
}
