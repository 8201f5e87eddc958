/**
 * Answers: the number that a command line names.
 * Errors:  throws where it is none, or lies below the least: a run by chance numbers would prove something else than it says.
 */
export function askedNumber(name: string, text: string, least: number, isWhole = true): number {
  const number = /^\d+(\.\d+)?$/.test(text) ? Number(text) : Number.NaN;
  if (Number.isNaN(number) || number < least || (isWhole && !Number.isSafeInteger(number)))
    throw new Error(
      `--${name} ${text} is no ${isWhole ? 'whole ' : ''}number from ${String(least)}`,
    );
  return number;
}
