import type { Uuid7 } from '../kernel/index.ts';
import type {
  AnnouncedFigure,
  AnswerTable,
  ChangeTable,
  PriorityTable,
  ReportBlock,
  ReportTable,
  SchemeName,
  ScoreTable,
  ThemeCounts,
} from '../wire/index.ts';
import type { ToldAction } from './action-words.ts';

/** All that a report is written from: published tables and what names them. Nothing else may carry a figure. */
export interface ReportMaterial {
  readonly wave: {
    readonly id: Uuid7;
    readonly name: string;
    readonly isClosed: boolean;
    readonly catalogue: string;
    readonly minimumBase: number;
    readonly minimumCell: number;
  };
  readonly instrument: { readonly id: string; readonly version: string; readonly title: string };
  readonly scheme: SchemeName;
  /** Day of the report, YYYY-MM-DD. */
  readonly day: string;
  /** The provinces that the wave asks in. */
  readonly provinces: readonly string[];
  /** Whether the reader sees every unit of the wave. */
  readonly isWhole: boolean;
  readonly overall: ScoreTable;
  readonly blocks: ScoreTable;
  readonly factors: ScoreTable;
  readonly criteria: ScoreTable;
  /** The chosen level and the communes; null for a level that has its figures already. */
  readonly units: LevelMaterial | null;
  readonly communes: Omit<LevelMaterial, 'factors'> | null;
  /** Questions outside the index. */
  readonly answers: readonly { readonly label: string; readonly table: AnswerTable }[];
  /** Questions that leave the answer open, with their comments by theme, of each province. */
  readonly comments: readonly {
    readonly label: string;
    readonly table: ThemeCounts;
    readonly themes: readonly { readonly code: string; readonly title: string }[];
  }[];
  /** The criteria of each province by what they would bring. */
  readonly priorities: PriorityTable;
  /** Those decided on this form after this wave or an earlier one, the most urgent first. */
  readonly actions: readonly ToldAction[];
  readonly change: ChangeMaterial;
  readonly announced: readonly AnnouncedFigure[];
  /** The line that makes this report again. */
  readonly command: string;
}

export interface LevelMaterial {
  readonly label: string;
  readonly overall: ScoreTable;
  readonly factors: ScoreTable;
}

/** The comparison with an earlier wave: its tables, or why there are none. */
export type ChangeMaterial =
  | { readonly kind: 'tables'; readonly tables: readonly ChangeTable[] }
  | { readonly kind: 'no-earlier-wave' }
  /** The forms ask too different things. */
  | { readonly kind: 'series-broken'; readonly before: string };

export type DraftTable = Omit<ReportTable, 'number'>;
/** A block before the tables of the whole report are counted. */
export type DraftBlock = Exclude<ReportBlock, ReportTable> | DraftTable;

export interface DraftChapter {
  readonly id: string;
  readonly title: string;
  readonly blocks: readonly DraftBlock[];
}

export const paragraph = (text: string): DraftBlock => ({ kind: 'paragraph', text });
export const note = (text: string): DraftBlock => ({ kind: 'note', text });
export const heading = (text: string): DraftBlock => ({ kind: 'heading', text });
