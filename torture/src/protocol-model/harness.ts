import type { Harness } from '../harness.ts';
import { runInThreads, shareSeeds } from '../in-threads.ts';
import { shortened } from '../schedule.ts';
import { type ModelBug, modelBugs } from './outline.ts';
import { runSchedule } from './run-schedule.ts';
import { runStretch } from './run-stretch.ts';
import { schedules } from './steps.ts';

/** Runs longer than this are worth the start of threads. */
const worthThreads = 100_000;

/**
 * Schedules by the seeds `seed`, `seed + 1`, … until one has a violation, which is then made as short as it gets. One
 * schedule alone is run again by `--harness protocol-model --budget 1 --seed N`.
 */
export const run: Harness['run'] = async ({ budget, seed, plant, tell }) => {
  const bug = modelBugs.find((name) => name === plant?.name) ?? null;
  const from = performance.now();
  const asked = { seed, count: budget };
  const stretches =
    bug === null && budget >= worthThreads
      ? await runInThreads(new URL('./worker.ts', import.meta.url), shareSeeds(asked), tell)
      : [runStretch(asked, bug, tell)];
  const done = stretches.reduce((sum, stretch) => sum + stretch.done, 0);
  const perSecond = Math.round((1000 * done) / (performance.now() - from));
  const figures = { 'schedules a second': perSecond, threads: stretches.length };
  const bad = stretches.find(({ badSeed }) => badSeed !== null)?.badSeed ?? null;
  if (bad === null) return { done, violations: [], figures };
  return {
    done,
    violations: await explain(bad, bug),
    figures: { ...figures, 'found after': done },
  };
};

/** The violations of the schedule of this seed, made as short as it gets. */
async function explain(seed: number, bug: ModelBug | null): Promise<readonly string[]> {
  const steps = await shortened(
    schedules.make(seed),
    (shorter) => runSchedule(shorter, bug).length > 0,
  );
  const story = `seed ${String(seed)}, ${String(steps.length)} steps: ${schedules.print(steps)}`;
  return runSchedule(steps, bug).map((what) => `${what} [${story}]`);
}
