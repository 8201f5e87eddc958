import { type Result, ok, refuse } from '@sipas/shared/kernel';
import { type Instrument, questionsOf } from '@sipas/shared/questionnaire';
import { createPacking, missingSymbols } from '@sipas/shared/scoring';

/** One column of a bundle's answers: a question with one answer, or one option of a question with several. */
export interface BundleColumn {
  readonly name: string;
  readonly question: string;
  readonly slot: number;
  /** What stands in the cell for each symbol of the slot, and the other way round. */
  readonly cellBySymbol: ReadonlyMap<string, string>;
  readonly symbolByCell: ReadonlyMap<string, string>;
}

/** Answers: the columns of a bundle's answers, in the order of the form: closed questions that are not sensitive. */
export function bundleColumns(definition: Instrument): readonly BundleColumn[] {
  const sensitive = new Set(
    questionsOf(definition).flatMap((question) =>
      question.sensitive === true ? question.code : [],
    ),
  );
  return createPacking(definition).fields.flatMap(
    ({ question, kind, start, options, symbolByOption }) => {
      if (sensitive.has(question)) return [];
      if (kind === 'single') {
        const cells = [...symbolByOption].map(([option, symbol]) => [symbol, option] as const);
        return [createColumn({ name: question, question, slot: start }, cells)];
      }
      return options.map((option, place) =>
        createColumn({ name: `${question}_${option}`, question, slot: start + place }, chosen),
      );
    },
  );
}

/** Why a row of a bundle's answers cannot be read. */
export interface BadCell {
  readonly column: string;
  readonly cell: string;
}

/**
 * Answers: the reader of the cells of a row.
 * Shape:   cells in the order of the columns → packed answers; what has no column reads as not asked.
 * Errors:  the first cell that is no answer to its question; a question with several answers that is half missing.
 */
export function createCellReader(
  definition: Instrument,
): (cells: readonly string[]) => Result<string, BadCell> {
  const columns = bundleColumns(definition);
  const { length, fields } = createPacking(definition);
  const several = fields.filter(({ kind }) => kind === 'multiple');
  return (cells) => {
    const symbols = Array.from({ length }, () => missingSymbols['not-asked']);
    for (const [place, { name, slot, symbolByCell }] of columns.entries()) {
      const cell = cells[place] ?? '';
      const symbol = symbolByCell.get(cell);
      if (symbol === undefined) return refuse({ column: name, cell });
      symbols[slot] = symbol;
    }
    for (const { question, start, options } of several) {
      const kinds = new Set(
        symbols.slice(start, start + options.length).map((one) => (isChoice(one) ? '' : one)),
      );
      if (kinds.size > 1) return refuse({ column: question, cell: [...kinds].join('') });
    }
    return ok(symbols.join(''));
  };
}

const isChoice = (symbol: string): boolean => chosen.some(([one]) => one === symbol);

const chosen = [
  ['0', '0'],
  ['1', '1'],
] as const;
const missing = Object.entries(missingSymbols).map(([kind, symbol]) => [symbol, kind] as const);

function createColumn(
  about: Pick<BundleColumn, 'name' | 'question' | 'slot'>,
  cells: readonly (readonly [string, string])[],
): BundleColumn {
  const all = [...cells, ...missing];
  const symbolByCell = new Map(all.map(([symbol, cell]) => [cell, symbol]));
  return { ...about, cellBySymbol: new Map(all), symbolByCell };
}
