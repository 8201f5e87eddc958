import type { Update } from '../../screens/field/services.ts';

/** How often an open app asks for a newer version; the browser asks at each start by itself. */
const askAgainMs = 3_600_000;

/**
 * Keeps the app on the phone and finds newer versions of it. A new worker waits, its files already here, until
 * `apply` is called; then it takes over and the page starts anew.
 */
export function followUpdates(worker: string): Update {
  let isWaiting = $state(false);
  let apply = (): void => undefined;

  async function register(): Promise<void> {
    const { Workbox } = await import('workbox-window');
    const workbox = new Workbox(worker);
    workbox.addEventListener('waiting', () => {
      isWaiting = true;
    });
    apply = () => {
      workbox.addEventListener('controlling', () => {
        location.reload();
      });
      workbox.messageSkipWaiting();
    };
    await workbox.register();
    setInterval(() => {
      workbox.update().catch(() => undefined);
    }, askAgainMs);
  }
  // Without a network the worker that is here goes on.
  register().catch(() => undefined);

  return {
    get isWaiting() {
      return isWaiting;
    },
    apply: () => {
      apply();
    },
  };
}
