import type { HarnessGiven, HarnessReport } from '../harness.ts';
import { besiege } from '../siege/besiege.ts';

/** A kill takes the process and leaves the machine: what was written stays, synced or not. */
export function run(given: HarnessGiven): Promise<HarnessReport> {
  return besiege(given, {
    env: () => ({}),
    prepare: () => undefined,
    aftermath: () => undefined,
  });
}
