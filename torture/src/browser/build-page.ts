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

type SourcePlant = Extract<Plant, { kind: 'source' }>;

const phonePage = join(import.meta.dirname, 'page');

/**
 * Answers: the folder with the built page (the phone without screens, if no other is named), with these stretches of the
 * product's source replaced.
 */
export async function buildPage(
  changes: readonly SourcePlant[],
  page = phonePage,
): Promise<string> {
  const outDir = await mkdtemp(join(tmpdir(), 'sipas-torture-page-'));
  await buildInto(outDir, changes, page);
  return outDir;
}

/** Builds that page into this folder, to be served from any place of the site. */
export async function buildInto(
  outDir: string,
  changes: readonly SourcePlant[],
  page = phonePage,
): Promise<void> {
  await build({
    configFile: false,
    root: page,
    base: './',
    logLevel: 'error',
    plugins: [viewAtOnce, ...changes].map(replacing),
    worker: { format: 'es', plugins: () => changes.map(replacing) },
    build: { outDir, emptyOutDir: false, target: 'chrome109', modulePreload: { polyfill: false } },
  });
}

function replacing(plant: SourcePlant): Plugin {
  const file = join(root, plant.file);
  return {
    name: `sipas:plant ${plant.name}`,
    enforce: 'pre',
    transform(code, id) {
      return id.split('?')[0] === file ? { code: withPlant(code, plant), map: null } : null;
    },
  };
}
