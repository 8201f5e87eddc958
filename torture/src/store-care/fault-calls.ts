import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import Driver from 'better-sqlite3';

/** Which call fails, counted from 1, and whether every one after it fails too. */
export interface CallFault {
  readonly at: number;
  readonly forGood: boolean;
  /** The call does its work, and only its answer is a failure: the power of a doubt. */
  readonly afterwards: boolean;
}

type Call = (this: unknown, ...args: unknown[]) => unknown;

const inFiles = ['openSync', 'closeSync', 'fsyncSync', 'renameSync', 'rmSync'] as const;
const inPromises = [
  'copyFile',
  'chmod',
  'rename',
  'rm',
  'stat',
  'readdir',
  'readFile',
  'writeFile',
  'mkdir',
  'open',
] as const;
const inStatement = ['run', 'get', 'all'] as const;
const inDriver = ['backup', 'pragma', 'prepare', 'exec'] as const;

/** Puts a counter before every call by which the product reaches disk and SQLite in this process. */
export function createCallFaults() {
  let armed: CallFault | null = null;
  let watch: (() => void) | null = null;
  let calls = 0;

  const failed = (name: string) =>
    Object.assign(new Error(`planned: ${name}`), {
      code: armed?.forGood === true ? 'EIO' : 'ENOSPC',
    });

  function wrap(owner: object, name: string): void {
    const methods = owner as Record<string, Call>;
    const real = methods[name];
    if (real === undefined) throw new Error(`there is no ${name}`);
    methods[name] = function wrapped(...args) {
      watch?.();
      if (armed === null) return real.apply(this, args);
      calls += 1;
      const fails = armed.forGood ? calls >= armed.at : calls === armed.at;
      if (!fails) return real.apply(this, args);
      // A handle that was really opened is closed by nobody: opening fails before it opens.
      const done =
        armed.afterwards && !name.startsWith('open') ? real.apply(this, args) : undefined;
      if (done instanceof Promise) return done.then(() => Promise.reject(failed(name)));
      if (isAsync(owner, name)) return Promise.reject(failed(name));
      throw failed(name);
    };
  }

  for (const name of inFiles) wrap(fs, name);
  for (const name of inPromises) wrap(fs.promises, name);
  for (const name of inDriver) wrap(Driver.prototype, name);
  const memory = new Driver(':memory:');
  const statement = Object.getPrototypeOf(memory.prepare('select 1')) as object;
  memory.close();
  for (const name of inStatement) wrap(statement, name);
  // What the product imported by name is this very function from here on.
  syncBuiltinESMExports();

  return {
    /** Lets every call through, and is told before each of them. */
    async watching(onCall: () => void, work: () => Promise<void>): Promise<void> {
      let isTold = false;
      watch = () => {
        // What the watcher itself calls is no call of the work.
        if (isTold) return;
        isTold = true;
        onCall();
        isTold = false;
      };
      try {
        await work();
      } finally {
        watch = null;
      }
    },
    /** Answers: how many calls the work made; what it throws is its own. */
    async during(fault: CallFault, work: () => Promise<unknown>): Promise<number> {
      armed = fault;
      calls = 0;
      try {
        await work();
        return calls;
      } catch {
        return calls;
      } finally {
        armed = null;
      }
    },
  };
}

const isAsync = (owner: object, name: string): boolean =>
  owner === fs.promises || name === 'backup';
