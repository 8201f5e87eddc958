import { type Result, type Sha256Hex, ok } from '../kernel/index.ts';
import { type AllocationFault, type AllocationMethod, allocate } from './allocation.ts';
import type { FrameVillage } from './frame.ts';
import { type RandomNumbers, createRandomNumbers } from './random-numbers.ts';
import { simpleRandom } from './simple-random.ts';
import { ppsProbabilities, systematicPlaces } from './systematic.ts';

export const villageMethods = ['pps', 'systematic', 'simple'] as const;

export interface DrawPlan {
  /** Villages over all communes. */
  readonly villageCount: number;
  /** How they are shared out over communes, by households. */
  readonly allocation: Exclude<AllocationMethod, 'neyman'>;
  /** Villages in each commune at least; all of a commune that has fewer. */
  readonly minimumVillages: number;
  readonly villageMethod: (typeof villageMethods)[number];
  /** Households in each village; all of a village that has fewer. */
  readonly householdCount: number;
  /** Villages in reserve in each commune, where so many are left. */
  readonly reserveVillages: number;
  /** Households in reserve in each village, where so many are left. */
  readonly reserveHouseholds: number;
}

export interface DrawnVillage extends FrameVillage {
  readonly communeHouseholdCount: number;
  readonly isReserve: boolean;
  /** Place in the sample or in the reserve of its commune, from 1. */
  readonly order: number;
  /** Chance of the village to be in the sample of its commune; of a reserve, the one it had. */
  readonly probability: number;
  readonly isCertain: boolean;
  /** Numbers in the village's list of households, from 1, in the order of drawing. */
  readonly households: readonly number[];
  readonly reserveHouseholds: readonly number[];
  /** Chance of a household to be in the sample of its village. */
  readonly householdProbability: number;
}

/**
 * Answers: which villages, and which households of each, are asked?
 * Shape:   a checked frame, the plan, and the hash of seed and frame → drawn villages by commune, first the sample, then
 *          its reserve. Villages are drawn in each commune by the plan's method; households by simple random sampling, those
 *          behind the sample being its reserve. The same hash gives the same draw, and longer reserves leave the sample
 *          as it is.
 *          Villages behind a pps or systematic sample are a simple random sample of those left.
 * Units:   probabilities 0–1. A household's chance is that of its village times that within the village.
 * Errors:  those of allocate.
 * Source:  Särndal, Swensson and Wretman 1992, 4.3 (two stages).
 * Rule:    M-09
 */
export function drawSample(
  frame: readonly FrameVillage[],
  plan: DrawPlan,
  hash: Sha256Hex,
): Result<readonly DrawnVillage[], AllocationFault> {
  const communes = communesOf(frame);
  const counts = allocate(
    communes.map(({ name, householdCount, villages }) => ({
      name,
      size: householdCount,
      capacity: villages.length,
    })),
    { count: plan.villageCount, method: plan.allocation, minimum: plan.minimumVillages },
  );
  if (!counts.ok) return counts;
  return ok(
    communes.flatMap(({ villages, first, householdCount }, place) => {
      // Each commune and each village has random numbers of its own: even parts are communes, odd ones villages.
      const random = createRandomNumbers(hash, 2 * place);
      const sizes = villages.map((village) => village.householdCount);
      const selection = selectVillages(sizes, counts.value[place] ?? 0, { plan, random });
      return selection.map((chosen): DrawnVillage => {
        const { unit, ...drawing } = chosen;
        const village = villages[unit] as FrameVillage;
        const own = createRandomNumbers(hash, 2 * (first + unit) + 1);
        const households = selectHouseholds(village.householdCount, plan, own);
        return { ...village, communeHouseholdCount: householdCount, ...drawing, ...households };
      });
    }),
  );
}

function communesOf(frame: readonly FrameVillage[]) {
  const communes = new Map<string, { first: number; villages: FrameVillage[] }>();
  for (const [place, village] of frame.entries()) {
    const known = communes.get(village.commune);
    if (known) known.villages.push(village);
    else communes.set(village.commune, { first: place, villages: [village] });
  }
  return [...communes].map(([name, { first, villages }]) => ({
    name,
    first,
    villages,
    householdCount: villages.reduce((sum, { householdCount }) => sum + householdCount, 0),
  }));
}

function selectVillages(
  sizes: readonly number[],
  count: number,
  { plan, random }: { readonly plan: DrawPlan; readonly random: RandomNumbers },
) {
  const measures = plan.villageMethod === 'pps' ? sizes : sizes.map(() => 1);
  const { probabilities, isCertain } = ppsProbabilities(measures, count);
  const most = Math.min(sizes.length, count + plan.reserveVillages);
  const { sample, reserve } =
    plan.villageMethod === 'simple'
      ? splitAt(simpleRandom(sizes.length, most, random), count)
      : systematicWithReserve(measures, isCertain, { count, most, random });
  const place = (isReserve: boolean) => (unit: number, at: number) => ({
    unit,
    isReserve,
    order: at + 1,
    probability: probabilities[unit] ?? 0,
    isCertain: isCertain[unit] ?? false,
  });
  return [...sample.map(place(false)), ...reserve.map(place(true))];
}

const splitAt = (units: readonly number[], count: number) => ({
  sample: units.slice(0, count),
  reserve: units.slice(count),
});

function systematicWithReserve(
  measures: readonly number[],
  isCertain: readonly boolean[],
  { count, most, random }: { count: number; most: number; random: RandomNumbers },
) {
  const units = [...measures.keys()];
  const certain = units.filter((unit) => isCertain[unit]);
  const others = units.filter((unit) => !isCertain[unit]);
  const rest = others.map((unit) => measures[unit] ?? 0);
  const step = rest.reduce((sum, size) => sum + size, 0);
  // Where nothing is left to chance there is no start to draw.
  const ticks = count - certain.length;
  const places = ticks > 0 ? systematicPlaces(rest, ticks, random.below(step)) : [];
  const met = new Set([...certain, ...places.map((place) => others[place] ?? 0)]);
  const left = units.filter((unit) => !met.has(unit));
  const reserve = simpleRandom(left.length, most - count, random);
  return {
    sample: units.filter((unit) => met.has(unit)),
    reserve: reserve.map((place) => left[place] ?? 0),
  };
}

function selectHouseholds(householdCount: number, plan: DrawPlan, random: RandomNumbers) {
  const count = Math.min(plan.householdCount, householdCount);
  const most = Math.min(householdCount, count + plan.reserveHouseholds);
  const numbers = simpleRandom(householdCount, most, random).map((place) => place + 1);
  return {
    households: numbers.slice(0, count),
    reserveHouseholds: numbers.slice(count),
    householdProbability: count / householdCount,
  };
}
