/** Stands in a packed row where a value is withheld. */
export const withheldSymbol = '~';

/** Which slots of a packed row tell who somebody is, and which what somebody said outside the index. */
export interface MicrodataSlots {
  /** In the order in which they are given up: the first is withheld first. */
  readonly profile: readonly number[];
  readonly others: readonly number[];
}

/**
 * Answers: what of these rows may leave, so that nobody can be picked out by what a neighbour knows?
 * Shape:   packed rows, slots, least number of people → as many rows, in the order of their own text, so that nothing tells
 *          when or where they were made. Every combination of the profile, withheld values taken as values, is borne by none
 *          or by at least so many. Of every other answer the same holds value by value. All else stays.
 * Units:   people.
 * Missing: a kind of missing is a value like any other: that few refused is told as little as what few said.
 * Source:  Samarati 2001 (k-anonymity, local suppression); decision 84.
 * Rule:    X-75
 */
export function protectMicrodata(
  rows: readonly string[],
  { profile, others }: MicrodataSlots,
  least: number,
): readonly string[] {
  const hidden = withholdProfiles([...rows], profile, least);
  for (const slot of others) withholdRareValues(hidden, slot, least);
  return hidden.sort();
}

function withholdProfiles(rows: string[], profile: readonly number[], least: number): string[] {
  const keyOf = (row: string): string => profile.map((slot) => row.charAt(slot)).join('');
  for (const slot of profile) {
    const sizes = countBy(rows, keyOf);
    rows.forEach((row, index) => {
      if ((sizes.get(keyOf(row)) ?? 0) < least) rows[index] = withhold(row, slot);
    });
  }
  // Those who are left without a profile hide among each other, or take the smallest group with them.
  const nothing = withheldSymbol.repeat(profile.length);
  const joining = joinSmallest(countBy(rows, keyOf), nothing, least);
  rows.forEach((row, index) => {
    if (joining.has(keyOf(row))) rows[index] = profile.reduce(withhold, row);
  });
  return rows;
}

function withholdRareValues(rows: string[], slot: number, least: number): void {
  const sizes = countBy(rows, (row) => row.charAt(slot));
  const rare = new Set([...sizes].filter(([, size]) => size < least).map(([value]) => value));
  if (rare.size === 0) return;
  const left = new Map<string, number>([[withheldSymbol, 0]]);
  for (const [value, size] of sizes) {
    const place = rare.has(value) ? withheldSymbol : value;
    left.set(place, (left.get(place) ?? 0) + size);
  }
  const joining = joinSmallest(left, withheldSymbol, least);
  rows.forEach((row, index) => {
    const value = row.charAt(slot);
    if (rare.has(value) || joining.has(value)) rows[index] = withhold(row, slot);
  });
}

/** Which groups are withheld too, the smallest first, until those without a value are enough to hide among. */
function joinSmallest(
  sizes: ReadonlyMap<string, number>,
  nothing: string,
  least: number,
): ReadonlySet<string> {
  let held = sizes.get(nothing) ?? 0;
  const joining = new Set<string>();
  if (held === 0) return joining;
  const bySize = [...sizes]
    .filter(([key]) => key !== nothing)
    .sort(([a, few], [b, many]) => few - many || (a < b ? -1 : 1));
  for (const [key, size] of bySize) {
    if (held >= least) break;
    joining.add(key);
    held += size;
  }
  return joining;
}

function countBy(rows: readonly string[], keyOf: (row: string) => string): Map<string, number> {
  const sizes = new Map<string, number>();
  for (const row of rows) sizes.set(keyOf(row), (sizes.get(keyOf(row)) ?? 0) + 1);
  return sizes;
}

const withhold = (row: string, slot: number): string =>
  `${row.slice(0, slot)}${withheldSymbol}${row.slice(slot + 1)}`;
