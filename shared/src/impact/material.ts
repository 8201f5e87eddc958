import type { FieldRegistry } from '../privacy/index.ts';
import type { ReportBlock, ReportTable, Role } from '../wire/index.ts';

/** Who may use one route, and on whose things: a row of the table by which the server lets in. */
export interface AccessRow {
  /** Method and path. */
  readonly route: string;
  readonly who: readonly Role[] | 'phone' | 'link-key' | 'watch' | 'anybody';
  readonly relation: string;
}

/** A key to which forms are sealed: its name and state, nothing of the key itself. */
export interface KeyRow {
  readonly keyId: string;
  readonly createdAt: string | null;
  /** Names of the waves whose forms are sealed to it. */
  readonly waves: readonly string[];
  readonly isHere: boolean;
  /** Forms that wait for it. */
  readonly waiting: number;
}

/** A text of consent under its version. */
export interface ConsentRow {
  readonly version: string;
  /** In Vietnamese. */
  readonly text: string;
  readonly languages: readonly string[];
  /** The questionnaires that show it, each with the beginning of its version. */
  readonly instruments: readonly string[];
  /** Names of the waves that ask with them. */
  readonly waves: readonly string[];
}

/** All of which the file on the impact of processing is made. */
export interface ImpactMaterial {
  /** In Vietnam, YYYY-MM-DD. */
  readonly day: string;
  readonly software: string;
  readonly fields: FieldRegistry;
  readonly access: readonly AccessRow[];
  readonly keys: readonly KeyRow[];
  readonly consents: readonly ConsentRow[];
  /** When something was removed last, and how many rows of each class; null: never yet. */
  readonly lastRun: {
    readonly at: string;
    readonly rows: Readonly<Record<string, number>>;
  } | null;
}

type DraftTable = Omit<ReportTable, 'number'>;
/** A block before the tables of the whole file are counted. */
export type DraftBlock = Exclude<ReportBlock, ReportTable> | DraftTable;

export interface DraftChapter {
  readonly id: string;
  readonly title: string;
  readonly blocks: readonly DraftBlock[];
}

export const paragraph = (text: string): DraftBlock => ({ kind: 'paragraph', text });
export const note = (text: string): DraftBlock => ({ kind: 'note', text });
export const heading = (text: string): DraftBlock => ({ kind: 'heading', text });

/** Answers: a table of words; a number is a figure. */
export const table = (
  caption: string,
  titles: readonly string[],
  rows: readonly (readonly (string | number)[])[],
): DraftBlock => ({
  kind: 'table',
  caption,
  isWide: false,
  columns: titles.map((title, at) => ({
    title,
    kind: typeof rows[0]?.[at] === 'number' ? 'figure' : 'text',
  })),
  rows: rows.map((cells) =>
    cells.map((cell) => ({
      kind: typeof cell === 'number' ? ('figure' as const) : ('text' as const),
      text: String(cell),
    })),
  ),
});
