import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { topology } from 'topojson-server';
import { projectRoot } from './project.mjs';

/**
 * Makes the map of the communes from their polygons: `node tools/make-map.mjs COMMUNES.geojson`.
 * Neighbours share one line, so that no gap opens between them and the outline of several can be drawn.
 */
const target = join(projectRoot, 'data/maps/communes-2025.topo.json');
/** Steps across the whole map: about 10 m each, as fine as the source. */
const steps = 10_000;
const limitBytes = 120 * 1024;

const [source] = process.argv.slice(2);
if (source === undefined) throw new Error('which file of polygons?');
/** @type {{ features: { id: string, geometry: { type: string, coordinates: unknown[][] } }[] }} */
const { features } = JSON.parse(readFileSync(source, 'utf8'));
const communes = {
  type: 'FeatureCollection',
  features: features.map(({ id, geometry }) => ({ type: 'Feature', id, geometry: turn(geometry) })),
};
const text = `${JSON.stringify(topology({ communes: /** @type {any} */ (communes) }, steps))}\n`;
const packed = gzipSync(text).length;
if (packed > limitBytes) throw new Error(`${String(packed)} bytes of gzip are too many`);
writeFileSync(target, text);
process.stdout.write(
  `${String(features.length)} communes, ${String(text.length)} bytes, ${String(packed)} of gzip\n`,
);

/**
 * Rings the other way round: d3-geo takes what lies to the right of a ring for its inside, RFC 7946 what lies to the left.
 * @param {{ type: string, coordinates: unknown[][] }} geometry
 */
function turn({ type, coordinates }) {
  const turnRings = (/** @type {unknown[][]} */ rings) => rings.map((ring) => ring.toReversed());
  return {
    type,
    coordinates:
      type === 'MultiPolygon'
        ? coordinates.map((rings) => turnRings(/** @type {unknown[][]} */ (rings)))
        : turnRings(coordinates),
  };
}
