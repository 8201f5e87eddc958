/** Why a stretch of a CSV is no row; `line` counts from 1, as an editor of texts does. */
export class CsvFault extends Error {
  override readonly name = 'CsvFault';
  readonly line: number;
  constructor(line: number, message: string) {
    super(message);
    this.line = line;
  }
}

/** Longer than any row of answers; a quote that is never closed would else take in the whole file. */
const longestRow = 2 ** 20;

interface CsvSplitter {
  /** Takes the next part of the text, cut anywhere. */
  push(text: string): void;
  /** Takes what is left as the last row. */
  end(): void;
}

/**
 * Answers: the rows of a text that comes in parts (RFC 4180; line ends of every system; blank lines are none).
 * Shape:   each row goes to `take` with the number of the line on which it begins. `separatorOf` reads it off the first.
 *          Memory holds one part and one row, which is why this is no call of a library: those keep a row of any length.
 * Errors:  throws CsvFault where a row is too long or its quotes do not fit.
 */
export function createCsvSplitter(
  separatorOf: (firstRow: string) => string,
  take: (cells: readonly string[], line: number) => void,
): CsvSplitter {
  let rest = '';
  let line = 1;
  let separator: string | null = null;

  const takeRow = (row: string): void => {
    if (row !== '') {
      separator ??= separatorOf(row);
      take(row.includes('"') ? splitQuoted(row, separator, line) : row.split(separator), line);
    }
    line += row.includes('\n') ? row.split('\n').length : 1;
  };

  const takeRows = (text: string): string => {
    let start = 0;
    let isOpen = false;
    let quote = text.indexOf('"');
    let end = text.indexOf('\n');
    while (end !== -1 && end - start <= longestRow) {
      for (; quote !== -1 && quote < end; quote = text.indexOf('"', quote + 1)) isOpen = !isOpen;
      // A line end between quotes belongs to the cell.
      if (!isOpen) {
        takeRow(text.slice(start, end));
        start = end + 1;
      }
      end = text.indexOf('\n', end + 1);
    }
    const left = text.slice(start);
    if (left.length > longestRow)
      throw new CsvFault(line, 'a quote is not closed, or no line ends');
    return left;
  };

  return {
    push: (part) => {
      const text = rest + part;
      // A carriage return at the end may be half of a line end.
      const whole = text.endsWith('\r') ? text.length - 1 : text.length;
      rest = takeRows(text.slice(0, whole).replace(/\r\n?/g, '\n')) + text.slice(whole);
    },
    end: () => {
      const row = takeRows(rest.replace(/\r\n?/g, '\n'));
      if (hasOpenQuote(row)) throw new CsvFault(line, 'a quote is not closed');
      takeRow(row);
    },
  };
}

function hasOpenQuote(row: string): boolean {
  let isOpen = false;
  for (let at = row.indexOf('"'); at !== -1; at = row.indexOf('"', at + 1)) isOpen = !isOpen;
  return isOpen;
}

/** Answers: the cells of a row, separated by this; throws CsvFault where quotes stand in the midst of a cell. */
export function splitQuoted(row: string, separator: string, line: number): readonly string[] {
  const cells: string[] = [];
  let at = 0;
  for (;;) {
    const isQuoted = row[at] === '"';
    const end = isQuoted ? endOfQuoted(row, at) : endOfPlain(row, at, separator);
    const cell = row.slice(at, end);
    if (isQuoted) cells.push(cell.slice(1, -1).replaceAll('""', '"'));
    else if (cell.includes('"'))
      throw new CsvFault(line, `a quote in the midst of a cell: ${cell}`);
    else cells.push(cell);
    if (end === row.length) return cells;
    if (row[end] !== separator) throw new CsvFault(line, `text after a closing quote: ${cell}`);
    at = end + 1;
  }
}

function endOfPlain(row: string, start: number, separator: string): number {
  const end = row.indexOf(separator, start);
  return end === -1 ? row.length : end;
}

function endOfQuoted(row: string, start: number): number {
  let end = row.indexOf('"', start + 1);
  while (end !== -1 && row[end + 1] === '"') end = row.indexOf('"', end + 2);
  return end === -1 ? row.length : end + 1;
}
