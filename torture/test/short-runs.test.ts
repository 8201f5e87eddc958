import { describe, expect, it } from 'vitest';
import { harnesses } from '../src/registry.ts';
import { startHarness } from '../src/start-harness.ts';

/** The short run of every harness, and every planted bug, which must be caught: else the zero before it means nothing. */
describe.each(harnesses.map(({ outline }) => outline))('$name', (outline) => {
  it(outline.title, async () => {
    const report = await startHarness(outline, {
      plant: null,
      budget: outline.budgets.short,
      seed: 1,
    });

    expect(report.violations).toEqual([]);
    expect(report.done).toBeGreaterThanOrEqual(outline.budgets.short);
  });

  it.each(outline.plants.map((plant) => [plant.name, plant] as const))(
    'catches a planted bug: %s',
    async (_name, plant) => {
      const report = await startHarness(outline, {
        plant,
        budget: outline.budgets.plant ?? outline.budgets.short,
        seed: 1,
      });

      expect(report.violations).not.toEqual([]);
    },
  );
});

it('every harness has a name of its own', () => {
  const names = harnesses.map(({ outline }) => outline.name);

  expect(new Set(names).size).toBe(names.length);
});
