/** Answers: what PostgreSQL or the driver calls the trouble, also where the query builder wrapped it; '' for anything else. */
export function driverCode(error: unknown): string {
  if (typeof error !== 'object' || error === null) return '';
  const { code, cause } = error as { code?: unknown; cause?: unknown };
  if (typeof code === 'string') return code;
  if (cause !== undefined) return driverCode(cause);
  return isLostConnection(error) ? 'LOST' : '';
}

/** The driver has no code for these. */
const isLostConnection = (error: object): boolean =>
  error instanceof Error &&
  /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|Connection ended|Query read timeout)/.test(
    error.message,
  );

/** Classes of PostgreSQL, Appendix A, and errors of the system. */
const gone = [
  'LOST',
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ENOENT',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  // Too many connections; the server is going down, or is not up yet; a lock was waited for too long; a read-only standby.
  ...['53300', '57P01', '57P02', '57P03', '55P03', '25006', '40P01', '40001'],
];

/** Answers: will the same be possible a little later? */
export const isPassing = (code: string): boolean => gone.includes(code) || code.startsWith('08');

/** Answers: is there no room on the disk of the database? */
export const isFull = (code: string): boolean => code === '53100';

/** Answers: does the database say that its own bytes are damaged? */
export const isDamage = (code: string): boolean => code === 'XX001' || code === 'XX002';

/** Answers: does the database refuse this address, name, password or right, whoever asks again? */
export const isRefused = (code: string): boolean =>
  // 28: who asks; 3D000: no such database; 42501: a right lacks; 3F000: no such schema.
  code.startsWith('28') || ['3D000', '42501', '3F000', 'ERR_INVALID_URL'].includes(code);
