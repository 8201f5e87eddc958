import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build, type Plugin } from 'vite';
import type { Plant } from '../harness.ts';
import { withPlant } from '../plant-source.ts';

const root = join(import.meta.dirname, '../../..');

/** The database waits ten seconds for its first write; a phone that lives for a moment must reach that write too. */
const viewAtOnce = {
  name: 'the view follows when the address says so',
  kind: 'source',
  file: 'client/src/storage/single-tab.ts',
  find: 'const viewAfterMs = 10_000;',
  replace:
    "const viewAfterMs = Number(new URLSearchParams(location.search).get('view') ?? 10_000);",
} as const;

/** Answers: the folder with the built phone without screens, with this bug in the product's source or none. */
export async function buildPage(plant: Plant | null): Promise<string> {
  const outDir = await mkdtemp(join(tmpdir(), 'sipas-torture-page-'));
  await build({
    configFile: false,
    root: join(import.meta.dirname, 'page'),
    logLevel: 'error',
    plugins: [replacing(viewAtOnce), ...(plant?.kind === 'source' ? [replacing(plant)] : [])],
    worker: { format: 'es', plugins: () => (plant?.kind === 'source' ? [replacing(plant)] : []) },
    build: { outDir, emptyOutDir: true, target: 'chrome109', modulePreload: { polyfill: false } },
  });
  return outDir;
}

function replacing(plant: Extract<Plant, { kind: 'source' }>): Plugin {
  const file = join(root, plant.file);
  return {
    name: `sipas:plant ${plant.name}`,
    enforce: 'pre',
    transform(code, id) {
      return id.split('?')[0] === file ? { code: withPlant(code, plant), map: null } : null;
    },
  };
}
