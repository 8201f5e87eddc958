import { readdirSync, statSync } from 'node:fs';
import { join, posix } from 'node:path';

/** Folders that hold nothing we wrote. */
const foreign = new Set([
  'node_modules',
  'dist',
  'var',
  'coverage',
  'test-results',
  'playwright-report',
  '.git',
  '.cache',
  '.vite',
  '__screenshots__',
]);

/**
 * All files below a path, in order of their names; a file lists itself, a path that is not there lists nothing.
 * @param {string} root
 * @param {string} [path] relative to root, with forward slashes
 * @returns {string[]} relative to root, with forward slashes
 */
export function listFiles(root, path = '.') {
  const stat = statSync(join(root, path), { throwIfNoEntry: false });
  if (stat === undefined) return [];
  if (stat.isFile()) return [posix.normalize(path)];
  return readdirSync(join(root, path), { withFileTypes: true })
    .filter((entry) => !foreign.has(entry.name) && !entry.isSymbolicLink())
    .flatMap((entry) => listFiles(root, posix.join(path, entry.name)))
    .sort();
}
