import { addFractions, type Day, type Fraction, reduceFraction } from '../kernel/index.ts';
import { householdsOn } from './households.ts';
import type { UnitHistory, UnitLink } from './forward-links.ts';

interface OverlapQuestion {
  readonly history: UnitHistory;
  /** Day of the units that were measured. */
  readonly measuredOn: Day;
  /** Communes of that day for which the survey speaks. */
  readonly measured: ReadonlySet<string>;
  /** Day of the units on which figures are wanted. */
  readonly wantedOn: Day;
  /** From the communes of the one day to those of the other. */
  readonly links: readonly UnitLink[];
  /** The wanted unit in which a commune of that day lies. */
  readonly unitOf: (commune: string) => string;
}

/**
 * Answers: of the people of a unit, what share lives where the survey measured?
 * Shape:   two days, the communes measured on the one → share by code of each wanted unit of the other.
 *          overlap = households that came from (or went to) measured communes ÷ all households of the unit.
 * Units:   share 0–1 of the households of 2019, exact.
 * Missing: what has no place on the other day was not measured.
 * Errors:  throws RangeError on broken data, as linkUnits.
 * Source:  decision D9; decision 60.
 * Rule:    U-11
 */
export function measuredShares(question: OverlapQuestion): ReadonlyMap<string, Fraction> {
  const { history, measuredOn, measured, wantedOn, links, unitOf } = question;
  const all = new Map<string, Fraction>();
  for (const [commune, households] of householdsOn(history, wantedOn))
    addTo(all, unitOf(commune), households);
  const known = new Map<string, Fraction>();
  const weights = householdsOn(history, measuredOn);
  for (const { from, to, share } of links) {
    if (to === null || !measured.has(from)) continue;
    const { numerator, denominator } = weights.get(from) ?? { numerator: 0n, denominator: 1n };
    addTo(known, unitOf(to), {
      numerator: numerator * share.numerator,
      denominator: denominator * share.denominator,
    });
  }
  return new Map(
    [...all].map(([unit, { numerator, denominator }]) => {
      const part = known.get(unit) ?? { numerator: 0n, denominator: 1n };
      return [
        unit,
        reduceFraction({
          numerator: part.numerator * denominator,
          denominator: part.denominator * numerator,
        }),
      ];
    }),
  );
}

function addTo(sums: Map<string, Fraction>, key: string, value: Fraction): void {
  const known = sums.get(key);
  sums.set(key, known ? reduceFraction(addFractions(known, value)) : value);
}
