import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vite';
import { appVersion } from './client/build/app-version.ts';
import { serviceWorker } from './client/build/service-worker-plugin.ts';

/** Chrome 109 is the last of Windows 7 and of old Android phones; Safari 16.4 the first with all that the app needs. */
const target = ['chrome109', 'safari16.4'];

export default defineConfig({
  root: 'client',
  plugins: [
    svelte(),
    serviceWorker({ source: 'src/service-worker/service-worker.ts', file: 'sw.js', target }),
  ],
  define: { __APP_VERSION__: JSON.stringify(appVersion(import.meta.dirname)) },
  build: {
    target,
    outDir: 'dist',
    emptyOutDir: true,
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    rolldownOptions: {
      input: {
        index: `${import.meta.dirname}/client/index.html`,
        office: `${import.meta.dirname}/client/office.html`,
      },
    },
  },
  worker: { format: 'es' },
  server: { proxy: { '/api': 'http://127.0.0.1:8080' } },
});
