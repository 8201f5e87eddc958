import Driver from 'better-sqlite3';

/** Where and how the driver fails. */
export interface Fault {
  /** The point that fails, counted from 1 while it is armed. */
  readonly at: number;
  /** Every point from there on fails too. */
  readonly forGood: boolean;
  /** `after`: the statement does its work, and only its answer is a failure. */
  readonly when: 'before' | 'after';
  readonly code: string;
}

export interface FaultPoints {
  /** Answers: what the work answers with this fault in its way, and how many points it passed. */
  during<T>(fault: Fault, work: () => Promise<T>): Promise<{ answer: T; points: number }>;
}

type Method = (this: unknown, ...args: unknown[]) => unknown;

/** Makes every statement of the SQLite driver in this process a point that can fail: preparing, running, reading, committing. */
export function createFaultPoints(): FaultPoints {
  let armed: Fault | null = null;
  let points = 0;

  function pass(act: () => unknown): unknown {
    if (armed === null) return act();
    points += 1;
    const fails = armed.forGood ? points >= armed.at : points === armed.at;
    if (!fails) return act();
    const { code, when } = armed;
    if (when === 'after') act();
    throw new Driver.SqliteError(`planned at point ${String(points)}`, code);
  }

  function wrap(prototype: object, names: readonly string[]): void {
    const methods = prototype as Record<string, Method>;
    for (const name of names) {
      const real = methods[name];
      if (real === undefined) throw new Error(`the driver has no ${name}`);
      methods[name] = function wrapped(...args) {
        return pass(() => real.apply(this, args));
      };
    }
  }

  const memory = new Driver(':memory:');
  wrap(Object.getPrototypeOf(memory.prepare('select 1')) as object, ['run', 'get', 'all']);
  memory.close();
  wrap(Driver.prototype, ['prepare', 'exec', 'pragma']);

  return {
    async during(fault, work) {
      armed = fault;
      points = 0;
      try {
        return { answer: await work(), points };
      } finally {
        armed = null;
      }
    },
  };
}
