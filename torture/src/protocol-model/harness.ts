import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { Harness } from '../harness.ts';
import { shortened } from '../schedule.ts';
import { modelBugs } from './outline.ts';
import { runSchedule } from './run-schedule.ts';
import { schedules } from './steps.ts';

/** Runs longer than this are worth the start of a second thread. */
const worthThreads = 100_000;

/** What a stretch of seeds gave: none found, or the first bad seed. */
export interface Stretch {
  readonly done: number;
  readonly badSeed: number | null;
}

/**
 * Schedules by the seeds `seed`, `seed + 1`, … until one has a violation, which is then made as short as it gets by
 * leaving steps away. One schedule alone is run again by `--harness protocol-model --budget 1 --seed N`.
 */
export const run: Harness['run'] = async ({ budget, seed, plant, tell }) => {
  const bug = modelBugs.find((name) => name === plant?.name) ?? null;
  const from = performance.now();
  const threads = budget >= worthThreads ? Math.min(2, availableParallelism()) : 1;
  const stretches =
    threads === 1
      ? [runStretch({ seed, count: budget, bug }, () => undefined)]
      : await Promise.all(
          Array.from({ length: threads }, (_, index) => {
            const share = Math.ceil(budget / threads);
            return inThread({ seed: seed + index * share, count: share, bug }, tell);
          }),
        );
  const done = stretches.reduce((sum, stretch) => sum + stretch.done, 0);
  const seconds = (performance.now() - from) / 1000;
  const bad = stretches.find(({ badSeed }) => badSeed !== null)?.badSeed ?? null;
  const figures = { 'schedules a second': Math.round(done / seconds), threads };
  if (bad === null) return { done, violations: [], figures };
  return {
    done,
    violations: await explain(bad, bug),
    figures: { ...figures, 'found after': done },
  };
};

export interface StretchAsked {
  readonly seed: number;
  readonly count: number;
  readonly bug: (typeof modelBugs)[number] | null;
}

const tellEvery = 250_000;

export function runStretch(
  { seed, count, bug }: StretchAsked,
  tell: (text: string) => void,
): Stretch {
  for (let done = 0; done < count; done += 1) {
    if (done % tellEvery === 0 && done > 0) tell(`${String(done)} schedules from seed ${seed}`);
    if (runSchedule(schedules.make(seed + done), bug).length > 0)
      return { done: done + 1, badSeed: seed + done };
  }
  return { done: count, badSeed: null };
}

function inThread(asked: StretchAsked, tell: (text: string) => void): Promise<Stretch> {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { workerData: asked });
  return new Promise((resolve, reject) => {
    worker.on('message', (said: string | Stretch) => {
      if (typeof said === 'string') tell(said);
      else resolve(said);
    });
    worker.once('error', reject);
  });
}

/** The violations of the schedule of this seed, made as short as it gets. */
async function explain(seed: number, bug: StretchAsked['bug']): Promise<readonly string[]> {
  const steps = await shortened(
    schedules.make(seed),
    (shorter) => runSchedule(shorter, bug).length > 0,
  );
  const story = `seed ${String(seed)}, ${String(steps.length)} steps: ${schedules.print(steps)}`;
  return runSchedule(steps, bug).map((what) => `${what} [${story}]`);
}
