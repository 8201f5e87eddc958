import { expect, test } from 'vitest';
import { publishScores } from '../../src/scoring/index.ts';
import { countAnswers, layout } from './arbitrary-answers.ts';
import { smallInstrument } from './small-instrument.ts';

interface Village {
  readonly people: number;
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
    const people = (at === 0 ? 5 : 10) + Math.floor(dice() * (at === 0 ? 5 : 12));
    const dissatisfied = Array.from({ length: people }, dice).filter((face) => face < 0.05).length;
    return { people, dissatisfied };
  });
  return sumOf(villages) < count / 2 ? drawVillages(count, dice) : villages;
}

const sumOf = (villages: readonly Village[]): number =>
  villages.reduce((sum, { dissatisfied }) => sum + dissatisfied, 0);

/** Eight communes of thirty people, so that the province may tell how far its figure may be off. */
const others = Array.from({ length: 8 }, (_, at): readonly Village[] => [
  { people: 6, dissatisfied: at % 2 },
  { people: 12, dissatisfied: at % 3 },
  { people: 12, dissatisfied: 1 },
]);

const answersOf = ({ people, dissatisfied }: Village) =>
  Array.from({ length: people }, (_, at) => ({ a1: at < dissatisfied ? '3' : '4' }));

/** What the gate shows of commune A of these villages, and of the province that holds eight others. */
function publish(villages: readonly Village[]) {
  const communes = [villages, ...others].map((own, index) => ({
    code: String.fromCharCode(65 + index),
    counts: [countAnswers(own.flatMap(answersOf))],
    clusters: own.map((village) => ({
      stratum: index === 0 ? 'one' : 'two',
      counts: [countAnswers(answersOf(village))],
    })),
  }));
  const named = (code: string) => ({ code, name: code, validFrom: null, validTo: null });
  const province = {
    unit: named('P'),
    counts: [countAnswers([villages, ...others].flat().flatMap(answersOf))],
    clusters: communes.flatMap(({ clusters }) => clusters),
  };
  const request = {
    ...({ instrument: smallInstrument, layout, scheme: 'criterion_mean', by: 'overall' } as const),
    ...{ groups: null, divider: null, minimumBase: 30, minimumCell: 10, isShown: () => true },
    places: communes.flatMap(({ code, clusters }) =>
      clusters.map(({ counts }, at) => ({ units: ['P', code, `${code}/${String(at)}`], counts })),
    ),
  };
  const units = communes.map(({ code, ...counted }) => ({ unit: named(code), ...counted }));
  const [commune] = publishScores({ ...request, level: 1, units });
  const [whole] = publishScores({ ...request, level: 0, units: [province] });
  if (!commune || !whole) throw new Error('no figure');
  return { commune, whole };
}

type Row = ReturnType<typeof publish>['whole'];

/** The ends of a commune by what is printed of it and of the province, and nothing else. */
function endsFromPrint(commune: Row, whole: Row): readonly string[] {
  const shareOf = ({ numerator, denominator }: Row) => (numerator ?? 0) / (denominator ?? 1);
  const [own, all] = [shareOf(commune), shareOf(whole)];
  const clusters = whole.interval?.clusters ?? 0;
  const error = Number(whole.interval?.standardErrorPoints) / 100;
  const times = error ** 2 / ((all * (1 - all)) / (whole.denominator ?? 1));
  const t = studentT[clusters - 2] ?? 0;
  const reach = t * Math.sqrt(times / (own * (1 - own)) / (commune.denominator ?? 1));
  return endsOf(own, reach);
}

/** Student's t for 95 %, from a printed table, by degrees of freedom. */
const studentT: Readonly<Record<number, number>> = {
  ...{ 2: 4.302653, 3: 3.182446, 4: 2.776445, 7: 2.364624, 15: 2.13145 },
  ...{ 25: 2.059539, 26: 2.055529, 27: 2.051831, 30: 2.042272 },
};

/** What a commune prints, given the sum of squares by which its villages differ from its share. */
function print(squares: number, villages: readonly Village[]) {
  const count = villages.length;
  const people = villages.reduce((sum, village) => sum + village.people, 0);
  const share = 1 - sumOf(villages) / people;
  const error = Math.sqrt(Math.max(0, (count / (count - 1)) * squares)) / people;
  const reach = ((studentT[count - 1] ?? 0) * error) / (share * (1 - share));
  const ends = endsOf(share, reach);
  const outwards = coarseSteps.map((step) => {
    const [low = 0, high = 0] = ends.map((end) => Number(end) / step);
    return `${String(Math.ceil(low) - 1)} ${String(Math.floor(high) + 1)}`;
  });
  return { error: (error * 100).toFixed(3), ends: ends.join(' '), outwards };
}

/** Percentage points to which ends might be rounded outwards instead of being borrowed. */
const coarseSteps = [1, 5];

function endsOf(share: number, reach: number): readonly string[] {
  const logit = Math.log(share / (1 - share));
  return [logit - reach, logit + reach].map((end) => (100 / (1 + Math.exp(-end))).toFixed(2));
}

/** All ways to answer that give the sum: answers of the first village, and the sum of squares; ways that look alike once. */
function waysOf(villages: readonly Village[]) {
  const total = sumOf(villages);
  const share = total / villages.reduce((sum, { people }) => sum + people, 0);
  let ways = [{ first: -1, sum: 0, squares: 0 }];
  for (const { people } of villages) {
    const next = new Map<string, (typeof ways)[number]>();
    for (const { first, sum, squares } of ways)
      for (let more = 0; more <= Math.min(people, total - sum); more++) {
        const way = {
          first: first < 0 ? more : first,
          sum: sum + more,
          squares: squares + (more - share * people) ** 2,
        };
        next.set(`${String(way.first)} ${String(way.sum)} ${way.squares.toFixed(9)}`, way);
      }
    ways = [...next.values()];
  }
  return ways.filter(({ sum }) => sum === total);
}

/** What the first village may have answered, by the share alone, and by what is printed beside it. */
function solve(villages: readonly Village[]) {
  const people = villages.reduce((sum, village) => sum + village.people, 0);
  const share = sumOf(villages) / people;
  const squares = villages.reduce(
    (sum, village) => sum + (village.dissatisfied - share * village.people) ** 2,
    0,
  );
  const printed = print(squares, villages);
  const ways = waysOf(villages).map((way) => ({ ...way, ...print(way.squares, villages) }));
  const firstOf = (isPossible: (way: (typeof ways)[number]) => boolean) =>
    new Set(ways.filter(isPossible).map(({ first }) => first)).size;
  return {
    printed,
    byShare: firstOf(() => true),
    byError: firstOf(({ error }) => error === printed.error),
    byEnds: firstOf(({ ends }) => ends === printed.ends),
    byCoarse: coarseSteps.map((_, at) =>
      firstOf(({ outwards }) => outwards[at] === printed.outwards[at]),
    ),
  };
}

test('a small village is not found by trying whole numbers where its own interval is shown [S-45]', () => {
  const dice = createDice(7);
  const tried = { own: 0, borrowed: 0, none: 0 };
  const byError = { own: 0, borrowed: 0, none: 0 };
  const byEnds = { own: 0, borrowed: 0, none: 0 };
  const byCoarse = coarseSteps.map(() => 0);
  for (const count of [3, 4, 5, 8, 16])
    for (let run = 0; run < (count < 16 ? 10 : 3); run++) {
      const villages = drawVillages(count, dice);
      const found = solve(villages);
      const { commune, whole } = publish(villages);
      const { interval, intervalStatus } = commune;
      const where =
        intervalStatus === 'published' ? 'own' : interval === null ? 'none' : 'borrowed';
      // The attacker works with the very digits that are printed.
      if (interval !== null && where === 'own')
        expect(found.printed).toMatchObject({
          error: interval.standardErrorPoints,
          ends: `${interval.low} ${interval.high}`,
        });
      // What is borrowed follows from other figures, and adds nothing to them.
      if (interval !== null && where === 'borrowed')
        expect([interval.low, interval.high]).toEqual(endsFromPrint(commune, whole));
      tried[where] += 1;
      if (found.byShare === 1) continue;
      if (found.byError === 1) byError[where] += 1;
      if (found.byEnds === 1) byEnds[where] += 1;
      found.byCoarse.forEach((ways, at) => {
        if (ways === 1) byCoarse[at] = (byCoarse[at] ?? 0) + 1;
      });
    }
  expect(byError.own).toBe(0);
  expect(byEnds.own).toBe(0);
  expect(tried).toEqual({ own: 3, borrowed: 40, none: 0 });
  // The attack is worth something, the ends are as good for it as the standard error, and rounding them does not end it.
  expect(byError.borrowed).toBeGreaterThan(25);
  expect(byEnds.borrowed).toBeGreaterThan(25);
  for (const found of byCoarse) expect(found).toBeGreaterThan(10);
}, 30_000);
