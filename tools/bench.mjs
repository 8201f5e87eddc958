import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { basename, join } from 'node:path';
import { findRegressions, printTable } from './bench-figures.mjs';
import { ensureBuilt } from './build.mjs';
import { ensureInstalled } from './install.mjs';
import { listFiles } from './list-files.mjs';
import { projectRoot } from './project.mjs';
import { runMeasurement } from './run-command.mjs';
import { requireProductNode } from './runtime.mjs';

/**
 * Runs the measurements of bench/src one after the other, never two at once, prints a JSON line for each figure and ends with
 * one table of all: `npm run bench [-- NAME…] [--save]`. A measurement is a file there that reports. Names what is worse than in
 * the stored run of the last release; `--save` stores this one as that of the present version. Fails when a goal is missed.
 * @typedef {import('../bench/src/report.ts').Figure} Figure
 */
await ensureInstalled('all');
const node = requireProductNode();
const built = await ensureBuilt(node);
if (built.code !== 0) {
  process.stderr.write(built.output);
  process.exit(1);
}

const asked = process.argv.slice(2).filter((word) => word !== '--save');
const measurements = listFiles(projectRoot, 'bench/src')
  .filter((file) => /import \{[^}]*\breport\b[^}]*\} from '\.\/report\.ts'/.test(read(file)))
  .filter((file) => asked.length === 0 || asked.includes(basename(file, '.ts')));

/** @type {Figure[]} */
const figures = [];
/** @type {string[]} */
const broken = [];
for (const file of measurements) {
  process.stderr.write(`\n${basename(file, '.ts')}\n`);
  const { code, output } = await runMeasurement(node, [file]);
  const lines = output.split('\n').filter((line) => line.startsWith('{'));
  figures.push(...lines.map((line) => JSON.parse(line)));
  if (code !== 0 || lines.length === 0) broken.push(file);
}

process.stdout.write(`\n${figures.map((figure) => JSON.stringify(figure)).join('\n')}\n`);
process.stdout.write(`\n${printTable(figures)}`);
for (const file of broken) process.stdout.write(`${file} did not report\n`);
const stored = lastStored();
if (stored !== null) {
  const worse = findRegressions(stored.figures, figures);
  process.stdout.write(
    `\nWorse by more than 10 % than in ${stored.version}: ${String(worse.length)}\n`,
  );
  for (const line of worse) process.stdout.write(`  ${line}\n`);
}
if (process.argv.includes('--save')) save();
const held = figures.every((figure) => figure.isHeld);
process.exitCode = held && broken.length === 0 && figures.length > 0 ? 0 : 1;

/** @returns {{ version: string, figures: Figure[] } | null} */
function lastStored() {
  const files = listFiles(projectRoot, 'bench/results').filter((file) => file.endsWith('.json'));
  const newest = files.sort((a, b) => a.localeCompare(b, 'en', { numeric: true })).at(-1);
  return newest === undefined ? null : JSON.parse(read(newest));
}

/** Figures of suites that did not run now stay those of the stored run of this version. */
function save() {
  const { version } = JSON.parse(read('package.json'));
  const ran = new Set(figures.map(({ suite }) => suite));
  const others = stored !== null && stored.version === version ? stored.figures : [];
  const machine = `${String(cpus().length)} × ${cpus()[0]?.model ?? 'unknown'}, Node ${process.version}`;
  const all = [...others.filter(({ suite }) => !ran.has(suite)), ...figures];
  const text = JSON.stringify(
    { version, day: new Date().toISOString().slice(0, 10), machine, figures: all },
    null,
    2,
  );
  mkdirSync(join(projectRoot, 'bench/results'), { recursive: true });
  writeFileSync(join(projectRoot, `bench/results/${version}.json`), `${text}\n`);
}

/** @param {string} file */
function read(file) {
  return readFileSync(join(projectRoot, file), 'utf8');
}
