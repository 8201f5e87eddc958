import { printHundredths } from '../kernel/index.ts';
import type { PublicationStatus, Published } from './publication.ts';
import type { ScoreKind } from './satisfaction-index.ts';
import type { ScoreTableRow } from './score-table.ts';

/** What an edition tells of a figure. */
export interface EditionFigure {
  /** Text with two decimals and a point; null where it is not published. */
  readonly percent: string | null;
  readonly valid: number | null;
  readonly rank: number | null;
  readonly status: PublicationStatus;
}

/** A figure of a unit that two editions of a wave tell otherwise. */
export interface EditionChange {
  readonly unit: string;
  readonly unitName: string;
  readonly kind: ScoreKind;
  readonly code: string;
  readonly label: string;
  readonly before: EditionFigure;
  readonly after: EditionFigure;
  /** After − before in percentage points, text with two decimals and a point; null where one is not published. */
  readonly points: string | null;
}

/**
 * Answers: which figures do two editions of a wave tell otherwise, and by how much?
 * Shape:   the tables of both, as the gate gave them → the rows that differ in percentage, base, rank or status, in the order
 *          of the later table. Nothing is told that one of the two does not tell.
 * Units:   percentage points, on the printed figures.
 * Missing: a figure that one edition withholds has no difference; its status says why.
 * Errors:  throws never.
 * Source:  decision 90.
 * Rule:    W-26
 */
export function compareEditionTables(
  before: Published<readonly ScoreTableRow[]>,
  after: Published<readonly ScoreTableRow[]>,
): Published<readonly EditionChange[]> {
  const earlier = new Map(before.map((row) => [nameOf(row), row]));
  const changes = after.flatMap((row): EditionChange[] => {
    const was = earlier.get(nameOf(row));
    if (was === undefined || isSame(was, row)) return [];
    const { unit, unitName, kind, code, label } = row;
    const figures = { before: figureOf(was), after: figureOf(row) };
    return [{ unit, unitName, kind, code, label, ...figures, points: pointsOf(figures) }];
  });
  return changes as readonly EditionChange[] as Published<readonly EditionChange[]>;
}

const nameOf = ({ unit, code }: ScoreTableRow): string => `${unit}\n${code}`;

const figureOf = ({ percent, valid, rank, status }: ScoreTableRow): EditionFigure => ({
  percent,
  valid,
  rank,
  status,
});

const isSame = (a: ScoreTableRow, b: ScoreTableRow): boolean =>
  a.percent === b.percent && a.valid === b.valid && a.rank === b.rank && a.status === b.status;

function pointsOf({
  before,
  after,
}: {
  readonly before: EditionFigure;
  readonly after: EditionFigure;
}): string | null {
  if (before.percent === null || after.percent === null) return null;
  return printHundredths(hundredthsOf(after.percent) - hundredthsOf(before.percent));
}

/** The digits themselves, so that no binary fraction comes between. */
const hundredthsOf = (percent: string): number => Number(percent.replace('.', ''));
