import { shelfFaultOf } from '../../shelf-fault.ts';
import { type RewritableJournal, openJournal } from '../open-journal.ts';
import { type KeptRoom, createKeptRoom } from '../reserve.ts';
import type {
  JournalAnswers,
  JournalCall,
  JournalOpened,
  JournalReply,
  JournalRequest,
  JournalStanding,
} from '../worker-messages.ts';
import { openOpfsDisk } from './opfs-disk.ts';

let opened: { readonly journal: RewritableJournal; readonly room: KeptRoom } | null = null;
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
      await room.within(() => journal.append(call.payloads));
      return standing(opened);
    case 'read':
      return journal.read(call.from);
    case 'keep-room':
      await room.make();
      return standing(opened);
    case 'rewrite': {
      const isRewritten = await journal.rewrite(call.payloads);
      await room.make();
      return { isRewritten, ...standing(opened) };
    }
  }
}

const standing = ({ journal, room }: NonNullable<typeof opened>): JournalStanding => ({
  journalId: journal.id,
  position: journal.position(),
  reserve: room.standing(),
});

async function open(fileName: string, freshId: string): Promise<JournalOpened> {
  const disk = await openOpfsDisk(fileName);
  if (disk === null) return { tag: 'unsupported' };
  opened = { journal: await openJournal(disk, freshId), room: createKeptRoom(disk) };
  return { tag: 'opened', damaged: opened.journal.damaged, ...standing(opened) };
}
