import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { canonicalJson } from '../../src/kernel/index.ts';
import {
  type Instrument,
  type Question,
  type Section,
  compareInstruments,
} from '../../src/questionnaire/index.ts';
import { coarseComparison } from './coarse-comparison.ts';
import { shippedInstrument } from './shipped-instruments.ts';
import { smallInstrument } from './small-instrument.ts';

/** One thing that a person who edits a form may do. Whatever does not apply to the form leaves it as it is. */
type Edit = (instrument: Instrument) => Instrument;

const eachQuestion =
  (change: (question: Question, place: number) => readonly Question[]): Edit =>
  (instrument) => {
    let place = -1;
    const sections = instrument.sections.map((section) => ({
      ...section,
      questions: section.questions.flatMap((question) => {
        place += 1;
        return change(question, place);
      }),
    }));
    return { ...instrument, sections };
  };
const at = (chosen: number, change: (question: Question) => readonly Question[]): Edit =>
  eachQuestion((question, place) => (place === chosen ? change(question) : [question]));
const put = (chosen: number, change: object): Edit =>
  at(chosen, (question) => [{ ...question, ...change }]);
const sectionsBy =
  (change: (sections: readonly Section[]) => readonly Section[]): Edit =>
  (instrument) => ({ ...instrument, sections: change(instrument.sections) });
const swapped = <T>(list: readonly T[], place: number): readonly T[] => {
  const next = list[place + 1];
  const here = list[place];
  return next === undefined || here === undefined
    ? list
    : [...list.slice(0, place), next, here, ...list.slice(place + 2)];
};

const place = fc.nat(9);
const word = fc.constantFrom('một', 'hai', 'ba');
const condition = fc.constantFrom(
  { value: true } as const,
  { selected: [{ answer: 'visited' }, '1'] } as const,
  { selected: [{ answer: 'sex' }, '2'] } as const,
);
const listName = fc.constantFrom('sex', 'channels', 'yes_no', 'scale');
const edit: fc.Arbitrary<Edit> = fc.oneof(
  fc.tuple(place, word).map(([chosen, vi]) => put(chosen, { text: { vi } })),
  fc.tuple(place, word).map(([chosen, vi]) => put(chosen, { hint: { vi } })),
  fc.tuple(place, condition).map(([chosen, relevant]) => put(chosen, { relevant })),
  fc.tuple(place, condition).map(([chosen, required]) => put(chosen, { required })),
  fc
    .tuple(place, condition, word)
    .map(([chosen, holds, vi]) => put(chosen, { constraint: { holds, message: { vi } } })),
  fc.tuple(place, fc.constantFrom('F', 'G')).map(([chosen, factor]) => put(chosen, { factor })),
  fc.tuple(place, fc.constantFrom('text', 'number')).map(([chosen, kind]) => put(chosen, { kind })),
  fc.tuple(place, fc.boolean()).map(([chosen, sensitive]) => put(chosen, { sensitive })),
  fc
    .tuple(place, fc.constantFrom([], ['refused'], ['refused', 'dont-know']))
    .map(([chosen, offers]) => put(chosen, { offers })),
  fc.tuple(place, listName).map(([chosen, choices]) => put(chosen, { choices })),
  fc
    .tuple(place, fc.nat(99))
    .map(([chosen, number]) => put(chosen, { code: `new_${String(number)}` })),
  place.map((chosen) => at(chosen, () => [])),
  fc
    .tuple(place, fc.nat(99), fc.constantFrom({}, { required: { value: true } }, { factor: 'F' }))
    .map(([chosen, number, more]) =>
      at(chosen, (question) => [
        question,
        { code: `more_${String(number)}`, kind: 'text', text: { vi: 'Thêm' }, ...more },
      ]),
    ),
  fc.tuple(listName, fc.nat(4)).map(([name, gone]) => (instrument: Instrument) => ({
    ...instrument,
    choiceLists: {
      ...instrument.choiceLists,
      [name]: (instrument.choiceLists[name] ?? []).filter((_, index) => index !== gone),
    },
  })),
  fc.tuple(listName, fc.nat(3)).map(([name, from]) => (instrument: Instrument) => ({
    ...instrument,
    choiceLists: {
      ...instrument.choiceLists,
      [name]: swapped(instrument.choiceLists[name] ?? [], from),
    },
  })),
  fc.nat(3).map((from) => sectionsBy((sections) => swapped(sections, from))),
  fc
    .tuple(fc.nat(3), fc.nat(3))
    .map(([chosen, from]) =>
      sectionsBy((sections) =>
        sections.map((section, index) =>
          index === chosen ? { ...section, questions: swapped(section.questions, from) } : section,
        ),
      ),
    ),
  fc
    .tuple(fc.nat(3), fc.constantFrom('profile' as const, 'other' as const))
    .map(([chosen, role]) =>
      sectionsBy((sections) =>
        sections.map((section, index) => (index === chosen ? { ...section, role } : section)),
      ),
    ),
  fc
    .nat(3)
    .map((chosen) =>
      sectionsBy((sections) =>
        sections.map((section, index) =>
          index === chosen ? { ...section, code: `${section.code}_x` } : section,
        ),
      ),
    ),
  fc
    .subarray(['3', '4', '5'], { minLength: 1 })
    .map((satisfiedOptions) => (instrument: Instrument) => ({ ...instrument, satisfiedOptions })),
  fc.constant((instrument: Instrument) => ({
    ...instrument,
    factors: [...instrument.factors].reverse(),
  })),
  fc.constant((instrument: Instrument) => ({
    ...instrument,
    factors: instrument.factors.slice(1),
  })),
  word.map((vi) => (instrument: Instrument) => ({ ...instrument, title: { vi } })),
);

/** Codes stay unique, as the self-check demands. */
const hasUniqueCodes = ({ sections }: Instrument): boolean => {
  const questions = sections.flatMap((section) => section.questions.map(({ code }) => code));
  const codes = sections.map(({ code }) => code);
  return new Set(questions).size === questions.length && new Set(codes).size === codes.length;
};
const version = fc
  .array(edit, { maxLength: 5 })
  .map((edits) => edits.reduce<Instrument>((form, change) => change(form), smallInstrument))
  .filter(hasUniqueCodes);

it('a version and itself, and two of one canonical form, differ in nothing; all others in something [Q-40]', () => {
  fc.assert(
    fc.property(version, version, (before, after) => {
      expect(compareInstruments(before, structuredClone(before)).differences).toEqual([]);
      const isSame = canonicalJson(before) === canonicalJson(after);
      expect(compareInstruments(before, after).differences.length === 0).toBe(isSame);
    }),
    { numRuns: 500 },
  );
});

it('swapped, what was added is gone and before stands where after stood [Q-40]', () => {
  fc.assert(
    fc.property(version, version, (before, after) => {
      const there = compareInstruments(before, after).differences;
      const back = compareInstruments(after, before).differences;
      const turned = { added: 'removed', removed: 'added' } as const;
      const told = (one: (typeof there)[number], isBack: boolean): string => {
        const kind = isBack && one.kind in turned ? turned[one.kind as 'added'] : one.kind;
        const [from, to] = isBack ? [one.after, one.before] : [one.before, one.after];
        // A part is known by its later code and name; which of several was moved may be told otherwise.
        return [one.part, kind, one.member, one.item, one.language, from, to].join(' | ');
      };
      const settled = (list: typeof there, isBack: boolean) =>
        list
          .filter(({ member }) => member !== 'order')
          .map((one) => told(one, isBack))
          .sort();
      expect(settled(back, true)).toEqual(settled(there, false));
      const moved = (list: typeof there) => list.filter(({ member }) => member === 'order').length;
      expect(moved(back)).toBe(moved(there));
    }),
    { numRuns: 500 },
  );
});

it('the verdict that is taken from the differences is that of the table of decision 27 [Q-20]', () => {
  const seen = new Set<string>();
  fc.assert(
    fc.property(version, version, (before, after) => {
      const { verdict, changes } = compareInstruments(before, after);
      const expected = coarseComparison(before, after);
      seen.add(verdict);
      expect(verdict).toBe(expected.verdict);
      if (changes.some(({ kind }) => kind === 'question-renamed')) return;
      const named = (list: typeof changes) => list.map(({ kind, where }) => `${kind} ${where}`);
      expect([...named(changes)].sort()).toEqual([...named(expected.changes)].sort());
    }),
    { numRuns: 1000 },
  );
  expect(seen).toEqual(new Set(['same', 'comparable', 'extends', 'breaks']));
});

it('every question of one shipped form is added to the other, or gone, or in both [Q-40]', () => {
  const first = shippedInstrument('household-2022');
  const second = shippedInstrument('transaction-5-factor');
  const { differences, verdict } = compareInstruments(first, second);
  const codes = (form: Instrument) =>
    form.sections.flatMap(({ questions }) => questions.map(({ code }) => code));
  const told = (kind: string) =>
    differences
      .filter((one) => one.part === 'question' && one.kind === kind)
      .map(({ code }) => code);

  expect(verdict).toBe('breaks');
  const renamed = told('renamed');
  expect(told('added').length + renamed.length).toBe(
    codes(second).filter((code) => !codes(first).includes(code)).length,
  );
  expect(told('removed').length + renamed.length).toBe(
    codes(first).filter((code) => !codes(second).includes(code)).length,
  );
});
