/** Answers: what the driver calls the trouble, also where the query builder wrapped it; '' for what no driver threw. */
export function driverCode(error: unknown): string {
  if (typeof error !== 'object' || error === null) return '';
  const { code, cause } = error as { code?: unknown; cause?: unknown };
  return typeof code === 'string' ? code : driverCode(cause);
}

/** Answers: does the driver say that the bytes of the file are not those of a store? */
export const isDamage = (code: string): boolean =>
  code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB';
