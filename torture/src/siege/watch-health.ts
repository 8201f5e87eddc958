/** Asks a server again and again whether it answers. */
export interface HealthWatch {
  /** Answers: how long the slowest answer took; Infinity where one did not come. */
  stop(): Promise<number>;
}

const everyMs = 250;
const patienceMs = 10_000;

export function watchHealth(url: string): HealthWatch {
  let slowestMs = 0;
  const watch = { stopped: false };
  const watching = (async () => {
    while (!watch.stopped) {
      const from = performance.now();
      const answer = await fetch(`${url}/healthz`, {
        signal: AbortSignal.timeout(patienceMs),
      }).catch(() => null);
      await answer?.body?.cancel();
      const tookMs = answer?.status === 200 ? performance.now() - from : Number.POSITIVE_INFINITY;
      slowestMs = Math.max(slowestMs, tookMs);
      await new Promise((resolve) => setTimeout(resolve, everyMs));
    }
  })();
  return {
    async stop() {
      watch.stopped = true;
      await watching;
      return slowestMs;
    },
  };
}
