import { svelte } from '@sveltejs/vite-plugin-svelte';
import { type BuildOptions, type Plugin, type ResolvedConfig, build } from 'vite';

interface Options {
  readonly page: string;
  /** As for the first page. */
  readonly build: BuildOptions;
}

/** Builds the office console after the field app, into the same folder. */
export function consolePage({ page, build: options }: Options): Plugin {
  let config: ResolvedConfig;
  return {
    name: 'sipas:console-page',
    apply: 'build',
    configResolved(resolved) {
      config = resolved;
    },
    closeBundle: {
      sequential: true,
      order: 'pre',
      async handler() {
        await build({
          configFile: false,
          root: config.root,
          publicDir: false,
          logLevel: config.logLevel ?? 'info',
          plugins: [svelte({ configFile: false })],
          build: {
            ...options,
            emptyOutDir: false,
            rolldownOptions: { ...options.rolldownOptions, input: page },
          },
        });
      },
    },
  };
}
