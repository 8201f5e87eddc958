import {
  addFractions,
  type Day,
  type Fraction,
  multiplyFractions,
  reduceFraction,
} from '../kernel/index.ts';
import { communesOf, createCatalogue } from './catalogue.ts';
import { byTo, forwardLinks, lessSure, type UnitHistory, type UnitLink } from './forward-links.ts';
import { householdsOn } from './households.ts';
import { onceForHistory } from './once-for-history.ts';

/** First day whose units are all on record. */
export const firstUnitDay = '2019-01-01' as Day;

/**
 * Answers: several changes lie between two days: how much of each commune of the one lies in which commune of the other?
 * Shape:   units through time, two days in either order → links in the order of `from`, then `to` (null last).
 *          | asked for      | share of `from`                                                                 |
 *          |----------------|---------------------------------------------------------------------------------|
 *          | later units    | product of the shares of each step, summed over the ways that lead there         |
 *          | earlier units  | what the earlier commune brought in of its households, of all it has on record   |
 * Units:   share 0–1, exact. The links of every commune sum to 1.
 * Missing: `to` null where the successor (or predecessor) on that day is not on record.
 * Errors:  throws RangeError when the data are broken: a commune without households, a day without a catalogue.
 * Source:  crosswalk-earlier.csv, crosswalk-2025.csv, split-shares.csv, census-2019.csv.
 * Rule:    U-10
 */
export const linkUnits = (history: UnitHistory, from: Day, to: Day): readonly UnitLink[] =>
  onceForHistory(history, `links ${from} ${to}`, () =>
    from <= to ? forwardLinks(history, from, to) : backwardLinks(history, from, to),
  );

function backwardLinks(history: UnitHistory, later: Day, earlier: Day): readonly UnitLink[] {
  const broughtBy = householdsOn(history, earlier);
  const householdsLater = householdsOn(history, later);
  const pieces = forwardLinks(history, earlier, later);
  return communesOf(createCatalogue(history.units, later)).flatMap(({ code }) => {
    const all = householdsLater.get(code);
    if (!all || all.numerator === 0n) throw new RangeError(`${code} has no households`);
    const links = pieces
      .filter((piece) => piece.to === code)
      .map((piece): UnitLink => {
        const brought = broughtBy.get(piece.from);
        if (!brought) throw new RangeError(`${piece.from} has no households`);
        const share = divide(multiplyFractions(brought, piece.share), all);
        return { from: code, to: piece.from, share, basis: lessSure('census', piece.basis) };
      });
    return completeLinks(code, links);
  });
}

function completeLinks(from: string, links: readonly UnitLink[]): readonly UnitLink[] {
  const sum = links.reduce<Fraction>((total, { share }) => addFractions(total, share), {
    numerator: 0n,
    denominator: 1n,
  });
  const [only] = links;
  if (sum.numerator === sum.denominator) {
    // All its people came from one commune, be it the whole of that or a part.
    if (only && links.length === 1 && only.basis !== 'redrawn')
      return [{ ...only, basis: 'whole' }];
    return [...links].sort(byTo);
  }
  const rest = reduceFraction({
    numerator: sum.denominator - sum.numerator,
    denominator: sum.denominator,
  });
  return [...links, { from, to: null, share: rest, basis: 'census' as const }].sort(byTo);
}

const divide = (a: Fraction, b: Fraction): Fraction =>
  reduceFraction({
    numerator: a.numerator * b.denominator,
    denominator: a.denominator * b.numerator,
  });
