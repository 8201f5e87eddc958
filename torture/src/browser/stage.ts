import { rm } from 'node:fs/promises';
import { freePort } from '../../../e2e/fixtures/free-port.ts';
import { type Product, createWorld, startProduct } from '../../../e2e/fixtures/product.ts';
import type { Plant } from '../harness.ts';
import { buildPage } from './build-page.ts';
import { type Site, openSite } from './site.ts';

/** A product, the built page of a phone, and the way between them. */
export interface Stage {
  readonly product: Product;
  readonly site: Site;
  /** Where the built page lies. */
  readonly folder: string;
  close(): Promise<void>;
}

/** Answers: a stage with this bug in the page or none. The server runs the product as it is. */
export async function openStage(plant: Plant | null): Promise<Stage> {
  const [world, folder] = await Promise.all([
    createWorld(1),
    buildPage(plant?.kind === 'source' ? [plant] : []),
  ]);
  const port = await freePort();
  const product = await startProduct(world, port);
  const site = await openSite(folder, port, product.port);
  return {
    product,
    site,
    folder,
    async close() {
      await site.close();
      await product.stop();
      await rm(world.dir, { recursive: true, force: true });
      await rm(folder, { recursive: true, force: true });
    },
  };
}
