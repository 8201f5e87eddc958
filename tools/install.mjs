import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { npmCommand } from './npm.mjs';
import { memoryFolder, projectRoot } from './project.mjs';
import { runForeground } from './run-command.mjs';
import { installedNode } from './runtime.mjs';

/** @typedef {'serve' | 'all'} Scope what is needed: to build and serve, or to develop and test too */

const stampFile = join(memoryFolder, 'installed.json');
const serving = ['--workspace=shared', '--workspace=server', '--workspace=client'];

/**
 * Installs the packages unless they stand as the lockfile says. Ends the program when npm fails.
 * @param {Scope} scope
 */
export async function ensureInstalled(scope) {
  const lockfile = readFileSync(join(projectRoot, 'package-lock.json'), 'utf8');
  const hash = createHash('sha256').update(lockfile).digest('hex');
  if (!isInstalled(scope, hash, lockfile)) await install(scope, hash);
  linkProductNode();
}

/**
 * @param {Scope} scope
 * @param {string} hash
 */
async function install(scope, hash) {
  process.stderr.write('Installing packages…\n');
  const [file, ...start] = npmCommand();
  // What npm says goes to standard error: standard output belongs to the command that asked for packages.
  const code = await runForeground(
    file,
    [...start, 'ci', '--loglevel=error', ...(scope === 'serve' ? serving : [])],
    {
      stdio: ['inherit', 2, 2],
    },
  );
  if (code !== 0) {
    process.stderr.write('npm could not install the packages; its message stands above.\n');
    process.exit(1);
  }
  remember(scope, hash);
}

/**
 * Puts the Node that npm brought into the path of every script. npm 10 takes its link away again together with
 * those of the platforms that it leaves out.
 */
function linkProductNode() {
  const node = installedNode();
  const link = join(projectRoot, 'node_modules', '.bin', 'node');
  if (node !== null && process.platform !== 'win32' && !existsSync(link)) symlinkSync(node, link);
}

/**
 * @param {Scope} scope
 * @param {string} hash
 * @param {string} lockfile
 */
function isInstalled(scope, hash, lockfile) {
  const stamp = readJson(stampFile);
  if (stamp?.hash === hash) return stamp.scope === 'all' || stamp.scope === scope;
  const present = readJson(join(projectRoot, 'node_modules', '.package-lock.json'));
  if (present === null || !isFullInstall(JSON.parse(lockfile), present)) return false;
  remember('all', hash);
  return true;
}

/**
 * Whether somebody has already run npm here: every package that the lockfile names, optional ones apart,
 * stands in the same version.
 * @typedef {{ packages: Record<string, { version?: string, optional?: boolean, devOptional?: boolean, link?: boolean }> }} Lock
 * @param {Lock} wanted package-lock.json
 * @param {Lock} present npm's record in node_modules
 */
export function isFullInstall(wanted, present) {
  return Object.entries(wanted.packages).every(([path, entry]) => {
    if (!path.startsWith('node_modules/') && !path.includes('/node_modules/')) return true;
    if (entry.optional === true || entry.link === true) return true;
    return present.packages[path]?.version === entry.version;
  });
}

/**
 * @param {Scope} scope
 * @param {string} hash
 */
function remember(scope, hash) {
  mkdirSync(memoryFolder, { recursive: true });
  writeFileSync(stampFile, JSON.stringify({ hash, scope }));
}

/** @param {string} file */
function readJson(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}
