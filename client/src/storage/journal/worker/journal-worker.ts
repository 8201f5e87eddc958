import { shelfFaultOf } from '../../shelf-fault.ts';
import { type JournalFile, openJournalFile } from '../journal-file.ts';
import type {
  JournalAnswers,
  JournalCall,
  JournalOpened,
  JournalReply,
  JournalRequest,
} from '../worker-messages.ts';

/** How long the handle of a tab that has just been closed or displaced is waited for. */
const handleWaitMs = 5_000;
const handleRetryMs = 50;

let journal: JournalFile | null = null;
let turn: Promise<void> = Promise.resolve();

self.addEventListener('message', ({ data }: MessageEvent<JournalRequest>) => {
  turn = turn.then(async () => {
    self.postMessage(await replyTo(data));
  });
});

async function replyTo(request: JournalRequest): Promise<JournalReply> {
  const { id } = request;
  try {
    return { id, answer: await answerTo(request) };
  } catch (error) {
    const { tag, message } = 'tag' in (error as object) ? (error as never) : shelfFaultOf(error);
    return { id, fault: { tag, message } };
  }
}

async function answerTo(call: JournalCall): Promise<JournalAnswers[keyof JournalAnswers]> {
  if (call.call === 'open') return open(call.fileName, call.freshId);
  if (journal === null) throw new Error('the journal is not open');
  return call.call === 'append' ? journal.append(call.payloads) : journal.read(call.from);
}

async function open(fileName: string, freshId: string): Promise<JournalOpened> {
  const directory = await ownDirectory();
  if (directory === null) return { tag: 'unsupported' };
  const file = await directory.getFileHandle(fileName, { create: true });
  if (!('createSyncAccessHandle' in file)) return { tag: 'unsupported' };
  journal = openJournalFile(await accessTo(file), freshId);
  const { id: journalId, damaged } = journal;
  return { tag: 'opened', journalId, damaged, position: journal.position() };
}

async function ownDirectory(): Promise<FileSystemDirectoryHandle | null> {
  try {
    return await navigator.storage.getDirectory();
  } catch (error) {
    // Absent in old browsers, forbidden in some private windows; all else is a failure, not a lack.
    if (error instanceof TypeError) return null;
    if (error instanceof DOMException && error.name === 'SecurityError') return null;
    throw error;
  }
}

/** Another tab's handle is free a moment after that tab has let go of it. */
async function accessTo(file: FileSystemFileHandle): Promise<FileSystemSyncAccessHandle> {
  const until = performance.now() + handleWaitMs;
  for (;;) {
    try {
      return await file.createSyncAccessHandle();
    } catch (error) {
      const held = error instanceof DOMException && error.name === 'NoModificationAllowedError';
      if (!held || performance.now() > until) throw error;
      await new Promise((resolve) => setTimeout(resolve, handleRetryMs));
    }
  }
}
