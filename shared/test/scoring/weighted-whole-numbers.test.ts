import { expect, test } from 'vitest';
import { protectWave } from '../../src/scoring/protection.ts';
import { protectWeighted } from '../../src/scoring/weighted-figures.ts';
import { countAnswers, layout } from './arbitrary-answers.ts';

interface Village {
  readonly people: number;
  readonly weight: number;
  readonly dissatisfied: number;
}

/** The same numbers in every run. */
function createDice(seed: number) {
  let state = seed;
  return () => (state = (state * 1103515245 + 12345) % 2147483648) / 2147483648;
}

/** The first has five to nine people; one in twenty is dissatisfied, and at least half as many as there are villages. */
function drawVillages(count: number, dice: () => number): readonly Village[] {
  const villages = Array.from({ length: count }, (_, at) => {
    const people = (at === 0 ? 5 : 10) + Math.floor(dice() * 5);
    const dissatisfied = Array.from({ length: people }, dice).filter((face) => face < 0.05).length;
    return { people, weight: 8 + 8 * dice(), dissatisfied };
  });
  const sum = villages.reduce((all, { dissatisfied }) => all + dissatisfied, 0);
  return sum < count / 2 ? drawVillages(count, dice) : villages;
}

function isShown(villages: readonly Village[]): boolean {
  const places = villages.map(({ people, weight }, at) => ({
    commune: 'A',
    weight,
    units: ['P', 'A', `A/${String(at)}`],
    counts: [countAnswers(Array.from({ length: people }, () => ({ a1: '4' })))],
  }));
  const request = { layout, places, minimumBase: 30, minimumCell: 10 };
  const protection = protectWave({ ...request, groupCount: 0, divider: null });
  return protectWeighted(request, protection)(1, 'A');
}

/** All ways to answer of some villages: answers of the first, of all, and of all by weight. */
function waysOf(villages: readonly Village[], most: number) {
  let ways = [{ first: -1, plain: 0, weighted: 0 }];
  for (const { people, weight } of villages)
    ways = ways.flatMap(({ first, plain, weighted }) =>
      Array.from({ length: Math.min(people, most - plain) + 1 }, (_, more) => ({
        first: first < 0 ? more : first,
        plain: plain + more,
        weighted: weighted + more * weight,
      })),
    );
  return ways;
}

/** What the first village may have answered, by the plain sum, and by this and the printed weighted percentage. */
function solve(villages: readonly Village[]) {
  const plainSum = villages.reduce((sum, { dissatisfied }) => sum + dissatisfied, 0);
  const households = villages.reduce((sum, { people, weight }) => sum + people * weight, 0);
  const weightedSum = villages.reduce(
    (sum, { dissatisfied, weight }) => sum + dissatisfied * weight,
    0,
  );
  const printed = Math.round((weightedSum / households) * 10_000);
  const middle = Math.ceil(villages.length / 2);
  const right = new Map<number, number[]>();
  for (const { plain, weighted } of waysOf(villages.slice(middle), plainSum)) {
    const same = right.get(plain);
    if (same) same.push(weighted);
    else right.set(plain, [weighted]);
  }
  const byPlain = new Set<number>();
  const byBoth = new Set<number>();
  for (const { first, plain, weighted } of waysOf(villages.slice(0, middle), plainSum)) {
    const others = right.get(plainSum - plain) ?? [];
    if (others.length > 0) byPlain.add(first);
    if (byBoth.size > 1) break;
    if (byBoth.has(first)) continue;
    const isPrinted = (other: number) =>
      Math.round(((weighted + other) / households) * 10_000) === printed;
    if (others.some(isPrinted)) byBoth.add(first);
  }
  return { byPlain, byBoth };
}

/** Of many villages not all ways are tried: whether one that looks the same has the first village answer otherwise. */
function hasOtherWay(villages: readonly Village[]): boolean {
  const households = villages.reduce((sum, { people, weight }) => sum + people * weight, 0);
  const weighted = villages.reduce(
    (sum, { dissatisfied, weight }) => sum + dissatisfied * weight,
    0,
  );
  const print = (sum: number): number => Math.round((sum / households) * 10_000);
  const mayMove = ({ people, dissatisfied }: Village, by: number): boolean =>
    dissatisfied + by >= 0 && dissatisfied + by <= people;
  const [first, ...rest] = villages;
  if (first === undefined) return false;
  return [1, -1].some((by) => {
    const [back, forth] = [-by, by].map((to) => rest.filter((other) => mayMove(other, to)));
    const looksSame = (out: Village, more: Village, less: Village): boolean =>
      new Set([out, more, less]).size === 3 &&
      print(weighted + by * (first.weight + more.weight - out.weight - less.weight)) ===
        print(weighted);
    return (
      mayMove(first, by) &&
      back?.some((out) =>
        forth?.some((more) => back.some((less) => looksSame(out, more, less))),
      ) === true
    );
  });
}

test('a small village is not found by trying whole numbers where a weighted figure is shown [S-44]', () => {
  const dice = createDice(11);
  const found = { shown: 0, closed: 0 };
  const tried = { shown: 0, closed: 0 };
  for (const count of [3, 4, 5, 8, 16])
    for (let run = 0; run < (count < 16 ? 10 : 3); run++) {
      const villages = drawVillages(count, dice);
      const { byPlain, byBoth } = solve(villages);
      const where = isShown(villages) ? 'shown' : 'closed';
      tried[where] += 1;
      if (byPlain.size > 1 && byBoth.size === 1) found[where] += 1;
    }
  for (let run = 0; run < 3; run++) {
    const villages = drawVillages(32, dice);
    tried[isShown(villages) ? 'shown' : 'closed'] += 1;
    if (!hasOtherWay(villages)) found.shown += 1;
  }
  expect(tried).toEqual({ shown: 3, closed: 43 });
  expect(found.shown).toBe(0);
  // The attack is worth something: it finds most of three to five villages.
  expect(found.closed).toBeGreaterThan(20);
}, 30_000);
