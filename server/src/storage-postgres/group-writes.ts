import { type OwedNote, owedNote } from '../storage-rules/note-under-way.ts';

/** One write that waits for its turn. */
interface Waiting<Job, Answer> {
  readonly job: Job;
  readonly owed: OwedNote | null;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: unknown) => void;
}

/** A job, and the note that its act owes. */
export interface Owing<Job> {
  readonly job: Job;
  readonly owed: OwedNote | null;
}

/**
 * Answers: how do writes that come while another is under way share what a commit costs?
 * Shape:   one transaction at a time; what waits when it ends goes into the next one, in the order of asking, up to a size.
 * Errors:  where a shared transaction fails nothing of it is kept and each write is done again in one of its own, so that no
 *          write fails for another's reason.
 */
export function createGroupWrites<Job, Answer>(
  run: (jobs: readonly Owing<Job>[]) => Promise<readonly Answer[]>,
  sizeOf: (job: Job) => number,
  most: number,
): (job: Job) => Promise<Answer> {
  let waiting: Waiting<Job, Answer>[] = [];
  let isBusy = false;

  function takeSome(): Waiting<Job, Answer>[] {
    let size = 0;
    const some = waiting.filter(({ job }, index) => {
      size += sizeOf(job);
      return index === 0 || size <= most;
    });
    waiting = waiting.slice(some.length);
    return some;
  }

  async function runAlone(one: Waiting<Job, Answer>): Promise<void> {
    try {
      const [answer] = await run([one]);
      one.resolve(answer as Answer);
    } catch (error) {
      one.reject(error);
    }
  }

  async function runSome(some: readonly Waiting<Job, Answer>[]): Promise<void> {
    const [first, ...others] = some;
    if (first === undefined) return;
    if (others.length === 0) return runAlone(first);
    let answers: readonly Answer[];
    try {
      answers = await run(some);
    } catch {
      for (const one of some) await runAlone(one);
      return;
    }
    for (const [index, one] of some.entries()) one.resolve(answers[index] as Answer);
  }

  async function runAll(): Promise<void> {
    isBusy = true;
    while (waiting.length > 0) await runSome(takeSome());
    isBusy = false;
  }

  return (job) =>
    new Promise<Answer>((resolve, reject) => {
      waiting.push({ job, owed: owedNote(), resolve, reject });
      if (isBusy) return;
      isBusy = true;
      // After everything that is ready now.
      process.nextTick(() => void runAll());
    });
}
