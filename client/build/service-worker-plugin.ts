import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Plugin, type ResolvedConfig, build } from 'vite';
import { type PrecacheEntry, precacheList } from './precache-list.ts';

interface Options {
  /** The worker's source, from the root of the client. */
  readonly source: string;
  /** Its name in the output; no hash, because a browser asks for one address for ever. */
  readonly file: string;
  readonly target: string[];
}

/** Builds the service worker after the app, as one classic script that knows the files of the field app by content. */
export function serviceWorker({ source, file, target }: Options): Plugin {
  let config: ResolvedConfig;
  return {
    name: 'sipas:service-worker',
    apply: 'build',
    configResolved(resolved) {
      config = resolved;
    },
    closeBundle: {
      sequential: true,
      order: 'post',
      async handler() {
        const outDir = join(config.root, config.build.outDir);
        await build({
          configFile: false,
          root: config.root,
          publicDir: false,
          logLevel: 'warn',
          define: {
            'self.__WB_MANIFEST': JSON.stringify(manifestOf(outDir, file)),
            'process.env.NODE_ENV': '"production"',
          },
          build: {
            outDir,
            emptyOutDir: false,
            target,
            lib: {
              entry: join(config.root, source),
              formats: ['iife'],
              name: 'sipasServiceWorker',
              fileName: () => file,
            },
          },
        });
      },
    },
  };
}

function manifestOf(outDir: string, workerFile: string): readonly PrecacheEntry[] {
  const names = readdirSync(outDir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(outDir.length + 1));
  return precacheList(
    names.filter((name) => name !== workerFile),
    (name) => readFileSync(join(outDir, name)),
    (bytes) => createHash('sha256').update(bytes).digest('hex').slice(0, 16),
  );
}
