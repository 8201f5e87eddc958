import { geoMercator, geoPath } from 'd3-geo';
import { feature, mesh } from 'topojson-client';
import type { CommuneMap } from '../../../../ports/office-api.ts';
import type { MapSize, Spot } from './map-view.ts';

/** The communes as they are drawn. */
export interface DrawnMap {
  readonly size: MapSize;
  /** The outline of each commune as the data of a path, and a place inside it, by code. */
  readonly outlines: ReadonlyMap<string, string>;
  readonly spots: ReadonlyMap<string, Spot>;
  /** The lines between communes of two areas, and round all of them. */
  readonly bordersOf: (areaOf: (code: string) => string | undefined) => string;
}

const width = 1000;
/** One topology is shown again and again, and drawing it is the most work that a map makes. */
const drawn = new WeakMap<CommuneMap, DrawnMap>();

/**
 * Answers: how are the communes drawn on a sheet of 1000 units' width?
 * Shape:   topology → outlines of all communes in one scale, north up. Neighbours share their line, so the border of an area
 *          is what is left when the lines inside it are taken away.
 * Source:  data/maps/README.md.
 * Rule:    G-08
 */
export function drawCommunes(topology: CommuneMap): DrawnMap {
  const known = drawn.get(topology) ?? draw(topology);
  drawn.set(topology, known);
  return known;
}

function draw(topology: CommuneMap): DrawnMap {
  const { communes } = topology.objects;
  const { features } = feature(topology, communes);
  const all = { type: 'FeatureCollection' as const, features };
  const projection = geoMercator().fitWidth(width, all);
  const path = geoPath(projection).digits(1);
  const [, [, bottom]] = path.bounds(all);
  const codeOf = (id: string | number | undefined): string => String(id);
  return {
    size: { width, height: Math.ceil(bottom) },
    outlines: new Map(features.map((one) => [codeOf(one.id), path(one) ?? ''])),
    spots: new Map(features.map((one) => [codeOf(one.id), path.centroid(one)])),
    bordersOf: (areaOf) =>
      path(
        mesh(
          topology,
          communes,
          (a, b) => a === b || areaOf(codeOf(a.id)) !== areaOf(codeOf(b.id)),
        ),
      ) ?? '',
  };
}
