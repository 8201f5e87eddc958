import { type SlotChange, wholeLots } from './whole-lots.ts';

/** A version of an instrument in one village, as a text that tells it apart. */
export type LotPlace = string;

/** A form whose place or answers are not what they were; null: it does not count. Slots are those of its packed answers. */
export interface LotChange extends SlotChange {
  readonly before: LotPlace | null;
  readonly after: LotPlace | null;
}

export interface LotRequest<Change extends LotChange> {
  readonly changes: readonly Change[];
  /** People of each village in the edition before. */
  readonly sizes: ReadonlyMap<LotPlace, number>;
  /** All units of which figures are told, in which a village lies, itself among them. */
  readonly unitsOf: (place: LotPlace) => readonly string[];
  readonly minimumCell: number;
}

/**
 * Answers: which late changes may a new edition take in, so that nobody learns from two editions of a wave what one of them
 *          would hide?
 * Shape:   changes → those taken, in their order. In each village every answer is changed by none of them, or by at least as many
 *          people as a cell needs (W-54); who moved is taken in both villages or in none; and no unit falls from a size that may be
 *          told to one that may not. So whatever two editions differ by, in any figure of any unit, is the sum of whole lots.
 * Units:   people.
 * Errors:  throws never.
 * Source:  decisions D7, 70, 90 and 118.
 * Rule:    W-22
 */
export function takeLots<Change extends LotChange>(request: LotRequest<Change>): Change[] {
  let taken = request.changes;
  for (;;) {
    const left = leftOver(taken, request);
    if (left.size === 0) return [...taken];
    taken = taken.filter((change) => !left.has(change));
  }
}

/** Those of the changes that may not be taken together with the others. */
function leftOver<Change extends LotChange>(
  changes: readonly Change[],
  request: LotRequest<Change>,
): ReadonlySet<Change> {
  const byPlace = new Map<LotPlace, Change[]>();
  for (const change of changes)
    for (const place of placesOf(change)) {
      const there = byPlace.get(place);
      if (there === undefined) byPlace.set(place, [change]);
      else there.push(change);
    }
  const left = new Set<Change>();
  for (const there of byPlace.values()) {
    const whole = new Set(wholeLots(there, request.minimumCell));
    for (const change of there) if (!whole.has(change)) left.add(change);
  }
  if (left.size > 0) return left;
  const falling = fallingInto(changes, request);
  return new Set([...falling].flatMap((place) => byPlace.get(place) ?? []));
}

const placesOf = ({ before, after }: LotChange): readonly LotPlace[] => [
  ...new Set([before, after].filter((place) => place !== null)),
];

/** The villages that lose people in a unit which would be too small afterwards, and was not before. */
function fallingInto<Change extends LotChange>(
  changes: readonly Change[],
  { sizes, unitsOf, minimumCell }: LotRequest<Change>,
): ReadonlySet<LotPlace> {
  const gained = new Map<LotPlace, number>();
  const move = (place: LotPlace | null, people: number): void => {
    if (place !== null) gained.set(place, (gained.get(place) ?? 0) + people);
  };
  for (const { before, after } of changes) {
    move(before, -1);
    move(after, 1);
  }
  const units = new Map<string, { before: number; after: number; losing: LotPlace[] }>();
  for (const place of new Set([...sizes.keys(), ...gained.keys()])) {
    const [before, gain] = [sizes.get(place) ?? 0, gained.get(place) ?? 0];
    for (const code of unitsOf(place)) {
      const unit = units.get(code) ?? { before: 0, after: 0, losing: [] };
      units.set(code, unit);
      unit.before += before;
      unit.after += before + gain;
      if (gain < 0) unit.losing.push(place);
    }
  }
  return new Set(
    [...units.values()]
      .filter(({ before, after }) => after > 0 && after < minimumCell && before >= minimumCell)
      .flatMap(({ losing }) => losing),
  );
}

/** Answers: in which slots two packed texts of one instrument differ. */
export const changedSlots = (before: string, after: string): readonly number[] =>
  Array.from({ length: before.length }, (_, slot) => slot).filter(
    (slot) => before.charAt(slot) !== after.charAt(slot),
  );
