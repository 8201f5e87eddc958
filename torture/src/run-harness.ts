import { parseArgs } from 'node:util';
import { askedNumber } from './asked-number.ts';
import { plantSource } from './plant-source.ts';
import { harnesses } from './registry.ts';

/** Runs one harness in a process of its own, with one bug planted or none, and prints its report as one line of JSON. */
const { values: asked } = parseArgs({
  options: {
    harness: { type: 'string' },
    plant: { type: 'string' },
    budget: { type: 'string' },
    seed: { type: 'string', default: '1' },
  },
});

const listed = harnesses.find(({ outline }) => outline.name === asked.harness);
if (listed === undefined) throw new Error(`there is no harness "${String(asked.harness)}"`);
const { outline } = listed;
const plant = outline.plants.find(({ name }) => name === asked.plant) ?? null;
if (asked.plant !== undefined && plant === null)
  throw new Error(`${outline.name} has no planted bug "${asked.plant}"`);
if (plant?.kind === 'source') plantSource(plant);

const { run } = await listed.load();
const report = await run({
  budget: askedNumber('budget', asked.budget ?? String(outline.budgets.short), 1),
  seed: askedNumber('seed', asked.seed, 0),
  plant,
  tell: (text) => process.stderr.write(`${text}\n`),
});
process.stdout.write(`${JSON.stringify(report)}\n`);
