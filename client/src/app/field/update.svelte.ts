import type { Update } from '../../screens/field/services.ts';

/** How often an open app asks for a newer version; the browser asks at each start by itself. */
const askAgainMs = 3_600_000;

/**
 * Keeps the app on the phone and finds newer versions of it. A new worker waits, its files already here, until
 * `apply` is called; then it takes over and the page starts anew.
 */
export function followUpdates(
  container: ServiceWorkerContainer | undefined,
  worker: string,
): Update {
  let waiting = $state.raw<ServiceWorker | null>(null);

  async function register(): Promise<void> {
    const registration = await container?.register(worker);
    if (registration === undefined) return;
    const notice = (): void => {
      // The first worker of a phone waits for nobody: without a controller there is no older version to replace.
      waiting = container?.controller === null ? null : registration.waiting;
    };
    notice();
    registration.addEventListener('updatefound', () => {
      registration.installing?.addEventListener('statechange', notice);
    });
    setInterval(() => {
      registration.update().catch(() => undefined);
    }, askAgainMs);
  }
  // Without a network the worker that is here goes on.
  register().catch(() => undefined);

  return {
    get isWaiting() {
      return waiting !== null;
    },
    apply() {
      container?.addEventListener('controllerchange', () => {
        location.reload();
      });
      waiting?.postMessage({ type: 'SKIP_WAITING' });
    },
  };
}
