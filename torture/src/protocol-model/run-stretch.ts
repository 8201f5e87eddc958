import type { SeedsAsked, Stretch } from '../in-threads.ts';
import type { ModelBug } from './outline.ts';
import { runSchedule } from './run-schedule.ts';
import { schedules } from './steps.ts';

const tellEvery = 250_000;

/** The schedules of these seeds, until one has a violation. */
export function runStretch(
  { seed, count }: SeedsAsked,
  bug: ModelBug | null,
  tell: (text: string) => void,
): Stretch {
  for (let done = 0; done < count; done += 1) {
    if (done > 0 && done % tellEvery === 0) tell(`${String(done)} schedules from seed ${seed}`);
    if (runSchedule(schedules.make(seed + done), bug).length > 0)
      return { done: done + 1, badSeed: seed + done };
  }
  return { done: count, badSeed: null };
}
