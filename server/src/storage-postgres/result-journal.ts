import type { CountedChange, ResultJournal } from '../ports/index.ts';

/** The journal, and what those who write say to it. */
export interface WrittenJournal extends ResultJournal {
  /** A transaction of this process is committed. */
  committed(version: number, changes: readonly CountedChange[]): void;
  /** Another process committed this version. */
  heard(version: number): void;
  /** Nobody tells any more what others commit. */
  deaf(): void;
  /** From now on it is told; the version that stands. */
  listens(version: number): void;
}

/** Enough for what comes in between two looks at a table; who looks after more than that reads anew. */
const mostChanges = 20_000;

/**
 * Answers: has that changed on which results rest, where several processes write?
 * Shape:   the version is that of the row of the province, as far as this process heard: its own commits at once, those of
 *          others by the database's notice of a commit, milliseconds later. So a name may be older than what is read under it
 *          and is never newer. While no notices can come every asking gets another name, so nothing is kept.
 * Source:  decision 109; the promise is that of A-100.
 * Rule:    Z-03
 */
export function createResultJournal(): WrittenJournal {
  let known = 0;
  let isListening = false;
  let asked = 0;
  let changes: (CountedChange & { readonly version: number })[] = [];
  /** Changes of versions up to this one are not known any more. */
  let forgotten = 0;

  const nameOf = (version: number): string => `v.${String(version)}`;
  const forget = (upTo: number): void => {
    changes = [];
    forgotten = upTo;
  };

  return {
    version: () => (isListening ? nameOf(known) : `alone.${String(++asked)}`),
    changesSince(name) {
      const version = Number(name.split('.')[1]);
      if (!isListening || name !== nameOf(version) || version < forgotten || version > known)
        return null;
      return changes.filter((change) => change.version > version);
    },
    committed(version, some) {
      // Somebody committed after it and was heard before the answer came: it is forgotten with the rest.
      if (version <= known) return;
      if (version > known + 1) forget(version - 1);
      known = version;
      for (const change of some) changes.push({ ...change, version });
      if (changes.length > mostChanges) forget(version);
    },
    heard(version) {
      if (version <= known) return;
      known = version;
      forget(version);
    },
    deaf() {
      isListening = false;
    },
    listens(version) {
      if (version > known) known = version;
      forget(known);
      isListening = true;
    },
  };
}
