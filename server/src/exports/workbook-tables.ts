import type { AnswerTable, PublishedScoreTable, ScoreKind } from '@sipas/shared/wire';
import { type Cell, count, decimal, text } from './csv-format.ts';
import type { ChangesFile } from './changes-csv.ts';

/** The tables of one level of units. */
export interface LevelTables {
  readonly level: string;
  /** As people call it. */
  readonly label: string;
  /** What a sheet of it is called after. */
  readonly shortLabel: string;
  readonly scores: Readonly<Record<ScoreKind, PublishedScoreTable>>;
}

/** Changes since an earlier wave, level by level. */
export interface WaveChanges {
  readonly levels: readonly { readonly label: string; readonly table: ChangesFile }[];
}

/** All tables of a wave that a report shows, as they passed the gate. */
export interface WaveTables {
  readonly wave: {
    readonly id: string;
    readonly name: string;
    readonly status: 'open' | 'closed';
    readonly catalogue: string;
    readonly minimumBase: number;
    readonly minimumCell: number;
    readonly edition?: number | undefined;
  };
  readonly instrument: { readonly id: string; readonly version: string; readonly title: string };
  readonly scheme: PublishedScoreTable['scheme'];
  /** From the whole downwards. */
  readonly levels: readonly [LevelTables, ...LevelTables[]];
  readonly answers: readonly { readonly label: string; readonly table: AnswerTable }[];
  readonly changes: WaveChanges | null;
  /** Level between the whole and its communes. */
  readonly area: string;
}

export const schemeWords: Readonly<Record<PublishedScoreTable['scheme'], string>> = {
  criterion_mean: 'trung bình các tiêu chí (criterion_mean)',
  factor_mean: 'trung bình các yếu tố (factor_mean)',
  pooled_answers: 'gộp mọi câu trả lời (pooled_answers)',
};

type Status = 'published' | 'insufficient' | 'suppressed';
export const statusWords: Readonly<Record<Status, string>> = {
  published: '',
  insufficient: 'không đủ mẫu',
  suppressed: 'được ẩn',
};

/** What stands where a published figure has no such part. */
const none = '–';

/** Answers: a figure in its cell; where it is withheld, the word that says why. */
export const figureCell = (status: Status, figure: string | null): Cell =>
  figure === null ? text(wordOf(status)) : decimal(figure);

/** Answers: the same of a whole number. */
export const wholeCell = (status: Status, number: number | null): Cell =>
  number === null ? text(wordOf(status)) : count(number);

const wordOf = (status: Status): string => (status === 'published' ? none : statusWords[status]);
