import { describe, expect, it } from 'vitest';
import { type Figure, type Measured, figureOf } from '../bench/src/report.ts';
import { findRegressions, printTable } from './bench-figures.mjs';

const measured = (more: Partial<Measured> = {}): Figure =>
  figureOf('views', {
    ...{ name: 'Overview', unit: 'ms', values: [50, 40, 60] },
    goals: [{ of: 'value', is: 'at most', bound: 100 }],
    ...more,
  });
const beside = (values: readonly number[], is: 'at most' | 'at least'): Figure =>
  measured({
    values,
    peer: { name: 'bare', values: [100] },
    goals: [{ of: 'ratio', is, bound: 1 }],
  });

describe('a figure', () => {
  it('is the median with its range, beside the median of its peer', () => {
    expect(measured({ peer: { name: 'bare', values: [10, 30, 20] } })).toMatchObject({
      ...{ suite: 'views', value: 50, min: 40, max: 60, n: 3 },
      ...{ peer: 'bare', peerValue: 20, ratio: 2.5, isHeld: true },
    });
  });

  it('is compared round by round where the rounds are pairs', () => {
    const peer = { name: 'bare', values: [100, 10, 100] };
    expect(measured({ peer, ratios: [0.5, 4, 0.6] }).ratio).toBe(0.6);
  });

  it('holds when every goal does', () => {
    const goals = [
      { of: 'value', is: 'at most', bound: 50 },
      { of: 'ratio', is: 'at least', bound: 2 },
    ] as const;
    const heldBeside = (peer: number) =>
      measured({ goals, peer: { name: 'bare', values: [peer] } }).isHeld;

    expect([heldBeside(25), heldBeside(26), measured({ goals }).isHeld]).toEqual([
      true,
      false,
      false,
    ]);
  });
});

describe('what became worse', () => {
  it('is named from more than a tenth on, in the direction that its goal says', () => {
    expect(findRegressions([beside([50], 'at most')], [beside([54], 'at most')])).toEqual([]);
    expect(findRegressions([beside([50], 'at most')], [beside([56], 'at most')])).toEqual([
      'views: Overview: 0.5 → 0.56 ×, worse by 12 %',
    ]);
    expect(findRegressions([beside([50], 'at most')], [beside([20], 'at most')])).toEqual([]);
    expect(findRegressions([beside([50], 'at least')], [beside([44], 'at least')])).toEqual([
      'views: Overview: 0.5 → 0.44 ×, worse by 12 %',
    ]);
  });

  it('is compared by value where there is no peer, and not at all where it was not measured', () => {
    expect(findRegressions([measured()], [measured({ values: [61] })])).toEqual([
      'views: Overview: 50 → 61 ms, worse by 22 %',
    ]);
    expect(findRegressions([], [measured()])).toEqual([]);
  });
});

it('the table has a line for each figure, with what it stands beside and whether it holds', () => {
  const table = printTable([measured(), beside([150], 'at most')]);

  expect(table.split('\n')).toHaveLength(5);
  expect(table).toContain('50 ms (40–60, n = 3)');
  expect(table).toMatch(/bare: 100 ms +\| 1\.50 +\| ≤ 1 × +\| MISSED/);
});
