/** What says nothing for so long has hung; the machine may be busy. */
const patienceMs = 120_000;

/**
 * Answers: what this work answers.
 * Errors:  rejects when it takes too long, saying what it was.
 */
export function soon<T>(work: Promise<T>, what: string): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new Error(`${what} took more than ${patienceMs} ms`)),
      patienceMs,
    );
    // A page that was killed before it could answer keeps nobody waiting.
    timer.unref();
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}
