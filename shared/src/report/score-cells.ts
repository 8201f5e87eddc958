import type { ReportCell, ReportTable, ScoreRow } from '../wire/index.ts';
import { noBreak, printCount, printDecimal, withheldWords } from './figure-words.ts';

export const textCell = (text: string): ReportCell => ({ kind: 'text', text });
export const figureCell = (text: string): ReportCell => ({ kind: 'figure', text });
export const wordCell = (text: string): ReportCell => ({ kind: 'word', text });

type Column = ReportTable['columns'][number];
export const textColumn = (title: string): Column => ({ title, kind: 'text' });
export const figureColumn = (title: string): Column => ({ title, kind: 'figure' });

type Figured = Pick<ScoreRow, 'percent' | 'valid' | 'interval' | 'intervalStatus' | 'status'>;

/** Answers: the percentage, or the word of the reason why it is withheld. */
export const percentCell = ({ percent, status }: Pick<ScoreRow, 'percent' | 'status'>) =>
  percent === null
    ? wordCell(withheldWords[status === 'suppressed' ? 'suppressed' : 'insufficient'])
    : figureCell(printDecimal(percent));

const dash = wordCell('–');

/** Columns of a published figure and its cells: percentage, interval, n. */
export const figureColumns = [
  figureColumn(`Chỉ số (%)`),
  figureColumn(`Khoảng tin cậy 95${noBreak}%`),
  figureColumn('n'),
];
export const figureCells = (row: Figured): ReportCell[] => [
  percentCell(row),
  row.interval === null
    ? dash
    : figureCell(
        `${printDecimal(row.interval.low)}–${printDecimal(row.interval.high)}${row.intervalStatus === 'borrowed' ? ' (ước)' : ''}`,
      ),
  row.valid === null ? dash : figureCell(printCount(row.valid)),
];

export const countCell = (count: number | null): ReportCell =>
  count === null ? dash : figureCell(printCount(count));
