import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { projectRoot } from './project.mjs';
import { runCommand } from './run-command.mjs';

const usual = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/opt/google/chrome/chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/**
 * The browser that the tests drive: CHROMIUM_PATH, one of the system, or the one Playwright keeps.
 * @returns {string | null}
 */
export function findChromium() {
  const named = process.env.CHROMIUM_PATH;
  if (named !== undefined && named !== '') return existsSync(named) ? named : null;
  return usual.find((path) => existsSync(path)) ?? ofPlaywright();
}

/** Finds a browser, or installs one: Debian's and Ubuntu's own as root, else Playwright's. */
export async function ensureChromium() {
  const found = findChromium();
  if (found !== null || process.env.CHROMIUM_PATH) return found;
  process.stderr.write('Installing Chromium for the tests…\n');
  await installChromium();
  return findChromium();
}

async function installChromium() {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const isRoot = process.getuid?.() === 0;
  if (isRoot && existsSync('/usr/bin/apt-get')) {
    await runCommand('apt-get', ['update'], { env });
    const installed = await runCommand('apt-get', ['install', '-y', 'chromium'], { env });
    // On Ubuntu the package is a stub that asks for snap, so what was installed must also start.
    if (installed.code === 0 && starts('/usr/bin/chromium')) return;
  }
  const playwright = join(projectRoot, 'node_modules', 'playwright', 'cli.js');
  const args = ['install', ...(isRoot ? ['--with-deps'] : []), 'chromium'];
  const installed = await runCommand(process.execPath, [playwright, ...args], { env });
  if (installed.code !== 0) process.stderr.write(installed.output);
}

/** @param {string} path */
const starts = (path) => spawnSync(path, ['--version']).status === 0;

function ofPlaywright() {
  try {
    const require = createRequire(join(projectRoot, 'package.json'));
    const path = require('playwright').chromium.executablePath();
    return existsSync(path) ? path : null;
  } catch {
    return null;
  }
}
