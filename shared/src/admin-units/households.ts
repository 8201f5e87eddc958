import {
  addFractions,
  type Day,
  type Fraction,
  multiplyFractions,
  reduceFraction,
} from '../kernel/index.ts';
import { forwardLinks, type UnitHistory } from './forward-links.ts';
import { onceForHistory } from './once-for-history.ts';
import { type CsvRow, requiredCell } from './unit.ts';

/** Day of the population and housing census. */
const censusDay = '2019-04-01' as Day;

/**
 * Answers: how many households had each commune on the day of the census?
 * Shape:   rows code_2019, households of census-2019.csv → households by the code of that day.
 * Errors:  throws RangeError naming the line when the count is no whole number above zero or a code stands twice.
 */
export function readCensusHouseholds(rows: readonly CsvRow[]): ReadonlyMap<string, bigint> {
  const households = new Map<string, bigint>();
  rows.forEach((row, index) => {
    const code = requiredCell(row, 'code_2019', index);
    const count = requiredCell(row, 'households', index);
    const line = `line ${String(index + 2)}`;
    if (!/^[1-9]\d*$/.test(count)) throw new RangeError(`${line}: households is ${count}`);
    if (households.has(code)) throw new RangeError(`${line}: ${code} stands twice`);
    households.set(code, BigInt(count));
  });
  return households;
}

/**
 * Answers: how many of the households counted in 2019 live in each commune of another day?
 * Shape:   units through time, a day → households by commune code; their sum, with those whose commune is not on record
 *          for that day, is the census.
 * Units:   households of 1 April 2019 as an exact fraction: a split commune hands on its share. Growth since is not
 *          known by commune, so these are weights, not a count of today.
 * Missing: before the census no change is on record, so the communes are those of the census.
 * Errors:  throws RangeError when a commune of the census day has no count: the data are broken.
 * Source:  population and housing census of 1 April 2019 through data/admin-units/census-2019.csv.
 * Rule:    U-09
 */
export const householdsOn = (history: UnitHistory, day: Day): ReadonlyMap<string, Fraction> =>
  onceForHistory(history, `households ${day}`, () => countHouseholds(history, day));

function countHouseholds(history: UnitHistory, day: Day): ReadonlyMap<string, Fraction> {
  const households = new Map<string, Fraction>();
  for (const { from, to, share } of forwardLinks(
    history,
    censusDay,
    day < censusDay ? censusDay : day,
  )) {
    const counted = history.censusHouseholds.get(from);
    if (counted === undefined) throw new RangeError(`${from} has no households in the census`);
    if (to === null) continue;
    const moved = multiplyFractions(share, { numerator: counted, denominator: 1n });
    const known = households.get(to);
    households.set(to, reduceFraction(known ? addFractions(known, moved) : moved));
  }
  return households;
}
