import { registerHooks } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Plant } from './harness.ts';

/** The folder of the project. */
export const root = join(import.meta.dirname, '../..');
const variable = 'SIPAS_TORTURE_PLANT';

type SourcePlant = Extract<Plant, { kind: 'source' }>;

/**
 * Answers: the source with the bug in it.
 * Errors:  throws where the stretch is not found exactly once: a control that plants nothing proves nothing.
 */
export function withPlant(source: string, { name, file, find, replace }: SourcePlant): string {
  const parts = source.split(find);
  if (parts.length !== 2)
    throw new Error(`"${name}" finds its place ${String(parts.length - 1)} times in ${file}`);
  return parts.join(replace);
}

/** From here on this process loads the product with the bug in it. */
export function plantSource(plant: SourcePlant): void {
  const url = pathToFileURL(join(root, plant.file)).href;
  registerHooks({
    load(asked, context, nextLoad) {
      const loaded = nextLoad(asked, context);
      if (asked.split('?')[0] !== url) return loaded;
      const source = Buffer.from(loaded.source as Uint8Array).toString('utf8');
      return { ...loaded, source: withPlant(source, plant) };
    },
  });
}

/** Answers: what another Node must be started with, so that it loads the product with this bug (null: without any). */
export function plantedNode(plant: Plant | null): {
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
} {
  if (plant?.kind !== 'source') return { args: [], env: {} };
  return {
    args: ['--import', pathToFileURL(import.meta.filename).href],
    env: { [variable]: JSON.stringify(plant) },
  };
}

const told = process.env[variable];
if (told !== undefined) plantSource(JSON.parse(told) as SourcePlant);
