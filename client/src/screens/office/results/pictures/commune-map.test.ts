import { readFileSync } from 'node:fs';
import { geoArea } from 'd3-geo';
import { feature } from 'topojson-client';
import { describe, expect, it } from 'vitest';
import type { CommuneMap } from '../../../../ports/office-api.ts';
import { drawCommunes } from './commune-map.ts';

const data = new URL('../../../../../../data/', import.meta.url);
const topology = JSON.parse(
  readFileSync(new URL('maps/communes-2025.topo.json', data), 'utf8'),
) as CommuneMap;
const codes = readFileSync(new URL('admin-units/units-2025.csv', data), 'utf8')
  .split('\n')
  .flatMap((line) => /^(\d{5}),/.exec(line)?.[1] ?? []);

describe('the map of the communes', () => {
  const map = drawCommunes(topology);

  it('has exactly the communes of the catalogue of 2025 [G-08]', () => {
    expect(codes).toHaveLength(124);
    expect([...map.outlines.keys()].sort()).toEqual([...codes].sort());
  });

  it('covers as much land as the statistics say, so no ring is wound the wrong way [G-08]', () => {
    // 6,243.18 km² by the sum of the communes (data/admin-units); a ring the wrong way round would cover the globe.
    const steradian = 6371.0088 ** 2;
    const { features } = feature(topology, topology.objects.communes);

    const area = features.reduce((sum, one) => sum + geoArea(one), 0) * steradian;
    expect(area).toBeGreaterThan(6_000);
    expect(area).toBeLessThan(6_400);
  });

  it('lies wholly on its sheet [G-08]', () => {
    for (const [x, y] of map.spots.values()) {
      expect(x).toBeGreaterThan(0);
      expect(x).toBeLessThan(map.size.width);
      expect(y).toBeGreaterThan(0);
      expect(y).toBeLessThan(map.size.height);
    }
  });

  it('draws the border of an area without the lines inside it [G-08]', () => {
    const lengthOf = (areaOf: (code: string) => string) => map.bordersOf(areaOf).length;

    const all = lengthOf((code) => code);
    const halves = lengthOf((code) => (code < '29000' ? 'a' : 'b'));
    const one = lengthOf(() => 'a');
    expect(one).toBeGreaterThan(0);
    expect(halves).toBeGreaterThan(one);
    expect(all).toBeGreaterThan(2 * halves);
  });
});
