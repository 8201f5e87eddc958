import { shelfFaultOf } from '../../shelf-fault.ts';
import { type RewritableJournal, openJournal } from '../open-journal.ts';
import type { KeptRoom } from '../kept-room.ts';
import type {
  JournalAnswers,
  JournalCall,
  JournalOpened,
  JournalReply,
  JournalRequest,
  JournalStanding,
} from '../worker-messages.ts';
import { openOpfsDisk } from './opfs-disk.ts';

interface Opened {
  readonly journal: RewritableJournal;
  readonly fileName: string;
  /** Loaded beside the first screen. */
  room: KeptRoom | null;
}

let opened: Opened | null = null;
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
  if (opened === null) throw new Error('the journal is not open');
  const { journal, room } = opened;
  switch (call.call) {
    case 'append':
      if (room === null) journal.append(call.payloads);
      else await room.within(() => journal.append(call.payloads));
      return standing(opened);
    case 'read':
      return journal.read(call.from);
    case 'keep-room':
      await keepRoom(opened);
      return standing(opened);
    case 'rewrite': {
      const isRewritten = await journal.rewrite(call.payloads);
      await keepRoom(opened);
      return { isRewritten, ...standing(opened) };
    }
  }
}

async function keepRoom(from: Opened): Promise<void> {
  const { keepOpfsRoom } = await import('./opfs-ballast.ts');
  from.room ??= await keepOpfsRoom(from.fileName);
  await from.room.make();
}

const standing = ({ journal, room }: Opened): JournalStanding => ({
  journalId: journal.id,
  position: journal.position(),
  reserve: room?.standing() ?? 'none',
});

async function open(fileName: string, freshId: string): Promise<JournalOpened> {
  const disk = await openOpfsDisk(fileName);
  if (disk === null) return { tag: 'unsupported' };
  opened = { journal: await openJournal(disk, freshId), fileName, room: null };
  return { tag: 'opened', damaged: opened.journal.damaged, ...standing(opened) };
}
