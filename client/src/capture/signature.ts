import { type Signature, type SignaturePoint, allowanceLimits } from '@sipas/shared/wire';

/** How far the pen must have moved, on the grid, before its place is worth keeping. */
const leastStep = 5;
const leastPoints = 2;

/** Where a touch lies, and the field that it touches, in the same units. */
export interface Touch {
  readonly x: number;
  readonly y: number;
  readonly field: {
    readonly left: number;
    readonly top: number;
    readonly width: number;
    readonly height: number;
  };
}

/**
 * Answers: the place on the grid of a signature that a touch means; beyond the field, the nearest place at its edge.
 * Units:   pixels → grid points, 0 to 1000 and 0 to 400.
 */
export const gridPoint = ({ x, y, field }: Touch): SignaturePoint => [
  onGrid((x - field.left) / field.width, allowanceLimits.width),
  onGrid((y - field.top) / field.height, allowanceLimits.height),
];

const onGrid = (share: number, most: number): number =>
  share > 0 ? Math.min(most, Math.round(share * most)) : 0;

/** Answers: the signature with a stroke begun; as it was where it holds as much as it may. */
export const beginStroke = (signature: Signature, point: SignaturePoint): Signature =>
  signature.length < allowanceLimits.strokes && hasRoom(signature)
    ? [...signature, [point]]
    : signature;

/**
 * Answers: the signature with its last stroke drawn on.
 * Shape:   a step shorter than 5 grid points adds nothing, so that a slow finger does not fill the signature; what it
 *          holds never passes the bounds of L-01.
 * Errors:  throws never.
 * Rule:    L-11
 */
export function extendStroke(signature: Signature, point: SignaturePoint): Signature {
  const stroke = signature.at(-1);
  const from = stroke?.at(-1);
  if (stroke === undefined || from === undefined || !hasRoom(signature)) return signature;
  if (Math.hypot(point[0] - from[0], point[1] - from[1]) < leastStep) return signature;
  return [...signature.slice(0, -1), [...stroke, point]];
}

export const undoStroke = (signature: Signature): Signature => signature.slice(0, -1);

/** Answers: was anything drawn that could be a signature? A mere dot was a slip of the finger; a cross is one. */
export const isSigned = (signature: Signature): boolean =>
  signature.some((stroke) => stroke.length >= leastPoints);

const hasRoom = (signature: Signature): boolean =>
  signature.reduce((sum, stroke) => sum + stroke.length, 0) < allowanceLimits.points;
