/** A version of an instrument in one village, as a text that tells it apart. */
export type LotPlace = string;

/** A form whose place or answers are not what they were; null: it does not count. */
export interface LotChange {
  readonly before: LotPlace | null;
  readonly after: LotPlace | null;
}

export interface LotRequest<Change extends LotChange> {
  readonly changes: readonly Change[];
  /** People of each village in the edition before, and now. */
  readonly sizes: ReadonlyMap<LotPlace, { readonly before: number; readonly after: number }>;
  /** All units of which figures are told, in which a village lies, itself among them. */
  readonly unitsOf: (place: LotPlace) => readonly string[];
  readonly minimumCell: number;
}

/**
 * Answers: which late changes may a new edition take in, so that nobody learns from two editions of a wave what one of them
 *          would hide?
 * Shape:   changes → those taken, in their order. A village is taken whole or not at all: when at least as many people in it
 *          changed as a cell needs, when every village to or from which one of them moved is taken too, and when no unit in
 *          which it lies falls from a size that may be told to one that may not. So whatever two editions differ by, in any
 *          unit, is the sum of whole lots.
 * Units:   people.
 * Errors:  throws never.
 * Source:  decisions D7, 70 and 90.
 * Rule:    W-22
 */
export function takeLots<Change extends LotChange>(request: LotRequest<Change>): Change[] {
  const { changes, minimumCell } = request;
  const people = new Map<LotPlace, number>();
  for (const change of changes)
    for (const place of placesOf(change)) people.set(place, (people.get(place) ?? 0) + 1);
  const taken = new Set(
    [...people].filter(([, changed]) => changed >= minimumCell).map(([place]) => place),
  );
  for (;;) {
    const held = new Set([
      ...changes.flatMap((change) => leftBehind(change, taken)),
      ...fallingInto(request, taken),
    ]);
    if (held.size === 0) break;
    for (const place of held) taken.delete(place);
  }
  return changes.filter((change) => placesOf(change).every((place) => taken.has(place)));
}

const placesOf = ({ before, after }: LotChange): readonly LotPlace[] => [
  ...new Set([before, after].filter((place) => place !== null)),
];

/** The taken village of two between which somebody moved, where the other is not taken. */
function leftBehind(change: LotChange, taken: ReadonlySet<LotPlace>): readonly LotPlace[] {
  const places = placesOf(change);
  const inLots = places.filter((place) => taken.has(place));
  return inLots.length === places.length ? [] : inLots;
}

/** The taken villages that lose people in a unit which would be too small afterwards, and was not before. */
function fallingInto<Change extends LotChange>(
  { sizes, unitsOf, minimumCell }: LotRequest<Change>,
  taken: ReadonlySet<LotPlace>,
): readonly LotPlace[] {
  const units = new Map<string, { before: number; after: number; losing: LotPlace[] }>();
  for (const [place, { before, after }] of sizes) {
    const now = taken.has(place) ? after : before;
    for (const code of unitsOf(place)) {
      const unit = units.get(code) ?? { before: 0, after: 0, losing: [] };
      units.set(code, unit);
      unit.before += before;
      unit.after += now;
      if (now < before) unit.losing.push(place);
    }
  }
  return [...units.values()]
    .filter(({ before, after }) => after > 0 && after < minimumCell && before >= minimumCell)
    .flatMap(({ losing }) => losing);
}
