import type { Dice } from './dice.ts';

/** How many forms of each instrument a commune of the demonstration gets. */
export interface CommunePlan {
  readonly commune: string;
  readonly households: number;
  readonly transactions: number;
  /** Whether people are also asked at the one-stop office here. */
  readonly hasTransactions: boolean;
}

/** Of 100 forms, so many are of the household form. */
const householdPercent = 80;
const finishedShare = 0.56;
const finishedWeight = 31;
const transactionShare = 0.15;

/**
 * Answers: how many forms come from each commune?
 * Shape:   communes → plans in the same order, which add up to the wanted forms. In somewhat more than half of them the
 *          household survey is as good as done (just above 30 forms of 3,000), elsewhere it has begun; people are asked
 *          at the one-stop office in one commune of seven.
 */
export function planCommunes(
  communes: readonly string[],
  responses: number,
  dice: Dice,
): readonly CommunePlan[] {
  const order = communes
    .map((commune) => ({ commune, turn: dice.share() }))
    .sort((a, b) => a.turn - b.turn)
    .map(({ commune }) => commune);
  const finished = new Set(order.slice(0, Math.round(communes.length * finishedShare)));
  const offices = new Set(order.slice(0, Math.round(communes.length * transactionShare)));
  const households = apportion(
    communes.map((commune) =>
      finished.has(commune) ? finishedWeight + dice.between(0, 1) : dice.between(1, 7),
    ),
    Math.round((responses * householdPercent) / 100),
  );
  const transactions = apportion(
    communes.map((commune) => (offices.has(commune) ? dice.between(9, 11) : 0)),
    responses - households.reduce((sum, forms) => sum + forms, 0),
  );
  return communes.map((commune, place) => ({
    commune,
    households: households[place] ?? 0,
    transactions: transactions[place] ?? 0,
    hasTransactions: offices.has(commune),
  }));
}

/** Answers: whole parts in proportion to weights that add up to the whole (largest remainders, the first at a tie). */
export function apportion(weights: readonly number[], whole: number): readonly number[] {
  const sum = weights.reduce((total, weight) => total + weight, 0);
  const exact = weights.map((weight) => (weight * whole) / sum);
  const parts = exact.map(Math.floor);
  const lacking = whole - parts.reduce((total, part) => total + part, 0);
  const byRemainder = exact
    .map((value, place) => ({ place, remainder: value - Math.floor(value) }))
    .sort((a, b) => b.remainder - a.remainder || a.place - b.place);
  for (const { place } of byRemainder.slice(0, lacking)) parts[place] = (parts[place] ?? 0) + 1;
  return parts;
}
