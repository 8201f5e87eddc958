import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { serveStatic } from '@hono/node-server/serve-static';
import { Hono } from 'hono';

/** Built files carry the hash of their content in their name; the others must be asked for anew. */
const hashedName = /[.-][A-Za-z0-9_-]{8,}\.(?:js|css|woff2|png|svg|webp|json|wasm)$/;
const aYear = 365 * 24 * 60 * 60;

/** Serves the built client: the field app at `/`, the console at `/office.html`. */
export function createStaticRoutes(folder: string) {
  const routes = new Hono();
  // Without a built client there is nothing to serve, and that is told as any other missing page.
  if (!existsSync(join(folder, 'index.html'))) return routes;
  return routes.use(
    '*',
    serveStatic({
      root: folder,
      onFound(path, c) {
        const isImmutable = path.includes('/assets/') && hashedName.test(path);
        c.header(
          'Cache-Control',
          isImmutable ? `public, max-age=${String(aYear)}, immutable` : 'no-cache',
        );
      },
    }),
  );
}
