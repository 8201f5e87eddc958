import { svelte } from '@sveltejs/vite-plugin-svelte';
import { type BuildOptions, defineConfig } from 'vite';
import { appVersion } from './client/build/app-version.ts';
import { consolePage } from './client/build/console-plugin.ts';
import { firstLoadLimit } from './client/build/first-load-plugin.ts';
import { methodPageFile } from './client/build/method-page-plugin.ts';
import { sbom } from './client/build/sbom-plugin.ts';
import { serviceWorker } from './client/build/service-worker-plugin.ts';

/** Chrome 109 is the last of Windows 7 and of old Android phones; Safari 16.4 the first with all that the app needs. */
const target = ['chrome109', 'safari16.4'];
/** 60 kB of scripts and styles before the first question, as they travel. */
const firstLoadBytes = 60 * 1024;
const client = `${import.meta.dirname}/client`;

const build = {
  target,
  outDir: 'dist',
  modulePreload: { polyfill: false },
  assetsInlineLimit: 0,
  rolldownOptions: {
    treeshake: {
      // What a module of ours, the validator or the custom elements of Svelte only declare may be left out unused.
      moduleSideEffects: [
        {
          test: /\/shared\/src\/|\/valibot\/|\/elements\/custom-element\.js/,
          sideEffects: false,
        },
      ],
    },
  },
} satisfies BuildOptions;

/**
 * Two pages, two builds: what only the console needs of a shared package must not weigh on the phone.
 * The field app is built first, then the console beside it, then the service worker over the files of the field app.
 */
export default defineConfig({
  root: client,
  plugins: [
    svelte(),
    firstLoadLimit('index.html', firstLoadBytes),
    consolePage({ page: `${client}/office.html`, build }),
    methodPageFile({
      source: `${import.meta.dirname}/docs/method.md`,
      style: `${client}/build/method-page.css`,
    }),
    serviceWorker({ source: 'src/service-worker/service-worker.ts', file: 'sw.js', target }),
    sbom({ lockfile: `${import.meta.dirname}/package-lock.json`, file: 'sbom.cdx.json' }),
  ],
  define: { __APP_VERSION__: JSON.stringify(appVersion(import.meta.dirname)) },
  build: {
    ...build,
    emptyOutDir: true,
    rolldownOptions: { ...build.rolldownOptions, input: `${client}/index.html` },
  },
  worker: { format: 'es' },
  server: { proxy: { '/api': 'http://127.0.0.1:8080' } },
});
