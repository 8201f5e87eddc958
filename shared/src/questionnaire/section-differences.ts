import { betweenMembers } from './between-members.ts';
import { membersOfSection } from './difference-members.ts';
import { type About, type InstrumentDifference, harmless } from './instrument-difference.ts';
import type { Instrument, Section } from './instrument.ts';
import type { Placed } from './question-differences.ts';

const aboutSection = ({ code, title }: Section): About => ({
  part: 'section',
  code,
  section: code,
  label: title.vi,
});

/** Answers: a section that one version alone has, as one difference. */
export function wholeSection(section: Section, kind: 'added' | 'removed'): InstrumentDifference {
  const [before, after] = kind === 'added' ? [null, section.title.vi] : [section.title.vi, null];
  const member = { member: 'section', item: '', language: 'vi', before, after } as const;
  return { ...aboutSection(section), kind, ...member, ...harmless };
}

/**
 * Answers: what two versions of one section say differently, leaving out its questions. A section of another role takes the questions that both have with it.
 */
export function betweenSections(
  before: Instrument,
  section: Section,
  fresh: Placed,
  old: Placed,
): readonly InstrumentDifference[] {
  const then = before.sections.find(({ code }) => code === section.code);
  if (then === undefined) return [wholeSection(section, 'added')];
  const keepsOne = section.questions.some(
    ({ code }) => fresh.has(code) && old.get(code)?.section.code === section.code,
  );
  return betweenMembers(membersOfSection(then), membersOfSection(section)).map(
    ([member, values]): InstrumentDifference => ({
      ...{ ...aboutSection(section), kind: 'changed', ...member, ...values },
      effect: member.member === 'section-role' && keepsOne ? 'apart' : 'none',
      figures: [],
    }),
  );
}
