import { ok, printPercent, refuse, type Result } from '../kernel/index.ts';
import type { Instrument, MissingKind } from '../questionnaire/index.ts';
import type { Answer, Answers } from '../response/index.ts';
import {
  addResponse,
  type AnswerCounts,
  type CountLayout,
  createCountLayout,
  createCounts,
} from './answer-counts.ts';
import { createPacking, missingSymbols, packAnswers } from './packed-answers.ts';
import { computeFigure, planFigures, type ScoreKind, scoreKinds } from './satisfaction-index.ts';
import type { SchemeName } from './schemes.ts';

/** One recomputed figure. */
export interface RecomputedRow {
  readonly unit: string;
  readonly kind: ScoreKind;
  readonly code: string;
  readonly label: string;
  readonly numerator: number;
  readonly denominator: number;
  readonly valid: number;
  /** Text with two decimals; null without a valid answer. */
  readonly percent: string | null;
}

/** A cell that is no option of its question. */
export interface UnknownOption {
  readonly column: string;
  readonly cell: string;
}

/** Figures in the making, while rows pass by. */
export interface AnswerScore {
  /** Codes of the criteria of the instrument, in its order. */
  readonly criteria: readonly string[];
  /** Takes a row: its unit, and its cells by criterion; a criterion without a column has none. */
  readonly add: (
    unit: string,
    cellOf: (criterion: string) => string | undefined,
  ) => UnknownOption | null;
  /** How many rows so far had no valid answer to any criterion. */
  readonly emptyRows: () => number;
  /** The figures of all rows so far. */
  readonly figures: () => RecomputedRow[];
}

/**
 * Answers: which figures does a table of answers give, whoever made it?
 * Shape:   rows, one a response and one after the other → figures of each unit, in the order of unit code, then criteria,
 *          factors, blocks, overall. Keeps counts by unit, never a row. No bound of publication: whoever has the answers
 *          has the figures.
 * Units:   percent 0–100 as text with two decimals.
 * Missing: an empty cell is left blank; not-asked, left-blank, refused and dont-know are read as such; a criterion
 *          without a column was not asked. A row without a valid answer to any criterion counts nowhere.
 * Errors:  the cell that is no option, by its column; the row then counts nowhere.
 * Source:  contract of the command `score`.
 * Rule:    S-11
 */
export function createAnswerScore(instrument: Instrument, scheme: SchemeName): AnswerScore {
  const layout = createCountLayout(instrument, createPacking(instrument));
  const countsByUnit = new Map<string, AnswerCounts>();
  let emptyRows = 0;
  return {
    emptyRows: () => emptyRows,
    criteria: layout.criteria.map(({ code }) => code),
    add(unit, cellOf) {
      const answers = readCriteria(layout, cellOf);
      if (!answers.ok) return answers.error;
      if (!Object.values(answers.value).some((answer) => typeof answer === 'string')) {
        emptyRows += 1;
        return null;
      }
      const counts = countsByUnit.get(unit) ?? createCounts(layout);
      countsByUnit.set(unit, counts);
      addResponse(layout, counts, packAnswers(layout.packing, answers.value), 1);
      return null;
    },
    figures() {
      const plan = planFigures(instrument, layout, scoreKinds);
      const units = [...countsByUnit].sort(([a], [b]) => (a < b ? -1 : 1));
      return units.flatMap(([unit, counts]) =>
        plan.map((planned) => {
          const { share, ...figure } = computeFigure(planned, counts, scheme);
          return { unit, ...figure, percent: share && printPercent(share) };
        }),
      );
    },
  };
}

function readCriteria(
  layout: CountLayout,
  cellOf: (criterion: string) => string | undefined,
): Result<Answers, UnknownOption> {
  const answers: Record<string, Answer> = {};
  for (const { code } of layout.criteria) {
    const cell = cellOf(code)?.trim();
    if (cell === undefined) continue;
    const isOption = layout.packing.fieldByQuestion.get(code)?.symbolByOption.has(cell) === true;
    if (isOption) answers[code] = cell;
    else if (cell === '') answers[code] = { missing: 'left-blank' };
    else if (isMissingKind(cell)) answers[code] = { missing: cell };
    else return refuse({ column: code, cell });
  }
  return ok(answers);
}

const isMissingKind = (cell: string): cell is MissingKind => Object.hasOwn(missingSymbols, cell);
