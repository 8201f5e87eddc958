import type { PinLock } from '../../screens/field/services.ts';

/** The lock, fetched when a PIN is first asked for. One for as long as the app runs: it holds the key of the drafts. */
export function createLatePinLock(fetchLock: () => Promise<PinLock>): PinLock {
  let fetched: Promise<PinLock> | undefined;
  const real = () =>
    (fetched ??= fetchLock().catch((error: unknown) => {
      fetched = undefined;
      throw error;
    }));
  return {
    set: async (...given) => (await real()).set(...given),
    attempt: async (pin) => (await real()).attempt(pin),
    lock: async () => (await real()).lock(),
  };
}
