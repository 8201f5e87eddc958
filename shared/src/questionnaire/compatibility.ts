import { gradeOfEffect } from './difference-effect.ts';
import { differencesBetween } from './difference.ts';
import type { InstrumentDifference } from './instrument-difference.ts';
import type { Instrument } from './instrument.ts';

/**
 * What a new version does to the series of figures: `same`, nothing; `comparable`, only texts differ; `extends`, questions
 * were added that nobody must answer; `breaks`, answers before and after cannot be put together.
 */
export const compatibilities = ['same', 'comparable', 'extends', 'breaks'] as const;
export type Compatibility = (typeof compatibilities)[number];

/** One difference between two versions, in short. `where` is a code of the instrument. */
export interface InstrumentChange {
  readonly kind:
    | 'question-added'
    | 'question-removed'
    | 'question-renamed'
    | 'question-kind'
    | 'options'
    | 'factor'
    | 'condition'
    | 'order'
    | 'index'
    | 'texts';
  readonly where: string;
  readonly grade: Exclude<Compatibility, 'same'>;
}

export interface InstrumentComparison {
  readonly verdict: Compatibility;
  readonly changes: readonly InstrumentChange[];
  /** What the two above were taken from. */
  readonly differences: readonly InstrumentDifference[];
}

/**
 * Answers: what changed from one version of an instrument to the next, and may their answers be put together?
 * Shape:   two instruments that passed the self-check → the differences of Q-40, the gravest grade of them, and what they
 *          come to in short: each kind once for a question, of the form as a whole last.
 *
 * | change                                                        | grade      |
 * |---------------------------------------------------------------|------------|
 * | a text, a title, a hint, a label, a language, the source      | comparable |
 * | a question added without factor and duty; another order       | extends    |
 * | a question added with a factor or a duty; one removed         | breaks     |
 * | kind, options (codes and their order), what is offered beside | breaks     |
 * | factor, block or satisfied options; a condition of any sort   | breaks     |
 *
 *          A question that is gone and one of the same texts and list under a new code is one that was renamed: breaks.
 * Errors:  throws never.
 * Source:  decision 27.
 * Rule:    Q-20
 */
export function compareInstruments(before: Instrument, after: Instrument): InstrumentComparison {
  const differences = differencesBetween(before, after);
  const gravest = Math.max(0, ...differences.map(({ effect }) => placeOf(gradeOfEffect(effect))));
  const verdict = compatibilities[gravest] ?? 'breaks';
  const changes = inShort(differences, after.id);
  const found: readonly InstrumentChange[] =
    changes.length > 0 || verdict === 'same'
      ? changes
      : [{ kind: 'texts', where: after.id, grade: 'comparable' }];
  return { verdict, changes: found, differences };
}

const placeOf = (grade: Compatibility): number => compatibilities.indexOf(grade);

/** Of what is more than a text. */
function inShort(
  differences: readonly InstrumentDifference[],
  id: string,
): readonly InstrumentChange[] {
  const renamed = new Set(
    differences.filter(({ kind }) => kind === 'renamed').map(({ code }) => code),
  );
  const changes = new Map<string, InstrumentChange>();
  for (const difference of differences) {
    const { part, code, effect, kind: sort } = difference;
    const grade = gradeOfEffect(effect);
    // Whatever else is new of a question under a new code, its answers are another's.
    if (grade === 'comparable' || (part === 'question' && renamed.has(code) && sort !== 'renamed'))
      continue;
    const kind = shortKind(difference);
    const change = { kind, where: whereOf(kind, difference, id), grade };
    changes.set(`${kind} ${change.where}`, change);
  }
  const found = [...changes.values()];
  const ofForm = ({ where }: InstrumentChange): boolean => where === id;
  return [...found.filter((change) => !ofForm(change)), ...found.filter(ofForm)];
}

function shortKind({ effect, kind, member }: InstrumentDifference): InstrumentChange['kind'] {
  if (kind === 'added') return 'question-added';
  if (kind === 'removed') return 'question-removed';
  if (kind === 'renamed') return 'question-renamed';
  if (effect === 'apart') return 'order';
  if (effect === 'index') return member === 'criterion-of' ? 'factor' : 'index';
  if (effect === 'asked') return 'condition';
  return member === 'kind' || member === 'sensitive' ? 'question-kind' : 'options';
}

function whereOf(
  kind: InstrumentChange['kind'],
  { before, code }: InstrumentDifference,
  id: string,
): string {
  if (kind === 'order' || kind === 'index') return id;
  return kind === 'question-renamed' ? `${before ?? ''} → ${code}` : code;
}
