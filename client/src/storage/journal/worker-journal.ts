import { storageFailed } from '../shelf-fault.ts';
import type { Journal } from './journal.ts';
import type {
  JournalAnswers,
  JournalCall,
  JournalReply,
  JournalStanding,
} from './worker-messages.ts';

interface Waiting {
  readonly resolve: (answer: never) => void;
  readonly reject: (reason: Error) => void;
}

/**
 * Answers: the journal in this origin's private file system, held by a worker of its own, since only there files can
 * be written and flushed synchronously.
 * Shape:   null where this browser has no such files.
 * Errors:  rejects with a ShelfFault; so does every call after `close`, and any that the worker never answers.
 * Rule:    D-15
 */
export async function openWorkerJournal(
  freshId: string,
  fileName = 'sipas.journal',
): Promise<Journal | null> {
  if (!('storage' in navigator && 'getDirectory' in navigator.storage)) return null;
  const worker = new Worker(new URL('./worker/journal-worker.ts', import.meta.url), {
    type: 'module',
  });
  const { ask, end } = conversationWith(worker);

  const opened = await ask({ call: 'open', fileName, freshId }).catch((error: unknown) => {
    end('the journal could not be opened');
    throw error;
  });
  if (opened.tag === 'unsupported') {
    end('this browser has no private file system');
    return null;
  }
  let now: JournalStanding = opened;
  // Beside the first screen; writes that come meanwhile wait their turn.
  ask({ call: 'keep-room' }).then(
    (standing) => (now = standing),
    () => undefined,
  );

  return {
    kind: 'journal',
    get id() {
      return now.journalId;
    },
    damaged: opened.damaged,
    position: () => now.position,
    reserve: () => now.reserve,
    append: async (payloads) => (now = await ask({ call: 'append', payloads })).position,
    read: (from) => ask({ call: 'read', from }),
    rewrite: async (payloads) => {
      const { isRewritten, ...standing } = await ask({ call: 'rewrite', payloads });
      now = standing;
      return isRewritten;
    },
    close: async () => end('the journal is closed'),
  };
}

/** Calls by number over a worker. Ending the worker lets go of its file at once; what was not answered is a failure. */
function conversationWith(worker: Worker) {
  const waiting = new Map<number, Waiting>();
  let calls = 0;
  let ended: string | null = null;

  const end = (reason: string) => {
    ended ??= reason;
    worker.terminate();
    for (const { reject } of waiting.values()) reject(storageFailed(ended));
    waiting.clear();
  };
  worker.addEventListener('message', ({ data }: MessageEvent<JournalReply>) => {
    const call = waiting.get(data.id);
    waiting.delete(data.id);
    if ('fault' in data) call?.reject(Object.assign(new Error(data.fault.tag), data.fault));
    else call?.resolve(data.answer as never);
  });
  worker.addEventListener('error', () => end('the journal worker has failed'));

  const ask = <Name extends JournalCall['call']>(
    call: Extract<JournalCall, { call: Name }>,
  ): Promise<JournalAnswers[Name]> =>
    new Promise((resolve, reject) => {
      if (ended !== null) {
        reject(storageFailed(ended));
        return;
      }
      calls += 1;
      waiting.set(calls, { resolve, reject });
      worker.postMessage({ ...call, id: calls });
    });

  return { ask, end };
}
