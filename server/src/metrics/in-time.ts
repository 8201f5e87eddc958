/** A watch asks every 15 seconds and gives up after 10; whoever balances between servers often after 5. */
const patienceMs = 3_000;

/**
 * Answers: what is read, or null where that takes longer than three seconds or fails.
 * Shape:   a database that holds a connection open and says nothing is as one that is away.
 * Errors:  throws never; what comes too late is dropped.
 * Rule:    A-183
 */
export async function inTime<T>(read: () => Promise<T>): Promise<T | null> {
  let bell: NodeJS.Timeout | undefined;
  const late = new Promise<null>((resolve) => {
    bell = setTimeout(() => resolve(null), patienceMs);
  });
  try {
    return await Promise.race([read(), late]);
  } catch {
    return null;
  } finally {
    clearTimeout(bell);
  }
}
