const patienceMs = 20_000;
const askAgainMs = 3_000;

/**
 * Answers: is the app on the phone, to start without a network?
 * Shape:   an active worker has every file of its list; the page is safe when such a worker serves it. A worker whose files did
 *          not all come is gone, as where the network failed meanwhile: it is asked for again until one is there.
 * Units:   waits for 20 seconds at most.
 */
export async function isAppKept(
  { navigator, setTimeout, setInterval, clearInterval }: Window & typeof globalThis,
  worker: string,
): Promise<boolean> {
  const { serviceWorker } = navigator;
  const ask = (): void => {
    serviceWorker.register(worker).catch(() => undefined);
  };
  const asking = setInterval(ask, askAgainMs);
  ask();
  const patience = new Promise<null>((resolve) => setTimeout(resolve, patienceMs, null));
  const registration = await Promise.race([serviceWorker.ready, patience]);
  clearInterval(asking);
  if (registration === null) return false;
  if (serviceWorker.controller !== null) return true;
  const controlled = new Promise<true>((resolve) => {
    serviceWorker.addEventListener('controllerchange', () => {
      resolve(true);
    });
  });
  return (await Promise.race([controlled, patience])) ?? false;
}
