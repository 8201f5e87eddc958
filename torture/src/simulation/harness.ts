import type { Harness } from '../harness.ts';
import { shortened } from '../schedule.ts';
import { runSchedule, takeImages } from './run-schedule.ts';
import { schedules } from './steps.ts';
import { createTemplate } from './template.ts';

const tellEvery = 500;

/**
 * Schedules by the seeds `seed`, `seed + 1`, … until one has a violation, which is then made as short as it gets. One
 * schedule alone is run again by `--harness simulation --budget 1 --seed N`.
 */
export const run: Harness['run'] = async ({ budget, seed, tell }) => {
  const template = await createTemplate();
  const from = performance.now();
  const rate = (done: number) => Math.round((10_000 * done) / (performance.now() - from)) / 10;
  try {
    const images = await takeImages(template);
    for (let done = 0; done < budget; done += 1) {
      if (done > 0 && done % tellEvery === 0) tell(`${String(done)} schedules, ${rate(done)}/s`);
      const steps = schedules.make(seed + done);
      if ((await runSchedule(template, images, steps)).length === 0) continue;
      const shortest = await shortened(
        steps,
        async (shorter) => (await runSchedule(template, images, shorter)).length > 0,
      );
      const story = `seed ${String(seed + done)}: ${schedules.print(shortest)}`;
      const violations = await runSchedule(template, images, shortest);
      const found = violations.length > 0 ? violations : ['violated once, and not again'];
      return {
        done: done + 1,
        violations: found.map((what) => `${what} [${story}]`),
        figures: { 'schedules a second': rate(done + 1), 'found after': done + 1 },
      };
    }
    return { done: budget, violations: [], figures: { 'schedules a second': rate(budget) } };
  } finally {
    template.leave();
  }
};
