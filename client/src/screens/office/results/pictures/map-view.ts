/** A place on the drawn map. */
export type Spot = readonly [x: number, y: number];

export interface MapSize {
  readonly width: number;
  readonly height: number;
}

/** How much of the map is seen. */
export interface MapView {
  /** 1: all of it. */
  readonly zoom: number;
  readonly centre: Spot;
}

const mostZoom = 8;

/**
 * Answers: which part of the map is seen?
 * Shape:   view → the box of the SVG: x, y, width, height. It never leaves the map, so that nobody is lost beside it.
 * Rule:    G-04
 */
export function boxOf(
  { zoom, centre: [x, y] }: MapView,
  { width, height }: MapSize,
): readonly [number, number, number, number] {
  const [seenWidth, seenHeight] = [width / zoom, height / zoom];
  const within = (at: number, seen: number, whole: number): number =>
    Math.min(Math.max(at - seen / 2, 0), whole - seen);
  return [within(x, seenWidth, width), within(y, seenHeight, height), seenWidth, seenHeight];
}

/** Answers: one step nearer or farther, between the whole map and an eighth of its width. */
export const zoomBy = (zoom: number, factor: number): number =>
  Math.min(Math.max(zoom * factor, 1), mostZoom);

export type Direction = 'left' | 'right' | 'up' | 'down';

const unitVector: Readonly<Record<Direction, Spot>> = {
  left: [-1, 0],
  right: [1, 0],
  up: [0, -1],
  down: [0, 1],
};

/**
 * Answers: which unit does an arrow key lead to?
 * Shape:   the unit it starts from → the nearest one in that direction, where what lies aside counts twice as far; itself
 *          where there is none.
 * Rule:    G-05
 */
export function neighbour(
  spots: ReadonlyMap<string, Spot>,
  from: string,
  direction: Direction,
): string {
  const start = spots.get(from);
  const [alongX, alongY] = unitVector[direction];
  let nearest = from;
  let least = Infinity;
  if (start === undefined) return nearest;
  for (const [code, [x, y]] of spots) {
    const [right, down] = [x - start[0], y - start[1]];
    const ahead = right * alongX + down * alongY;
    const aside = Math.abs(right * alongY) + Math.abs(down * alongX);
    const way = ahead + 2 * aside;
    // A cone of 45° to each side.
    if (code === from || ahead <= 0 || aside > ahead || way >= least) continue;
    nearest = code;
    least = way;
  }
  return nearest;
}
