import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCli } from '../../src/cli/run-cli.ts';

export const cliFile = join(import.meta.dirname, '../../src/cli.ts');

export interface Ran {
  readonly exit: number | null;
  readonly out: string;
  readonly err: string;
}

/** Runs the real command in a process of its own, in a folder of its own. */
export function runSipas(folder: string, ...args: readonly string[]): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const { PATH, HOME, TZ } = process.env;
    const child = spawn(process.execPath, [cliFile, ...args], {
      cwd: folder,
      env: { PATH, HOME, TZ, SIPAS_DATA_DIR: join(folder, 'var') },
    });
    let out = '';
    let err = '';
    child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString('utf8')));
    child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString('utf8')));
    child.once('error', reject);
    child.once('close', (exit) => resolve({ exit, out, err }));
  });
}

/** Runs the same command in this process: faster, for what does not need one of its own. */
export const runHere = (folder: string, ...args: readonly string[]): Promise<Ran> =>
  runHereWith(folder, {}, ...args);

/** The same with more in the environment. */
export async function runHereWith(
  folder: string,
  environment: Readonly<Record<string, string>>,
  ...args: readonly string[]
): Promise<Ran> {
  let out = '';
  let err = '';
  const exit = await runCli(args, {
    environment: { SIPAS_DATA_DIR: join(folder, 'var'), ...environment },
    folder,
    out: (text) => (out += typeof text === 'string' ? text : Buffer.from(text).toString('utf8')),
    err: (text) => (err += text),
  });
  return { exit, out, err };
}

export async function setupFolder(): Promise<{ folder: string; remove(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'sipas-cli-'));
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}

export const jsonOf = (ran: Ran): unknown => JSON.parse(ran.out);
export const refusalOf = (ran: Ran): string | undefined =>
  (jsonOf(ran) as { error?: { code: string } }).error?.code;
