import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { listFiles } from './list-files.mjs';
import { builtClient, memoryFolder, projectRoot } from './project.mjs';
import { runCommand } from './run-command.mjs';

const stampFile = join(memoryFolder, 'built.txt');
const sources = ['client', 'shared/src', 'docs/method.md', 'vite.config.ts', 'package-lock.json'];

/**
 * Builds the client unless the last build was made from the same sources.
 * @param {string} node the Node that runs the build
 * @param {{ always?: boolean }} [options]
 * @returns {Promise<import('./run-command.mjs').Outcome>}
 */
export async function ensureBuilt(node, { always = false } = {}) {
  const hash = hashSources(projectRoot, sources);
  if (!always && isBuilt(hash)) return { code: 0, output: '' };
  const outcome = await runCommand(node, [join('node_modules', 'vite', 'bin', 'vite.js'), 'build']);
  if (outcome.code !== 0) return outcome;
  mkdirSync(memoryFolder, { recursive: true });
  writeFileSync(stampFile, hash);
  return outcome;
}

/** @param {string} hash */
function isBuilt(hash) {
  return (
    existsSync(join(builtClient, 'index.html')) &&
    existsSync(join(builtClient, 'office.html')) &&
    existsSync(stampFile) &&
    readFileSync(stampFile, 'utf8') === hash
  );
}

/**
 * One hash over the names and bytes of all sources, tests left out.
 * @param {string} root
 * @param {readonly string[]} paths files and folders
 */
export function hashSources(root, paths) {
  const hash = createHash('sha256');
  for (const file of paths.flatMap((path) => listFiles(root, path)).sort()) {
    if (/\.test\.ts$/.test(file)) continue;
    const bytes = readFileSync(join(root, file));
    hash.update(`${file}\0${String(bytes.length)}\0`).update(bytes);
  }
  return hash.digest('hex');
}
