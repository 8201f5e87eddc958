import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Plant } from '../harness.ts';
import { plantedNode } from '../plant-source.ts';

/** A server in a process of its own, loaded and not yet started. */
export interface WarmServer {
  /** Opens the store and listens. */
  start(): Promise<LiveServer>;
  /** Ends it unused. */
  discard(): Promise<void>;
}

export interface LiveServer {
  readonly url: string;
  /** Answers: the receipt up to which the copy holds all. */
  backUp(file: string): Promise<number>;
  /** What is in use after all that nobody holds was given back, and whether a request has altered every object. */
  state(): Promise<{ readonly heapBytes: number; readonly isPolluted: boolean }>;
  /** Resident memory, in bytes: now, and the most there was. */
  memoryBytes(): { readonly now: number; readonly most: number };
  isDead(): boolean;
  /** The process is no more when it resolves. */
  kill(): Promise<void>;
}

/** Loads a server over this folder, with the planted bug of the run. */
export function warmServer(
  dataDir: string,
  given: {
    readonly plant: Plant | null;
    readonly cacheDir: string;
    readonly env?: NodeJS.ProcessEnv;
  },
): WarmServer {
  const planted = plantedNode(given.plant);
  const child = spawn(
    process.execPath,
    [...planted.args, join(import.meta.dirname, 'serve.ts'), dataDir],
    {
      stdio: ['pipe', 'pipe', 'inherit'],
      env: {
        ...process.env,
        NODE_COMPILE_CACHE: given.cacheDir,
        ...planted.env,
        ...given.env,
      },
    },
  );
  // Told to a process that was just killed, a command meets a closed pipe.
  child.stdin.on('error', () => undefined);
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const exited = once(child, 'exit');
  const ask = async (command: string): Promise<string> => {
    child.stdin.write(`${command}\n`);
    const { value, done } = await lines.next();
    if (done === true) throw new Error(`the server ended before it answered "${command}"`);
    return value;
  };
  return {
    async start() {
      const url = await ask('go');
      return {
        url,
        backUp: async (file) => Number(await ask(`backup ${file}`)),
        state: async () =>
          JSON.parse(await ask('state')) as { heapBytes: number; isPolluted: boolean },
        memoryBytes: () => memoryOf(child),
        isDead: () => child.exitCode !== null || child.signalCode !== null,
        async kill() {
          child.kill('SIGKILL');
          await exited;
        },
      };
    },
    async discard() {
      child.kill('SIGKILL');
      await exited;
    },
  };
}

function memoryOf({ pid }: ChildProcess): { now: number; most: number } {
  const status = readFileSync(`/proc/${String(pid)}/status`, 'utf8');
  const bytesOf = (name: string) =>
    1024 * Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(status)?.[1] ?? Number.NaN);
  return { now: bytesOf('VmRSS'), most: bytesOf('VmHWM') };
}
