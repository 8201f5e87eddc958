import { ok, refuse } from '@sipas/shared/kernel';
import * as v from 'valibot';
import type { Answer, CommuneMap } from '../ports/office-api.ts';

/** Beside the scripts, under a name that changes with its content. */
const address = new URL('../../../data/maps/communes-2025.topo.json', import.meta.url);

const numbers = v.tuple([v.number(), v.number()]);
const rings = v.array(v.array(v.number()));
const mapSchema = v.object({
  type: v.literal('Topology'),
  objects: v.object({
    communes: v.object({
      type: v.literal('GeometryCollection'),
      geometries: v.array(
        v.variant('type', [
          v.object({ type: v.literal('Polygon'), id: v.string(), arcs: rings }),
          v.object({ type: v.literal('MultiPolygon'), id: v.string(), arcs: v.array(rings) }),
        ]),
      ),
    }),
  }),
  arcs: v.array(rings),
  transform: v.object({ scale: numbers, translate: numbers }),
});

/**
 * Answers: the map of the communes of 2025, fetched once and kept as long as the console is open: it does not change.
 * Errors:  offline; unreadable where what came is no such map. Neither is kept. Aborted by its signal, it never resolves.
 */
export function createCommuneMap({ fetch }: { readonly fetch: typeof globalThis.fetch }) {
  let kept: CommuneMap | undefined;
  return async (signal: AbortSignal): Answer<CommuneMap> => {
    if (kept !== undefined) return ok(kept);
    try {
      const response = await fetch(address, { signal });
      const read = v.safeParse(mapSchema, await response.json());
      if (!read.success) return refuse({ tag: 'unreadable' });
      kept = read.output;
      return ok(kept);
    } catch (error) {
      if (signal.aborted) return new Promise<never>(() => undefined);
      return refuse({ tag: error instanceof SyntaxError ? 'unreadable' : 'offline' });
    }
  };
}
