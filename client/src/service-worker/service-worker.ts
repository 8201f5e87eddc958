import {
  type PrecacheEntry,
  cleanupOutdatedCaches,
  createHandlerBoundToURL,
  precacheAndRoute,
} from 'workbox-precaching';
import { NavigationRoute, registerRoute } from 'workbox-routing';

declare const self: ServiceWorkerGlobalScope & { readonly __WB_MANIFEST: PrecacheEntry[] };

/*
 * Keeps the shell of the field app. A new worker fetches every file of its list before it is installed; if one
 * fails, the old worker and its files stay. It takes over only when the app says so, on the home screen, with no
 * interview open.
 */
precacheAndRoute(self.__WB_MANIFEST);
cleanupOutdatedCaches();
registerRoute(
  new NavigationRoute(createHandlerBoundToURL('/index.html'), {
    denylist: [/^\/api\//, /^\/office(\.html)?$/, /^\/(healthz|readyz)$/, /^\/sw\.js$/],
  }),
);

self.addEventListener('message', (event) => {
  if ((event.data as { type?: unknown } | null)?.type === 'SKIP_WAITING') void self.skipWaiting();
});

// The first worker serves the page that installed it, so that the app is ready without a reload.
self.addEventListener('activate', (event) => {
  event.waitUntil(self.clients.claim());
});
