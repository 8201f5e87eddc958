import type { Harness } from '../harness.ts';
import { runInThreads, shareSeeds } from '../in-threads.ts';
import { shortened } from '../schedule.ts';
import { runStretch, withSchedules } from './run-stretch.ts';
import { schedules } from './steps.ts';

/** Runs longer than this are worth the start of threads. A planted bug is in the source as this thread loads it. */
const worthThreads = 2_000;

/**
 * Schedules by the seeds `seed`, `seed + 1`, … until one has a violation, which is then made as short as it gets. One
 * schedule alone is run again by `--harness simulation --budget 1 --seed N`.
 */
export const run: Harness['run'] = async ({ budget, seed, plant, tell }) => {
  const from = performance.now();
  const asked = { seed, count: budget };
  const stretches =
    plant === null && budget >= worthThreads
      ? await runInThreads(new URL('./worker.ts', import.meta.url), shareSeeds(asked), tell)
      : [await runStretch(asked, tell)];
  const done = stretches.reduce((sum, stretch) => sum + stretch.done, 0);
  const perSecond = Math.round((10_000 * done) / (performance.now() - from)) / 10;
  const figures = { 'schedules a second': perSecond, threads: stretches.length };
  const bad = stretches.find(({ badSeed }) => badSeed !== null)?.badSeed ?? null;
  if (bad === null) return { done, violations: [], figures };
  return { done, violations: await explain(bad), figures: { ...figures, 'found after': done } };
};

/** The violations of the schedule of this seed, made as short as it gets. */
function explain(seed: number): Promise<readonly string[]> {
  return withSchedules(async (runSteps) => {
    const steps = await shortened(
      schedules.make(seed),
      async (shorter) => (await runSteps(shorter)).length > 0,
    );
    const found = await runSteps(steps);
    const violations = found.length > 0 ? found : ['violated once, and not again'];
    return violations.map((what) => `${what} [seed ${String(seed)}: ${schedules.print(steps)}]`);
  });
}
