import type { AnswerTableRequest } from '@sipas/shared/scoring';
import type { ScoresToTable } from '../ports/index.ts';

type Places = ScoresToTable['places'];

/** What a table is made of. */
export type TableToMake =
  | { readonly kind: 'scores'; readonly asked: ScoresToTable }
  | { readonly kind: 'answers'; readonly asked: AnswerTableRequest };

/** The places of a table: what is worked out of them holds for every table of the same ones. */
export interface SentPlaces {
  /** A number for the very same places, as long as the thread has them. */
  readonly id: number;
  /** Null: the thread has them. */
  readonly places: Places | null;
  /** Ids of places that it no longer needs. */
  readonly forget: readonly number[];
}

/** A table whose places go beside it. */
export interface SentTable {
  readonly table: TableToMake;
  readonly sent: SentPlaces;
}

/** What the server says to the thread that makes tables: a new table only when it has all rows of the one before. */
export type ToThread = SentTable | 'next';

/** What it answers: some rows of the table, or what went wrong in making it. */
export type FromThread =
  { readonly rows: readonly unknown[]; readonly isLast: boolean } | { readonly fault: string };
