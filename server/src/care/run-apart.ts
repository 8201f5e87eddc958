import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { constants, setPriority } from 'node:os';

export interface Apart {
  /** Answers: the JSON document that a command of the operator prints, run in a process of its own. */
  run(...args: readonly string[]): Promise<unknown>;
  /** Ends what is still running: nobody waits for its answer any more. */
  stop(): void;
}

const command = join(import.meta.dirname, '../cli.ts');
const fewWordsChars = 500;

/** Work that reads a whole store would hold up every request here; in a process of its own it waits for them instead. */
export function createApart(environment: NodeJS.ProcessEnv): Apart {
  const children = new Set<ChildProcess>();
  return {
    run: (...args) =>
      new Promise((resolve, reject) => {
        const child = spawn(process.execPath, [...process.execArgv, command, ...args, '--json'], {
          env: environment,
          stdio: ['ignore', 'pipe', 'pipe'],
        });
        children.add(child);
        child.once('spawn', () => yieldToServing(child));
        let out = '';
        let said = '';
        child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString('utf8')));
        child.stderr.on('data', (chunk: Buffer) => {
          said = (said + chunk.toString('utf8')).slice(-fewWordsChars);
        });
        child.once('error', reject);
        child.once('close', (exit) => {
          children.delete(child);
          try {
            resolve(JSON.parse(out));
          } catch {
            reject(new Error(`sipas ${args.join(' ')} ended with ${String(exit)}: ${said}`));
          }
        });
      }),
    stop() {
      for (const child of children) child.kill('SIGKILL');
    },
  };
}

function yieldToServing({ pid }: ChildProcess): void {
  try {
    if (pid !== undefined) setPriority(pid, constants.priority.PRIORITY_BELOW_NORMAL);
  } catch {
    // It has ended already, or the system does not allow it: it is a courtesy, no condition.
  }
}
