import type { Member } from './difference-members.ts';
import type { InstrumentDifference } from './instrument-difference.ts';

/** Which thing is said. */
export type Named = Pick<InstrumentDifference, 'member' | 'item' | 'language'>;

type Values = Pick<InstrumentDifference, 'before' | 'after'>;

/** Answers: members that one of two versions has alone, or says otherwise; in the order of the later version. */
export function betweenMembers(
  before: readonly Member[],
  after: readonly Member[],
): readonly (readonly [Named, Values])[] {
  const nameOf = ({ member, item, language }: Named): string => `${member} ${item} ${language}`;
  const old = new Map(before.map((member) => [nameOf(member), member]));
  const fresh = new Map(after.map((member) => [nameOf(member), member]));
  const gone = before.filter((member) => !fresh.has(nameOf(member)));
  return [...after, ...gone].flatMap((one) => {
    const [then, now] = [old.get(nameOf(one)), fresh.get(nameOf(one))];
    if (then?.key === now?.key) return [];
    const { member, item, language } = one;
    const values = { before: then?.print() ?? null, after: now?.print() ?? null };
    return [[{ member, item, language }, values] as const];
  });
}
