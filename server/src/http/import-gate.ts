/** The imports of files that are under way: one works, few wait, and each holds its file in memory meanwhile. */
export interface ImportGate {
  /** Answers: a place for a file of this account; null where too many are under way. Whoever took it leaves it. */
  enter(accountId: string): ImportPlace | null;
}

export interface ImportPlace {
  /** Works when the files before it are done. */
  turn<T>(work: () => Promise<T>): Promise<T>;
  leave(): void;
}

const mostFiles = 8;
/** The console sends its files one after the other: two are two windows. */
const mostOfAccount = 2;
/** About as long as a file of some thousand forms takes. */
export const importRetrySeconds = 10;

/**
 * Answers: a bound on what imports hold in memory.
 * Shape:   8 files in all and 2 of one account, taken before the body is read; one is inflated and read at a time, first come
 *          first served. So at most 8 × 16 MiB lie as they came, and what becomes of one of them.
 * Source:  16 MiB on the wire inflate to 64 MiB and 500,000 lines, some 400 MB of the process while they are read.
 * Rule:    A-97
 */
export function createImportGate(): ImportGate {
  const byAccount = new Map<string, number>();
  let last: Promise<unknown> = Promise.resolve();
  let taken = 0;
  return {
    enter(accountId) {
      const own = byAccount.get(accountId) ?? 0;
      if (taken >= mostFiles || own >= mostOfAccount) return null;
      taken += 1;
      byAccount.set(accountId, own + 1);
      return {
        turn(work) {
          const turn = last.then(work);
          last = turn.catch(() => undefined);
          return turn;
        },
        leave() {
          taken -= 1;
          const left = (byAccount.get(accountId) ?? 1) - 1;
          if (left === 0) byAccount.delete(accountId);
          else byAccount.set(accountId, left);
        },
      };
    },
  };
}
