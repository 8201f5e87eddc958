import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { HarnessGiven, HarnessReport } from '../harness.ts';
import { besiege } from '../siege/besiege.ts';
import { outline } from './outline.ts';
import { buildUnsynced, powerCut } from './power.ts';

export async function run(given: HarnessGiven): Promise<HarnessReport> {
  const folder = mkdtempSync(join(tmpdir(), 'sipas-power-'));
  try {
    const library = buildUnsynced(folder);
    return library === null ? notTried(given) : await besiege(given, powerCut(library, folder));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Without a C compiler on Linux the short run says so and lets the other tests go on; a long run has failed. */
function notTried({ budget, plant, tell }: HarnessGiven): HarnessReport {
  const why =
    'NOT TRIED: a power cut is simulated by a C library, and there is no cc on this machine';
  tell(why);
  const isShort = budget <= outline.budgets.short;
  return {
    done: isShort ? budget : 0,
    violations: isShort && plant === null ? [] : [why],
    figures: { 'not tried': 'no C compiler' },
  };
}
