import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Plugin, ResolvedConfig } from 'vite';
import { firstLoad } from './first-load.ts';

/** Ends the build when the way to the first question has become too heavy for a phone in a village. */
export function firstLoadLimit(page: string, limitBytes: number): Plugin {
  let config: ResolvedConfig;
  return {
    name: 'sipas:first-load-limit',
    apply: 'build',
    configResolved(resolved) {
      config = resolved;
    },
    writeBundle() {
      const outDir = join(config.root, config.build.outDir);
      const { files, bytes } = firstLoad(
        page,
        (name) => readFileSync(join(outDir, name), 'utf8'),
        (text) => gzipSync(text).length,
      );
      const said = `first load of ${page}: ${String(files.length)} files, ${String(bytes)} bytes of gzip, limit ${String(limitBytes)}`;
      if (bytes > limitBytes) this.error(said);
      config.logger.info(said);
    },
  };
}
