/** How often an open app asks for a newer version; the browser asks at each start by itself. */
const askAgainMs = 3_600_000;
/** A worker that takes over by itself waits for a moment only; what the page loaded then would fill its emptied shelf again. */
const takesOverMs = 2000;

/**
 * Puts the app on the phone and tells of a newer version that lies there whole and waits. When a worker replaces another
 * one every page of the app starts anew: one of the old version that stands by in another tab would miss its files.
 */
export async function watchWorker(
  container: ServiceWorkerContainer,
  worker: string,
  onWaiting: (waiting: ServiceWorker | null) => void,
): Promise<void> {
  let hasWorker = container.controller !== null;
  container.addEventListener('controllerchange', () => {
    // The first worker of a phone serves the page that is open; only a second one replaces what it runs on.
    if (hasWorker) location.reload();
    hasWorker = true;
  });

  const registration = await container.register(worker);
  const notice = (): void => {
    // The first worker of a phone waits for nobody: without a controller there is no older version to replace.
    onWaiting(container.controller === null ? null : registration.waiting);
  };
  const follow = (): void => {
    registration.installing?.addEventListener('statechange', () => setTimeout(notice, takesOverMs));
  };
  notice();
  // The browser asks by itself at each start: a newer version may be on its way before anyone listens.
  follow();
  registration.addEventListener('updatefound', follow);
  setInterval(() => {
    registration.update().catch(() => undefined);
  }, askAgainMs);
}
