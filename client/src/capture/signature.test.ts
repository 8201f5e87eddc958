import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Signature, isSignature } from '@sipas/shared/wire';
import { beginStroke, extendStroke, gridPoint, isSigned, undoStroke } from './signature.ts';

const field = { left: 20, top: 100, width: 320, height: 128 };

describe('a signature under the finger', () => {
  it.each([
    // 320 × 128 pixels are 1000 × 400 grid points: 3.125 a pixel.
    [20, 100, [0, 0]],
    [340, 228, [1000, 400]],
    [180, 164, [500, 200]],
    [21, 101, [3, 3]],
    [-50, 9999, [0, 400]],
    [9999, -50, [1000, 0]],
  ])('a touch at %i, %i is the grid point %j [L-11]', (x, y, point) => {
    expect(gridPoint({ x, y, field })).toEqual(point);
  });

  it('a field without width is touched at its edge [L-11]', () => {
    expect(gridPoint({ x: 20, y: 100, field: { ...field, width: 0, height: 0 } })).toEqual([0, 0]);
  });

  it('leaves out steps too short to be seen, and draws on from the last one kept [L-11]', () => {
    let signature = beginStroke([], [0, 0]);
    // The distance of (3, 4) from (0, 0) is 5; that of (4, 2) is √20 < 5.
    for (const point of [
      [4, 2],
      [3, 4],
      [3, 8],
      [3, 9],
    ] as const)
      signature = extendStroke(signature, point);

    expect(signature).toEqual([
      [
        [0, 0],
        [3, 4],
        [3, 9],
      ],
    ]);
  });

  it('takes back stroke by stroke', () => {
    const one = beginStroke([], [0, 0]);

    expect(undoStroke(beginStroke(one, [9, 9]))).toEqual(one);
    expect(undoStroke([])).toEqual([]);
  });

  it('is one when something was drawn, not when a finger slipped [L-11]', () => {
    const dot = beginStroke([], [5, 5]);

    expect([isSigned([]), isSigned(dot), isSigned(extendStroke(dot, [50, 50]))]).toEqual([
      false,
      false,
      true,
    ]);
  });

  it('can be sent, however long and wildly one draws [L-11]', () => {
    const touch = fc.record({
      x: fc.double({ noDefaultInfinity: false }),
      y: fc.integer({ min: -500, max: 500 }),
      begins: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(touch, { maxLength: 1200, size: 'max' }), (touches) => {
        let signature: Signature = [];
        for (const { x, y, begins } of touches) {
          const point = gridPoint({ x, y, field });
          signature = begins ? beginStroke(signature, point) : extendStroke(signature, point);
        }
        expect(isSignature(signature)).toBe(true);
      }),
      { numRuns: 60 },
    );
  });
});
