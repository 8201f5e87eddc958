import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { ensureBuilt } from './build.mjs';
import { ensureInstalled } from './install.mjs';
import { listFiles } from './list-files.mjs';
import { projectRoot } from './project.mjs';
import { runMeasurement } from './run-command.mjs';
import { requireProductNode } from './runtime.mjs';

/**
 * Runs the measurements of bench/src one after the other, never two at once, and ends with one table of all
 * figures: `npm run bench [-- NAME…]`. A measurement is a file there that reports. Fails when a target is missed.
 * @typedef {{ what: string, ours: string, peer: string, ratio: string, target: string, held: boolean }} Measured
 */
await ensureInstalled('all');
const node = requireProductNode();
const built = await ensureBuilt(node);
if (built.code !== 0) {
  process.stderr.write(built.output);
  process.exit(1);
}

const asked = process.argv.slice(2);
const measurements = listFiles(projectRoot, 'bench/src')
  .filter((file) => /import \{[^}]*\breport\b[^}]*\} from '\.\/report\.ts'/.test(read(file)))
  .filter((file) => asked.length === 0 || asked.includes(basename(file, '.ts')));

/** @type {Measured[]} */
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

printTable(figures);
for (const file of broken) process.stdout.write(`${file} did not report\n`);
const held = figures.every((figure) => figure.held);
process.exitCode = held && broken.length === 0 && figures.length > 0 ? 0 : 1;

/** @param {readonly Measured[]} rows */
function printTable(rows) {
  const heads = ['Measured', 'Ours', 'Peer or limit', 'Ratio', 'Target', ''];
  const cells = rows.map(({ what, ours, peer, ratio, target, held: isHeld }) => [
    what,
    ours,
    peer,
    ratio,
    target,
    isHeld ? 'held' : 'MISSED',
  ]);
  const widths = heads.map((head, column) =>
    Math.max(head.length, ...cells.map((row) => row[column]?.length ?? 0)),
  );
  const line = (/** @type {readonly string[]} */ row) =>
    `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |\n`;
  process.stdout.write(`\n${line(heads)}${line(widths.map((width) => '-'.repeat(width)))}`);
  for (const row of cells) process.stdout.write(line(row));
}

/** @param {string} file */
function read(file) {
  return readFileSync(join(projectRoot, file), 'utf8');
}
