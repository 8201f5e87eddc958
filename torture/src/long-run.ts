import { parseArgs } from 'node:util';
import { askedNumber } from './asked-number.ts';
import type { HarnessOutline, HarnessReport, Plant } from './harness.ts';
import { harnesses } from './registry.ts';
import { startHarness } from './start-harness.ts';

/**
 * `npm run torture [-- NAME …] [--seed N] [--share 0.1]`: every harness with its long budget (or a share of it), then
 * each of its planted bugs, one after the other, and a table of what was found. Fails when the product has a violation
 * or a planted bug is not caught.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seed: { type: 'string', default: '1' },
    share: { type: 'string', default: '1' },
  },
});
const seed = askedNumber('seed', values.seed, 0);
const share = askedNumber('share', values.share, 0, false);
const chosen = harnesses.filter(
  ({ outline }) => positionals.length === 0 || positionals.includes(outline.name),
);
const unknown = positionals.filter(
  (name) => !harnesses.some(({ outline }) => outline.name === name),
);
if (unknown.length > 0) throw new Error(`there is no harness ${unknown.join(', ')}`);

interface Row {
  readonly what: string;
  readonly done: string;
  readonly seconds: string;
  readonly found: string;
  readonly held: boolean;
}

const rows: Row[] = [];
for (const { outline } of chosen) {
  const { budgets, plants } = outline;
  const budget = Math.max(1, Math.round(budgets.long * share));
  rows.push(await rowOf(outline, null, budget));
  for (const plant of plants)
    rows.push(await rowOf(outline, plant, budgets.plant ?? budgets.short));
}

async function rowOf(outline: HarnessOutline, plant: Plant | null, budget: number): Promise<Row> {
  const what = plant === null ? outline.name : `${outline.name}: ${plant.name}`;
  process.stderr.write(`\n${what}\n`);
  const from = performance.now();
  const report = await startHarness(outline, { plant, budget, seed }, true).catch(brokenReport);
  const seconds = ((performance.now() - from) / 1000).toFixed(1);
  const count = report.violations.length;
  for (const violation of report.violations.slice(0, 5)) process.stderr.write(`  ${violation}\n`);
  const isCaught = count > 0 && report.done >= 0;
  return {
    what,
    done: `${String(report.done)} ${outline.unit}`,
    seconds,
    found:
      plant === null
        ? `${String(count)} violations; ${figuresOf(report)}`
        : isCaught
          ? 'caught'
          : 'NOT CAUGHT',
    held: plant === null ? count === 0 && report.done >= budget : isCaught,
  };
}

/** A run that broke has neither held nor caught anything. */
function brokenReport(error: unknown): HarnessReport {
  process.stderr.write(`${String(error)}\n`);
  return { done: -1, violations: ['the run broke'], figures: {} };
}

function figuresOf({ figures }: HarnessReport): string {
  return Object.entries(figures)
    .map(([name, value]) => `${name} ${String(value)}`)
    .join(', ');
}

process.stdout.write('\n| Run | Done | Seconds | Found | |\n| --- | --- | --- | --- | --- |\n');
for (const { what, done, seconds, found, held } of rows)
  process.stdout.write(
    `| ${what} | ${done} | ${seconds} | ${found} | ${held ? 'held' : 'MISSED'} |\n`,
  );
process.exitCode = rows.length > 0 && rows.every(({ held }) => held) ? 0 : 1;
