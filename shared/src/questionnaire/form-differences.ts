import { canonicalJson } from '../kernel/index.ts';
import { type Named, betweenMembers } from './between-members.ts';
import { figuresOfIndex } from './difference-effect.ts';
import { type MemberName, membersOfForm } from './difference-members.ts';
import {
  type About,
  type InstrumentDifference,
  type Judged,
  harmless,
} from './instrument-difference.ts';
import type { Instrument } from './instrument.ts';
import { movedCodes } from './kept-order.ts';

/** Answers: what two versions say differently of the form as a whole, leaving out its sections. */
export function betweenForms(
  before: Instrument,
  after: Instrument,
): readonly InstrumentDifference[] {
  const about: About = { part: 'form', code: '', section: '', label: after.title.vi };
  const sameSatisfied = sortedJson(before.satisfiedOptions) === sortedJson(after.satisfiedOptions);
  const sharedCodes = (list: 'blocks' | 'factors'): ReadonlySet<string> => {
    const old = new Set(before[list].map(({ code }) => code));
    return new Set(after[list].map(({ code }) => code).filter((code) => old.has(code)));
  };
  const shared = { block: sharedCodes('blocks'), factor: sharedCodes('factors') };
  const index: Judged = { effect: 'index', figures: figuresOfIndex([before, after]) };
  const judge = ({ member, item }: Named): Judged => {
    const touchesIndex =
      (member === 'satisfied' && !sameSatisfied) ||
      ((member === 'block' || member === 'factor') && !shared[member].has(item)) ||
      member === 'factor-block';
    return touchesIndex ? index : harmless;
  };
  const orders = (['block', 'factor'] as const).flatMap((what) => {
    const list = `${what}s` as const;
    return orderChange(about, `${what}-order`, [before[list], after[list]], index);
  });
  return [
    ...betweenMembers(membersOfForm(before), membersOfForm(after)).map(
      ([member, values]): InstrumentDifference => ({
        ...{ ...about, kind: 'changed', ...member, ...values },
        ...judge(member),
      }),
    ),
    ...orders,
    ...orderChange(about, 'section-order', [before.sections, after.sections], harmless),
  ];
}

/** Codes that both have, in another order. */
function orderChange(
  about: About,
  member: MemberName,
  [old, fresh]: readonly [readonly { code: string }[], readonly { code: string }[]],
  judged: Judged,
): readonly InstrumentDifference[] {
  const [before, after] = [old, fresh].map((list) => list.map(({ code }) => code));
  if (before === undefined || after === undefined) return [];
  if (movedCodes(before, after).size === 0) return [];
  const values = { item: '', language: '', before: before.join(', '), after: after.join(', ') };
  return [{ ...about, kind: 'moved', member, ...values, ...judged }];
}

const sortedJson = (codes: readonly string[] = []): string => canonicalJson([...codes].sort());
