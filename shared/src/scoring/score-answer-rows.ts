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

interface AnswerRowsRequest {
  readonly instrument: Instrument;
  /** Cells by column name; columns are question codes, others are not read. */
  readonly rows: readonly Readonly<Record<string, string | undefined>>[];
  readonly scheme: SchemeName;
  /** Column with the unit of each row; without it all rows are one unit, "all". */
  readonly unitColumn?: string;
}

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

/** Refusals: the table does not fit the instrument. Line 1 is the header. */
export type AnswerRowsRefusal =
  | {
      readonly code: 'answer.unknown-option';
      readonly line: number;
      readonly column: string;
      readonly cell: string;
    }
  | { readonly code: 'table.no-rows' }
  | { readonly code: 'table.no-criteria' }
  | { readonly code: 'table.no-unit-column'; readonly column: string };

const allUnits = 'all';

/**
 * Answers: which figures does a table of answers give, whoever made it?
 * Shape:   one row a response → figures of each unit, in the order of unit code, then criteria, factors, blocks, overall.
 *          No bound of publication: whoever has the answers has the figures.
 * Units:   percent 0–100 as text with two decimals.
 * Missing: an empty cell is left blank; not-asked, left-blank, refused and dont-know are read as such; a criterion
 *          without a column was not asked. A row without a valid answer to any criterion counts nowhere.
 * Errors:  table.no-rows for an empty table; answer.unknown-option with line and column; table.no-criteria when no
 *          column is a criterion; table.no-unit-column when the column of units is not there.
 * Source:  contract of the command `score`.
 * Rule:    S-11
 */
export function scoreAnswerRows(
  request: AnswerRowsRequest,
): Result<RecomputedRow[], AnswerRowsRefusal> {
  const { instrument, rows, scheme, unitColumn } = request;
  if (rows.length === 0) return refuse({ code: 'table.no-rows' });
  const layout = createCountLayout(instrument, createPacking(instrument));
  const columns = new Set(rows.flatMap((row) => Object.keys(row)));
  if (unitColumn !== undefined && !columns.has(unitColumn))
    return refuse({ code: 'table.no-unit-column', column: unitColumn });
  if (!layout.criteria.some(({ code }) => columns.has(code)))
    return refuse({ code: 'table.no-criteria' });

  const countsByUnit = new Map<string, AnswerCounts>();
  for (const [index, row] of rows.entries()) {
    const answers = readCriteria(layout, row, index + 2);
    if (!answers.ok) return answers;
    if (!Object.values(answers.value).some((answer) => typeof answer === 'string')) continue;
    const unit = unitColumn === undefined ? allUnits : (row[unitColumn] ?? '').trim();
    const counts = countsByUnit.get(unit) ?? createCounts(layout);
    countsByUnit.set(unit, counts);
    addResponse(layout, counts, packAnswers(layout.packing, answers.value), 1);
  }
  const plan = planFigures(instrument, layout, scoreKinds);
  const units = [...countsByUnit].sort(([a], [b]) => (a < b ? -1 : 1));
  return ok(
    units.flatMap(([unit, counts]) =>
      plan.map((planned) => {
        const { share, ...figure } = computeFigure(planned, counts, scheme);
        return { unit, ...figure, percent: share && printPercent(share) };
      }),
    ),
  );
}

function readCriteria(
  layout: CountLayout,
  row: Readonly<Record<string, string | undefined>>,
  line: number,
): Result<Answers, AnswerRowsRefusal> {
  const answers: Record<string, Answer> = {};
  for (const { code } of layout.criteria) {
    const cell = row[code]?.trim();
    if (cell === undefined) continue;
    const isOption = layout.packing.fieldByQuestion.get(code)?.symbolByOption.has(cell) === true;
    if (isOption) answers[code] = cell;
    else if (cell === '') answers[code] = { missing: 'left-blank' };
    else if (isMissingKind(cell)) answers[code] = { missing: cell };
    else return refuse({ code: 'answer.unknown-option', line, column: code, cell });
  }
  return ok(answers);
}

const isMissingKind = (cell: string): cell is MissingKind => Object.hasOwn(missingSymbols, cell);
