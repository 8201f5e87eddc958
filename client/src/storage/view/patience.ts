/** A database that is blocked by another tab, or whose process is gone, may never answer at all. */
const patienceMs = 10_000;

/** Answers: what this comes to, unless it takes so long that nobody should wait for it. Rejects then; it may still happen. */
export function withPatience<T>(act: PromiseLike<T>, limitMs = patienceMs): Promise<T> {
  return new Promise((resolve, reject) => {
    const limit = setTimeout(() => reject(new Error('the database does not answer')), limitMs);
    const settled = () => clearTimeout(limit);
    act.then(resolve, reject);
    act.then(settled, settled);
  });
}
