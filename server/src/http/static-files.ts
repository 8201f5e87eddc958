import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { serveStatic } from '@hono/node-server/serve-static';
import { Hono } from 'hono';

/** Built files carry the hash of their content in their name; the others must be asked for anew. */
const hashedPath = /^\/assets\/.+[.-][A-Za-z0-9_-]{8,}\.[a-z0-9]+$/;
const aYear = 365 * 24 * 60 * 60;

/** Serves the built client: the field app at `/`, the console at `/office.html`. */
export function createStaticRoutes(folder: string) {
  const routes = new Hono();
  // Without a built client there is nothing to serve, and that is told as any other missing page.
  if (!existsSync(join(folder, 'index.html'))) return routes;
  return routes.use(
    '*',
    async (c, next) => {
      await next();
      if (c.res.status !== 200) return;
      const isImmutable = hashedPath.test(c.req.path);
      const cache = isImmutable ? `public, max-age=${String(aYear)}, immutable` : 'no-cache';
      c.res.headers.set('Cache-Control', cache);
    },
    serveStatic({ root: folder }),
  );
}
