import type { CommentStore } from '../ports/index.ts';

/**
 * Reads the comments of lines that lie unread, at the start and again now and then: those that a command wrote into the store
 * beside the server or before it, or an earlier version by other rules. Of a province's wave that takes seconds, for which
 * whoever asks first would wait. What fails here meets whoever asks, who does it again.
 */
export function keepComments({
  comments,
  tickMs,
}: {
  readonly comments: Pick<CommentStore, 'catchUp'>;
  readonly tickMs: number;
}): { stop(): Promise<void> } {
  const look = (): Promise<void> => comments.catchUp().catch(() => undefined);
  let job = look();
  const timer = setInterval(() => {
    job = job.then(look);
  }, tickMs);
  timer.unref();
  return {
    async stop() {
      clearInterval(timer);
      await job;
    },
  };
}
