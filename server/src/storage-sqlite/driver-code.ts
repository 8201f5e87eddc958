/** Answers: what the driver calls the trouble, also where the query builder wrapped it; '' for what no driver threw. */
export function driverCode(error: unknown): string {
  if (typeof error !== 'object' || error === null) return '';
  const { code, cause } = error as { code?: unknown; cause?: unknown };
  return typeof code === 'string' ? code : driverCode(cause);
}

const unusable = ['EACCES', 'EPERM', 'ENOENT', 'ENOTDIR', 'EISDIR', 'EROFS', 'EEXIST', 'ELOOP'];
const unusableForDriver = ['SQLITE_CANTOPEN', 'SQLITE_READONLY', 'SQLITE_PERM', 'SQLITE_AUTH'];

/** Answers: does the system, or the driver, say that the folder or the file cannot be used as it is? */
export const isUnusable = (code: string): boolean =>
  unusable.includes(code) || unusableForDriver.some((one) => code.startsWith(one));

/** Answers: does the driver say that the bytes of the file are not those of a store? */
export const isDamage = (code: string): boolean =>
  code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB';
