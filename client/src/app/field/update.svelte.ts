import type { Update } from '../../screens/field/services.ts';

/**
 * Keeps the app on the phone and finds newer versions of it. A new worker waits, its files already here, until `apply`
 * is called on the home screen. The first question waits for none of this.
 */
export function followUpdates(
  container: ServiceWorkerContainer | undefined,
  worker: string,
): Update {
  let waiting = $state.raw<ServiceWorker | null>(null);

  async function watch(): Promise<void> {
    if (container === undefined) return;
    const { watchWorker } = await import('./watch-worker.ts');
    await watchWorker(container, worker, (found) => (waiting = found));
  }
  // Without a network the worker that is here goes on.
  watch().catch(() => undefined);

  return {
    get isWaiting() {
      return waiting !== null;
    },
    apply() {
      waiting?.postMessage({ type: 'SKIP_WAITING' });
    },
  };
}
