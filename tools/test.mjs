import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { ensureBuilt } from './build.mjs';
import { ensureChromium } from './chromium.mjs';
import { ensureInstalled } from './install.mjs';
import { settle, totalsOfPlaywright, totalsOfVitest } from './report-totals.mjs';
import { runCommand, runForeground } from './run-command.mjs';
import { requireProductNode } from './runtime.mjs';

/**
 * Installs what the tests need, runs every check and every test, and ends with one line of totals. A step
 * that fails never keeps the next from running.
 */
const { values: asked } = parseArgs({ options: { 'no-journeys': { type: 'boolean' } } });

await ensureInstalled('all');
const node = requireProductNode();
const chromium = await ensureChromium();
const reports = mkdtempSync(join(tmpdir(), 'sipas-reports-'));
const env = {
  ...process.env,
  // Commands and servers are started many times over: what Node compiled of the sources is kept between them.
  NODE_COMPILE_CACHE: join(reports, 'compiled'),
  PATH: [dirname(node), process.env.PATH].join(delimiter),
  ...(chromium === null ? {} : { CHROMIUM_PATH: chromium }),
};
const sum = { passed: 0, failed: 0 };

await inTwoLanes([
  async () => {
    settleCheck('build', await timed(() => ensureBuilt(node, { always: true })));
    await check('bundle', ['tools/check-bundle.mjs']);
  },
  () => check('lint', [program('eslint/bin/eslint.js'), '--max-warnings', '0', '.']),
  () => check('types', ['tools/types.mjs']),
  () => check('format', [program('prettier/bin/prettier.cjs'), '--check', '.']),
  () => check('dead code', [program('knip/bin/knip.js')]),
  () => check('boundaries', ['tools/check-boundaries.mjs']),
  () => check('rules', ['tools/check-rules.mjs']),
  () => check('faults', ['tools/check-faults.mjs']),
  () => check('sizes', ['tools/check-sizes.mjs']),
]);

await suite('tests', totalsOfVitest, (report) => ({
  args: [
    program('vitest/vitest.mjs'),
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
  ],
  env,
}));
if (asked['no-journeys'] !== true)
  await suite('journeys', totalsOfPlaywright, (report) => ({
    args: [
      program('@playwright/test/cli.js'),
      'test',
      '--config=e2e/playwright.config.ts',
      '--reporter=list,json',
    ],
    env: { ...env, PLAYWRIGHT_JSON_OUTPUT_NAME: report },
  }));

rmSync(reports, { recursive: true, force: true });
process.exitCode = sum.failed === 0 ? 0 : 1;
process.stdout.write(`${String(sum.passed)} passed, ${String(sum.failed)} failed\n`);

/** @param {string} path below node_modules */
function program(path) {
  return join('node_modules', ...path.split('/'));
}

/**
 * A check passes or fails as a whole; what it printed is shown when it fails.
 * @param {string} name
 * @param {readonly string[]} args of Node
 */
async function check(name, args) {
  settleCheck(name, await timed(() => runCommand(node, args, { env: { ...env, NO_COLOR: '1' } })));
}

/**
 * @param {string} name
 * @param {{ value: import('./run-command.mjs').Outcome, seconds: number }} run
 */
function settleCheck(name, { value: { code, output }, seconds }) {
  const totals = { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0 };
  if (code !== 0) process.stdout.write(`\n${output.trimEnd()}\n`);
  announce(name, totals, seconds);
}

/**
 * A suite prints as it goes and leaves a report with its totals.
 * @template Report
 * @param {string} name
 * @param {(report: Report) => import('./report-totals.mjs').Totals} totalsOf
 * @param {(reportFile: string) => { args: string[], env: NodeJS.ProcessEnv }} command
 */
async function suite(name, totalsOf, command) {
  const reportFile = join(reports, `${name}.json`);
  const { args, env: suiteEnv } = command(reportFile);
  const run = await timed(() => runForeground(node, args, { env: suiteEnv }));
  const report = readReport(reportFile);
  announce(name, settle(report === null ? null : totalsOf(report), run.value), run.seconds);
}

/** @param {string} file */
function readReport(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}

/**
 * @param {string} name
 * @param {import('./report-totals.mjs').Totals} totals
 * @param {number} seconds
 */
function announce(name, { passed, failed, skipped }, seconds) {
  sum.passed += passed;
  sum.failed += failed;
  const verdict = failed === 0 ? 'ok  ' : 'FAIL';
  const counts = `${String(passed)} passed, ${String(failed)} failed`;
  const left = skipped === 0 ? '' : `, ${String(skipped)} skipped`;
  process.stdout.write(
    `${verdict}  ${name.padEnd(12)}${counts}${left}  (${seconds.toFixed(1)} s)\n`,
  );
}

/**
 * @template T
 * @param {() => Promise<T>} run
 */
async function timed(run) {
  const from = performance.now();
  const value = await run();
  return { value, seconds: (performance.now() - from) / 1000 };
}

/**
 * Runs the steps two at a time, in order: more would only take turns on a small machine.
 * @param {(() => Promise<void>)[]} steps
 */
async function inTwoLanes(steps) {
  const waiting = [...steps];
  const lane = async () => {
    for (let step = waiting.shift(); step !== undefined; step = waiting.shift()) await step();
  };
  await Promise.all([lane(), lane()]);
}
