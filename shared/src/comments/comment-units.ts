/** A commune and how many responses it has. */
export interface CommuneCount {
  readonly commune: string;
  readonly district: string;
  readonly responses: number;
}

/** The finest unit by which a comment may be placed. */
export type CommentUnit = 'commune' | 'district' | 'province';

/**
 * Answers: how precisely may the place of a comment be told, so that it points at no few people?
 * Shape:   the communes that a reader may see → the finest unit of each. A commune with fewer responses than the minimum cell
 *          is told by its district alone, and so are further ones, the smallest first, until those that are told together
 *          are as many as the minimum cell; then districts in the same way. Null: all communes together are too few, and
 *          nothing may be shown.
 * Missing: a commune without responses has no comments and changes nothing.
 * Source:  decision D7, decision 85.
 * Rule:    T-02
 */
export function commentUnits(
  communes: readonly CommuneCount[],
  minimumCell: number,
): ReadonlyMap<string, CommentUnit> | null {
  const answered = communes.filter(({ responses }) => responses > 0);
  if (sum(answered) < minimumCell) return null;
  const districts = new Map<string, CommuneCount[]>();
  for (const one of answered) {
    const members = districts.get(one.district);
    if (members) members.push(one);
    else districts.set(one.district, [one]);
  }
  const small = new Set<string>();
  for (const members of districts.values())
    for (const { commune } of pool(members, minimumCell)) small.add(commune);
  // A district whose communes are all told together, and are too few even so, hides behind others.
  const totals = [...districts].map(([district, members]) => ({
    district,
    responses: sum(members),
  }));
  const pooled = new Set(pool(totals, minimumCell).map(({ district }) => district));
  return new Map(
    answered.map(({ commune, district }) => [
      commune,
      pooled.has(district) ? 'province' : small.has(commune) ? 'district' : 'commune',
    ]),
  );
}

interface Counted {
  readonly responses: number;
}

const sum = (some: readonly Counted[]): number =>
  some.reduce((total, { responses }) => total + responses, 0);

/** Those that are too small alone, and as many of the next as make them large enough together. */
function pool<T extends Counted>(some: readonly T[], least: number): readonly T[] {
  const rising = [...some].sort((a, b) => a.responses - b.responses);
  const taken = rising.filter(({ responses }) => responses < least);
  if (taken.length === 0) return [];
  for (const next of rising.slice(taken.length)) {
    if (sum(taken) >= least) break;
    taken.push(next);
  }
  return taken;
}
