import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { builtClient, projectRoot } from './project.mjs';
import { listFiles } from './list-files.mjs';
import { runCommand } from './run-command.mjs';

/**
 * Finds what differs between two builds.
 * @param {ReadonlyMap<string, string>} first hashes by file
 * @param {ReadonlyMap<string, string>} second
 * @returns {string[]}
 */
export function compareBuilds(first, second) {
  return [...new Set([...first.keys(), ...second.keys()])]
    .filter((file) => first.get(file) !== second.get(file))
    .map((file) =>
      !first.has(file) || !second.has(file) ? `${file}: in one build only` : `${file}: differs`,
    )
    .sort();
}

/**
 * @param {string} folder
 * @returns {Map<string, string>}
 */
export function hashFiles(folder) {
  const hashOf = (/** @type {string} */ file) =>
    createHash('sha256')
      .update(readFileSync(join(folder, file)))
      .digest('hex');
  return new Map(listFiles(folder).map((file) => [file, hashOf(file)]));
}

/** Builds as somebody elsewhere would: another zone and language, and an empty folder. */
async function build(/** @type {NodeJS.ProcessEnv} */ env) {
  const vite = join(projectRoot, 'node_modules', 'vite', 'bin', 'vite.js');
  const { code, output } = await runCommand(process.execPath, [vite, 'build'], {
    env: { ...process.env, ...env },
  });
  if (code !== 0) throw new Error(output);
  return hashFiles(builtClient);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const first = await build({ TZ: 'Asia/Ho_Chi_Minh', LANG: 'vi_VN.UTF-8' });
  const second = await build({ TZ: 'America/New_York', LANG: 'C' });
  const complaints = compareBuilds(first, second);
  for (const complaint of complaints) process.stdout.write(`${complaint}\n`);
  process.stdout.write(`${String(first.size)} files, ${String(complaints.length)} differ\n`);
  process.exitCode = complaints.length === 0 && first.size > 0 ? 0 : 1;
}
