import { expect, it } from 'vitest';
import { interview, interviews } from '../../test/quality/interviews.ts';
import { findTooFast } from './too-fast.ts';

const outcomes = (all: ReturnType<typeof interviews>) =>
  [...findTooFast(all)].map(({ outcome }) => outcome);
/** 31 forms of 4.0, 4.1, …, 7.0 s an item: median 5.5. */
const ordinary = interviews(31, (at) => ({ activeMs: (80 + 2 * at) * 1000 }));

it('raises a form below half the median pace, where all work about alike [K-10]', () => {
  // With one more the median is (5.4 + 5.5) / 2 = 5.45, half of it 2.725. The logarithms spread by about 0.2:
  // exp(log 5.45 − 3 · 0.2) is above that.
  const quick = interview('quick', { activeMs: 20 * 2.7 * 1000 });
  const just = interview('just', { activeMs: 20 * 2.8 * 1000 });

  const [finding] = [...findTooFast([...ordinary, quick])].slice(-1);
  expect(finding).toMatchObject({ outcome: 'raised', unit: 's/item', n: 32 });
  expect(finding).toMatchObject({
    value: expect.closeTo(2.7, 12) as number,
    bound: expect.closeTo(2.725, 12) as number,
  });
  expect(outcomes([...ordinary, just]).at(-1)).toBe('quiet');
  expect(outcomes(ordinary)).not.toContain('raised');
});

it('leaves more room where paces differ much, and never goes below 1 s [K-10]', () => {
  // Paces 2^−3 … 2^3 times 8 s, five of each: log-MAD 2 · log 2 · 1.4826, bound 8 · 2^(−8.9) = 0.017 → floor 1.
  const wide = interviews(35, (at) => ({ activeMs: 20 * 8_000 * 2 ** ((at % 7) - 3) }));
  const instant = interview('instant', { activeMs: 19_000 });

  const found = [...findTooFast([...wide, instant])];
  expect(found.at(-1)).toMatchObject({ outcome: 'raised', bound: 1 });
  // 8 · 2^−3 = 1 s is not below the floor.
  expect(found.filter(({ outcome }) => outcome === 'raised')).toHaveLength(1);
});

it('measures nothing on paper and without a time, and asks for 30 forms of the same mode [K-10]', () => {
  const paper = interview('paper', { mode: 'paper' });
  const untimed = interview('untimed', { activeMs: null });
  const atHome = interview('home', { mode: 'home', activeMs: 1 });
  const broken = interview('broken', { ending: 'broken-off', activeMs: 1 });

  expect(outcomes([paper, untimed, atHome, broken])).toEqual([
    'not-measured',
    'not-measured',
    'not-enough-base',
  ]);
});

it('gives no pace to a form that ended after a few questions [K-10]', () => {
  const short = interview('short', { itemCount: 9, activeMs: 1 });

  const found = [...findTooFast([...ordinary, short])];
  expect(found.at(-1)).toMatchObject({ outcome: 'not-enough-base', n: 31 });
});
