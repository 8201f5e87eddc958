import type { SeedsAsked, Stretch } from '../in-threads.ts';
import { runSchedule, takeImages } from './run-schedule.ts';
import { schedules } from './steps.ts';
import { createTemplate } from './template.ts';

const tellEvery = 500;

/** The schedules of these seeds, until one has a violation. */
export async function runStretch(
  { seed, count }: SeedsAsked,
  tell: (text: string) => void,
): Promise<Stretch> {
  return withSchedules(async (runSteps) => {
    for (let done = 0; done < count; done += 1) {
      if (done > 0 && done % tellEvery === 0) tell(`${String(done)} schedules from seed ${seed}`);
      if ((await runSteps(schedules.make(seed + done))).length > 0)
        return { done: done + 1, badSeed: seed + done };
    }
    return { done: count, badSeed: null };
  });
}

/** Makes what all schedules begin from, and takes it away again. */
export async function withSchedules<T>(
  act: (runSteps: (steps: readonly number[]) => Promise<readonly string[]>) => Promise<T>,
): Promise<T> {
  const template = await createTemplate();
  try {
    const images = await takeImages(template);
    return await act((steps) => runSchedule(template, images, steps));
  } finally {
    template.leave();
  }
}
