import type { Reserve, ShelfFault } from '../../ports/field-shelf.ts';
import type { JournalPosition, JournalTail } from './journal.ts';

/** What the page asks of the worker that holds the files. */
export type JournalCall =
  | { readonly call: 'open'; readonly fileName: string; readonly freshId: string }
  | { readonly call: 'append'; readonly payloads: readonly string[] }
  | { readonly call: 'read'; readonly from: number | null }
  | { readonly call: 'keep-room' }
  | { readonly call: 'rewrite'; readonly payloads: readonly string[] };

export type JournalRequest = JournalCall & { readonly id: number };

/** Where the journal stands after a call. */
export interface JournalStanding {
  readonly journalId: string;
  readonly position: JournalPosition;
  readonly reserve: Reserve;
}

/** What was opened; `unsupported` where this browser has no synchronous access to files of its own. */
export type JournalOpened =
  | ({ readonly tag: 'opened'; readonly damaged: boolean } & JournalStanding)
  | { readonly tag: 'unsupported' };

/** What each call is answered with. */
export interface JournalAnswers {
  readonly open: JournalOpened;
  readonly append: JournalStanding;
  readonly read: JournalTail | null;
  readonly 'keep-room': JournalStanding;
  readonly rewrite: JournalStanding & { readonly isRewritten: boolean };
}

export type JournalReply =
  | { readonly id: number; readonly answer: JournalAnswers[keyof JournalAnswers] }
  | { readonly id: number; readonly fault: ShelfFault };
