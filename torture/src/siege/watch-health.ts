import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

/** Asks a server again and again whether it answers. */
export interface HealthWatch {
  /** Answers: how long the slowest answer took; Infinity where one did not come. */
  stop(): Promise<number>;
}

/** From a thread of its own: a crowd keeps the loop that plays it too busy to hear an answer when it comes. */
export function watchHealth(url: string): HealthWatch {
  const worker = new Worker(new URL('./health-worker.ts', import.meta.url), { workerData: url });
  const failed = once(worker, 'error').then(([error]) => Promise.reject(error as Error));
  return {
    async stop() {
      const slowest = once(worker, 'message') as Promise<[number]>;
      worker.postMessage('stop');
      const [ms] = await Promise.race([slowest, failed]);
      await worker.terminate();
      return ms;
    },
  };
}
