import type { ShelfFault } from '../../ports/field-shelf.ts';
import type { JournalPosition, JournalTail } from './journal.ts';

/** What the page asks of the worker that holds the file. */
export type JournalCall =
  | { readonly call: 'open'; readonly fileName: string; readonly freshId: string }
  | { readonly call: 'append'; readonly payloads: readonly string[] }
  | { readonly call: 'read'; readonly from: number | null };

export type JournalRequest = JournalCall & { readonly id: number };

/** What was opened; `unsupported` where this browser has no synchronous access to files of its own. */
export type JournalOpened =
  | {
      readonly tag: 'opened';
      readonly journalId: string;
      readonly damaged: boolean;
      readonly position: JournalPosition;
    }
  | { readonly tag: 'unsupported' };

/** What each call is answered with. */
export interface JournalAnswers {
  readonly open: JournalOpened;
  readonly append: JournalPosition;
  readonly read: JournalTail | null;
}

export type JournalReply =
  | { readonly id: number; readonly answer: JournalAnswers[keyof JournalAnswers] }
  | { readonly id: number; readonly fault: ShelfFault };
