import {
  addFractions,
  type Day,
  type Fraction,
  multiplyFractions,
  reduceFraction,
} from '../kernel/index.ts';
import { communesOf, createCatalogue } from './catalogue.ts';
import { type ShareBasis, shareBases, type SharedChange } from './split-shares.ts';
import { nextChange } from './succession.ts';
import type { Unit } from './unit.ts';

/** Units through time with all that is known of their changes and their size. */
export interface UnitHistory {
  readonly units: readonly Unit[];
  readonly changes: readonly SharedChange[];
  /** Households of the communes of the census day, by their code then. */
  readonly censusHouseholds: ReadonlyMap<string, bigint>;
}

/** How much of a commune of one day lies in a commune of another day. */
export interface UnitLink {
  readonly from: string;
  /** Null: where this share went is not on record for that day. */
  readonly to: string | null;
  /** Of the households of `from`, 0–1 exactly; the links of a commune sum to 1. */
  readonly share: Fraction;
  /** The least sure basis on the way. */
  readonly basis: ShareBasis;
}

const one: Fraction = { numerator: 1n, denominator: 1n };

/** Answers: where each commune of a day went until a later day, over all changes between; by code, then by successor. */
export function forwardLinks(
  { units, changes }: Pick<UnitHistory, 'units' | 'changes'>,
  from: Day,
  to: Day,
): readonly UnitLink[] {
  return communesOf(createCatalogue(units, from)).flatMap(({ code }) =>
    joinPaths(
      code,
      followChanges(changes, { to: code, day: from, share: one, basis: 'whole' }, to),
    ),
  );
}

interface Path extends Omit<UnitLink, 'from' | 'to'> {
  readonly to: string;
  readonly day: Day;
}
type PathEnd = Omit<UnitLink, 'from'>;

function followChanges(changes: readonly SharedChange[], path: Path, until: Day): PathEnd[] {
  const next = nextChange(changes, path.to, path.day);
  const lastDay = next[0]?.fromValidTo;
  if (lastDay === undefined || lastDay >= until)
    return [{ to: path.to, share: path.share, basis: path.basis }];
  return next.flatMap((change) => {
    const share = multiplyFractions(path.share, change.share);
    const basis = lessSure(path.basis, change.basis);
    // The step between is not known and the one that is on record comes later than the day that is asked for.
    if (change.toValidFrom > until) return [{ to: null, share, basis }];
    return followChanges(
      changes,
      { to: change.toCode, day: change.toValidFrom, share, basis },
      until,
    );
  });
}

/** What was split and came together again is whole again, however it was shared out in between. */
function joinPaths(from: string, paths: readonly PathEnd[]): UnitLink[] {
  const linkByTo = new Map<string | null, UnitLink>();
  for (const { to, share, basis } of paths) {
    const known = linkByTo.get(to);
    const sum = reduceFraction(known ? addFractions(known.share, share) : share);
    const weakest = known ? lessSure(known.basis, basis) : basis;
    const isWhole = sum.numerator === sum.denominator && weakest !== 'redrawn';
    linkByTo.set(to, { from, to, share: sum, basis: isWhole ? 'whole' : weakest });
  }
  return [...linkByTo.values()].sort(byTo);
}

/** Answers: the less sure of two bases. */
export const lessSure = (a: ShareBasis, b: ShareBasis): ShareBasis =>
  shareBases.indexOf(a) >= shareBases.indexOf(b) ? a : b;

/** Puts what has no place last. */
export const byTo = (a: Pick<UnitLink, 'to'>, b: Pick<UnitLink, 'to'>): number =>
  a.to === null ? 1 : b.to === null ? -1 : a.to < b.to ? -1 : 1;
