import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Plugin, ResolvedConfig } from 'vite';
import { type Lockfile, makeSbom } from './sbom.ts';

/** Writes the bill of materials beside what was built. */
export function sbom(given: { readonly lockfile: string; readonly file: string }): Plugin {
  let config: ResolvedConfig;
  return {
    name: 'sipas:sbom',
    apply: 'build',
    configResolved(resolved) {
      config = resolved;
    },
    closeBundle: {
      sequential: true,
      order: 'post',
      async handler() {
        const lockfile = JSON.parse(await readFile(given.lockfile, 'utf8')) as Lockfile;
        const text = `${JSON.stringify(makeSbom(lockfile), null, 1)}\n`;
        await writeFile(join(config.root, config.build.outDir, given.file), text);
      },
    },
  };
}
