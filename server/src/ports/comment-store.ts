import type { Theme } from '@sipas/shared/comments';
import type { CommuneScope } from './response-store.ts';

/** What one person found in a comment. */
export interface Coding {
  readonly userId: string;
  readonly name: string;
  /** Codes of themes; empty: none of them. */
  readonly themes: readonly string[];
  readonly at: string;
}

/** A text of the current revision of a counted response. Nothing of it tells whose it is or when it was said. */
export interface CommentRow {
  readonly id: string;
  readonly question: string;
  readonly commune: string;
  readonly text: string;
  /** The last one first. */
  readonly codings: readonly Coding[];
}

/** Which comments; every part narrows. */
export interface CommentQuery {
  readonly waveId: string;
  readonly instrumentKeys: readonly number[];
  readonly communes: ReadonlySet<string>;
  readonly question?: string | undefined;
  /** Words as searched, each of which begins a word of the text (T-03). */
  readonly words?: readonly string[] | undefined;
  /** Those that speak of a theme: by the last coding where there is one, else by the rules. */
  readonly theme?: Theme | undefined;
  /** By whether a person has coded it. */
  readonly isCoded?: boolean | undefined;
}

/** Comments of a commune that count under the same themes. */
export interface KeptThemes {
  readonly commune: string;
  /** Codes, in the order of the themes. */
  readonly themes: readonly string[];
  readonly comments: number;
}

export interface CommentPlaceCount {
  readonly commune: string;
  readonly question: string;
  readonly comments: number;
}

/** That somebody saw a comment whole. */
export interface CommentReveal {
  readonly commentId: string;
  readonly by: string;
  readonly reason: string;
  readonly at: string;
}

/** What people said in their own words, and what others found in it. */
export interface CommentStore {
  /** Reads the lines that lie unread, whoever wrote them, so that whoever asks next waits for none. */
  catchUp(): Promise<void>;
  /**
   * Answers: one page of the comments asked for, and how many there are. Ordered by their names, which tell nothing: neither
   * when they came nor which belong together.
   */
  list(
    query: CommentQuery,
    page: { readonly limit: number; readonly offset: number },
  ): Promise<{ readonly items: readonly CommentRow[]; readonly total: number }>;
  /** Answers: how many there are by commune and question. */
  counts(query: CommentQuery): Promise<readonly CommentPlaceCount[]>;
  /** Answers: the comment of this name; null where none of the query has it. */
  byId(query: CommentQuery, id: string): Promise<CommentRow | null>;
  /**
   * Writes down what a person found in a comment, instead of what they found before. Where its wave is frozen, the themes under
   * which comments count there follow when at least `lot` of the same question and commune differ; all that differ do then.
   */
  code(coding: {
    readonly commentId: string;
    readonly userId: string;
    readonly themes: readonly string[];
    readonly at: string;
    readonly lot: number;
  }): Promise<void>;
  /**
   * Keeps which comments count in a frozen wave, those of its first edition, under the themes of which they speak now. Once
   * and for good: nothing is done where they are kept, or the wave is not frozen. Promise: atomic.
   */
  keepThemes(waveId: string, themes: readonly Theme[]): Promise<void>;
  /** Answers: under which themes the comments on a question count in a frozen wave, and how many were coded otherwise since. */
  keptThemes(
    query: Pick<CommentQuery, 'waveId' | 'instrumentKeys' | 'communes'> & {
      readonly question: string;
    },
  ): Promise<{ readonly counts: readonly KeptThemes[]; readonly waiting: number }>;
  /** Answers: every comment of the query that two people or more have coded, by name. */
  codedTwice(query: CommentQuery): Promise<readonly (readonly Coding[])[]>;
  /** Writes down that somebody sees a comment whole. Never removed. */
  addReveal(reveal: {
    readonly waveId: string;
    readonly commentId: string;
    readonly userId: string;
    readonly reason: string;
    readonly at: string;
  }): Promise<void>;
  /** Answers: who saw which comment of a wave whole, the last first; in a smaller scope those that are still there. */
  reveals(waveId: string, scope: CommuneScope, limit: number): Promise<readonly CommentReveal[]>;
}
