import { availableParallelism } from 'node:os';
import { Worker, parentPort, workerData } from 'node:worker_threads';

/** Seeds from one on, and how many. */
export interface SeedsAsked {
  readonly seed: number;
  readonly count: number;
}

/** What a stretch of seeds gave: the first bad seed, or none. */
export interface Stretch {
  readonly done: number;
  readonly badSeed: number | null;
}

/** Of so many seeds each thread takes a stretch. */
export function shareSeeds({ seed, count }: SeedsAsked): SeedsAsked[] {
  const threads = Math.min(2, availableParallelism());
  const share = Math.ceil(count / threads);
  return Array.from({ length: threads }, (_, index) => ({
    seed: seed + index * share,
    count: share,
  }));
}

/** Answers: what each stretch gave, each run by a thread of its own with this program. */
export function runInThreads(
  program: URL,
  stretches: readonly SeedsAsked[],
  tell: (text: string) => void,
): Promise<Stretch[]> {
  return Promise.all(
    stretches.map(
      (asked) =>
        new Promise<Stretch>((resolve, reject) => {
          const worker = new Worker(program, { workerData: asked });
          worker.on('message', (said: string | Stretch) => {
            if (typeof said === 'string') tell(said);
            else resolve(said);
          });
          worker.once('error', reject);
        }),
    ),
  );
}

/** What the program of a thread is: it runs its stretch and says what it gave. */
export async function answerThread(
  run: (asked: SeedsAsked, tell: (text: string) => void) => Stretch | Promise<Stretch>,
): Promise<void> {
  const stretch = await run(workerData as SeedsAsked, (text) => parentPort?.postMessage(text));
  parentPort?.postMessage(stretch);
}
