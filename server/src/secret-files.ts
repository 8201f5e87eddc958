import { readFileSync } from 'node:fs';
import { type Result, ok, refuse } from '@sipas/shared/kernel';

type Environment = Readonly<Record<string, string | undefined>>;

/** What opens something: it may stand in a file in place of the environment, which other processes can read. */
export const secretVariables = ['SIPAS_DATABASE_URL', 'SIPAS_METRICS_TOKEN'] as const;

const mostBytes = 4_096;

/**
 * Answers: the environment, with the secrets of files in their places.
 * Shape:   `SIPAS_DATABASE_URL_FILE` names the file whose text is `SIPAS_DATABASE_URL`, without the end of its last line;
 *          the same with each variable that is a secret. So systemd (LoadCredential) and containers (secrets) hand them over.
 * Errors:  the variable, where it stands in both places, or its file cannot be read, is empty or longer than 4 kB. What
 *          stands in a file is never told.
 * Source:  decision 113.
 * Rule:    A-182
 */
export function readSecretFiles(
  environment: Environment,
): Result<Environment, { readonly variable: string; readonly problem: string }> {
  const read: Record<string, string | undefined> = { ...environment };
  for (const name of secretVariables) {
    const variable = `${name}_FILE`;
    const file = environment[variable];
    if (file === undefined || file === '') continue;
    if (environment[name] !== undefined)
      return refuse({ variable, problem: `stands beside ${name}; set one of them` });
    const text = readSmallFile(file);
    if (text === null) return refuse({ variable, problem: `names no file to read: ${file}` });
    if (text === '' || text.length > mostBytes)
      return refuse({ variable, problem: `names a file that is empty or too long: ${file}` });
    read[name] = text;
  }
  return ok(read);
}

function readSmallFile(file: string): string | null {
  try {
    return readFileSync(file, 'utf8').replace(/\r?\n$/, '');
  } catch {
    return null;
  }
}
