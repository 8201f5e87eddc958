import { describe, expect, it } from 'vitest';
import { boxOf, neighbour, zoomBy } from './map-view.ts';

const size = { width: 1000, height: 800 };

describe('the part of the map that is seen', () => {
  it('is the whole of it at first [G-04]', () => {
    expect(boxOf({ zoom: 1, centre: [900, 100] }, size)).toEqual([0, 0, 1000, 800]);
  });

  it('lies round its centre, but not beside the map [G-04]', () => {
    expect(boxOf({ zoom: 4, centre: [500, 400] }, size)).toEqual([375, 300, 250, 200]);
    expect(boxOf({ zoom: 4, centre: [990, 10] }, size)).toEqual([750, 0, 250, 200]);
  });

  it('is an eighth of the width at the nearest', () => {
    expect([zoomBy(1, 0.5), zoomBy(1, 2), zoomBy(8, 2)]).toEqual([1, 2, 8]);
  });
});

describe('an arrow key', () => {
  const spots = new Map([
    ['start', [0, 0]],
    ['east', [30, 5]],
    ['near but aside', [10, 9]],
    ['south', [2, 20]],
    ['far north', [-5, -90]],
  ] as const);

  it.each([
    // 30 + 2 · 5 = 40 against 10 + 2 · 9 = 28.
    ['right', 'near but aside'],
    ['down', 'south'],
    ['up', 'far north'],
    ['left', 'start'],
  ] as const)('%s leads to %s [G-05]', (direction, code) => {
    expect(neighbour(spots, 'start', direction)).toBe(code);
  });
});
