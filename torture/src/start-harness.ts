import { spawn } from 'node:child_process';
import { join } from 'node:path';
import type { HarnessOutline, HarnessReport, Plant } from './harness.ts';

/**
 * Answers: what one run of a harness found, in a process of its own.
 * Errors:  rejects when the process ends without a report: a run that broke has proven nothing.
 */
export function startHarness(
  outline: HarnessOutline,
  asked: { readonly plant: Plant | null; readonly budget: number; readonly seed: number },
  showProgress = false,
): Promise<HarnessReport> {
  const { plant, budget, seed } = asked;
  const args = ['--harness', outline.name, '--budget', String(budget), '--seed', String(seed)];
  if (plant !== null) args.push('--plant', plant.name);
  const child = spawn(process.execPath, [join(import.meta.dirname, 'run-harness.ts'), ...args], {
    stdio: ['ignore', 'pipe', showProgress ? 'inherit' : 'pipe'],
  });
  let printed = '';
  let said = '';
  child.stdout?.on('data', (chunk: Buffer) => (printed += chunk.toString('utf8')));
  child.stderr?.on('data', (chunk: Buffer) => (said += chunk.toString('utf8')));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      const line = printed.trim().split('\n').at(-1) ?? '';
      if (code === 0 && line.startsWith('{')) resolve(JSON.parse(line) as HarnessReport);
      else reject(new Error(`${outline.name} ended with ${String(code)}\n${said}\n${printed}`));
    });
  });
}
