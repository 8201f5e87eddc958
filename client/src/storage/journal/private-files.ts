/** How long a file that another tab or an ended worker still holds is waited for. */
const patienceMs = 5_000;
const pauseMs = 50;

/**
 * Answers: what the act on a file comes to, tried again while somebody still holds the file: a handle is free only a
 * moment after the tab or the worker that held it has ended.
 * Errors:  rejects as the act does; with `NoModificationAllowedError` when the file is held all that time.
 */
export async function whileHeld<T>(act: () => Promise<T>): Promise<T> {
  const until = performance.now() + patienceMs;
  for (;;) {
    try {
      return await act();
    } catch (error) {
      const held = error instanceof DOMException && error.name === 'NoModificationAllowedError';
      if (!held || performance.now() > until) throw error;
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
    }
  }
}

/** What the looking comes to; null when there is no such file. */
export async function found<T>(looking: Promise<T>): Promise<T | null> {
  try {
    return await looking;
  } catch (error) {
    if (error instanceof DOMException && error.name === 'NotFoundError') return null;
    throw error;
  }
}
