import { canonicalJson } from '../kernel/index.ts';
import { type Named, betweenMembers } from './between-members.ts';
import { type ChangeEffect, figuresOfQuestion } from './difference-effect.ts';
import { type MemberName, membersOfQuestion } from './difference-members.ts';
import type { About, InstrumentDifference, Judged } from './instrument-difference.ts';
import type { Instrument, Question, Section } from './instrument.ts';
import { movedCodes } from './kept-order.ts';
import { optionsOf } from './lookup.ts';

/** A question where it stands. */
export interface PlacedQuestion {
  readonly instrument: Instrument;
  readonly section: Section;
  readonly question: Question;
  /** Counted from 1 through the form. */
  readonly number: number;
}
export type Placed = ReadonlyMap<string, PlacedQuestion>;

/** Answers: the questions of a version by their codes, in the order of the form. */
export function placedQuestions(instrument: Instrument): Placed {
  let number = 0;
  return new Map(
    instrument.sections.flatMap((section) =>
      section.questions.map((question) => {
        number += 1;
        return [question.code, { instrument, section, question, number }] as const;
      }),
    ),
  );
}

const aboutQuestion = ({ section, question }: PlacedQuestion): About => ({
  part: 'question',
  code: question.code,
  section: section.code,
  label: question.text.vi,
});
/** Answers: a question that one version alone has, as one difference. */
export function addedOrGone(one: PlacedQuestion, kind: 'added' | 'removed'): InstrumentDifference {
  const { factor, required, text } = one.question;
  const isHarmless = kind === 'added' && factor === undefined && required === undefined;
  const [before, after] = kind === 'added' ? [null, text.vi] : [text.vi, null];
  return {
    ...aboutQuestion(one),
    kind,
    ...{ member: 'question', item: '', language: 'vi', before, after },
    effect: isHarmless ? 'apart' : kind === 'added' ? 'new' : 'gone',
    figures: isHarmless ? [] : figuresOfQuestion([one]),
  };
}

/** Answers: what two versions of one question say differently. */
export function betweenQuestions(
  then: PlacedQuestion,
  now: PlacedQuestion,
  isMoved: boolean,
): readonly InstrumentDifference[] {
  const about = aboutQuestion(now);
  const figures = figuresOfQuestion([then, now]);
  const change = (
    kind: InstrumentDifference['kind'],
    member: MemberName,
    [before, after]: readonly [string, string],
    judged: Judged,
  ): InstrumentDifference => ({
    ...{ ...about, kind, member, item: '', language: '', before, after },
    ...judged,
  });
  const found: InstrumentDifference[] = [];
  const codes = [then.question.code, now.question.code] as const;
  if (codes[0] !== codes[1])
    found.push(change('renamed', 'code', codes, { effect: 'renamed', figures }));
  if (then.section.code !== now.section.code) {
    const places = [sectionName(then.section), sectionName(now.section)] as const;
    const effect = then.section.role === now.section.role ? 'none' : 'apart';
    found.push(change('moved', 'place', places, { effect, figures: [] }));
  }
  if (isMoved) {
    const numbers = [String(then.number), String(now.number)] as const;
    found.push(change('moved', 'order', numbers, { effect: 'apart', figures: [] }));
  }
  const judge = judgeMember(then, now);
  const members = betweenMembers(
    membersOfQuestion(then.instrument, then.question),
    membersOfQuestion(now.instrument, now.question),
  ).map(([member, values]): InstrumentDifference => {
    const effect = judge(member);
    const touched = effect === 'none' ? [] : figures;
    return { ...about, kind: 'changed', ...member, ...values, effect, figures: touched };
  });
  found.push(...members);
  const [old, fresh] = [optionCodes(then), optionCodes(now)];
  if (movedCodes(old, fresh).size > 0) {
    const orders = [old.join(', '), fresh.join(', ')] as const;
    found.push(change('changed', 'option-order', orders, { effect: 'scale', figures }));
  }
  return found;
}

const sectionName = ({ code, title }: Section): string => `${code} ${title.vi}`;

const optionCodes = ({ instrument, question }: PlacedQuestion): readonly string[] =>
  optionsOf(instrument, question).map(({ code }) => code);

/** What another value of a member does; texts do nothing. */
function judgeMember(then: PlacedQuestion, now: PlacedQuestion): (named: Named) => ChangeEffect {
  const shared = new Set(optionCodes(now).filter((code) => optionCodes(then).includes(code)));
  const sameOffers = sortedJson(then.question.offers) === sortedJson(now.question.offers);
  const sameSecrecy = (then.question.sensitive ?? false) === (now.question.sensitive ?? false);
  return ({ member, item }) => {
    if (member === 'kind') return 'scale';
    if (member === 'option') return shared.has(item) ? 'none' : 'scale';
    if (member === 'offers') return sameOffers ? 'none' : 'scale';
    if (member === 'criterion-of') return 'index';
    if (member === 'relevant' || member === 'required' || member === 'constraint') return 'asked';
    return member === 'sensitive' && !sameSecrecy ? 'shown' : 'none';
  };
}

const sortedJson = (codes: readonly string[] = []): string => canonicalJson([...codes].sort());
