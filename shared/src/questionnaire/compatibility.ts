import { canonicalJson } from '../kernel/index.ts';
import type { Instrument, Question } from './instrument.ts';
import { questionsOf } from './lookup.ts';

/**
 * What a new version does to the series of figures: `same`, nothing; `comparable`, only texts differ; `extends`, questions
 * were added that nobody must answer; `breaks`, answers before and after cannot be put together.
 */
export const compatibilities = ['same', 'comparable', 'extends', 'breaks'] as const;
export type Compatibility = (typeof compatibilities)[number];

/** One difference between two versions. `where` is a code of the instrument. */
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

/**
 * Answers: what changed from one version of an instrument to the next, and may their answers be put together?
 * Shape:   two instruments that passed the self-check → changes in the order of the form, and the gravest grade of them.
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
export function compareInstruments(
  before: Instrument,
  after: Instrument,
): { readonly verdict: Compatibility; readonly changes: readonly InstrumentChange[] } {
  if (canonicalJson(before) === canonicalJson(after)) return { verdict: 'same', changes: [] };
  const changes = [
    ...questionChanges(before, after),
    ...indexChanges(before, after),
    ...orderChange(before, after),
  ];
  const found: readonly InstrumentChange[] =
    changes.length > 0 ? changes : [{ kind: 'texts', where: after.id, grade: 'comparable' }];
  const gravest = Math.max(...found.map(({ grade }) => compatibilities.indexOf(grade)));
  return { verdict: compatibilities[gravest] ?? 'breaks', changes: found };
}

function questionChanges(before: Instrument, after: Instrument): InstrumentChange[] {
  const [old, fresh] = [byCode(before), byCode(after)];
  const added = [...fresh.values()].filter(({ code }) => !old.has(code));
  const gone = [...old.values()].filter(({ code }) => !fresh.has(code));
  const newCodeOf = new Map(
    gone.flatMap((question) => {
      const twin = added.find((one) => wordsOf(one) === wordsOf(question));
      return twin === undefined ? [] : [[question.code, twin.code] as const];
    }),
  );
  const renamed = new Set(newCodeOf.values());
  const changes: InstrumentChange[] = gone.map(({ code }) => {
    const fresh = newCodeOf.get(code);
    return fresh === undefined
      ? { kind: 'question-removed', where: code, grade: 'breaks' }
      : { kind: 'question-renamed', where: `${code} → ${fresh}`, grade: 'breaks' };
  });
  for (const question of fresh.values()) {
    const known = old.get(question.code);
    if (known !== undefined) changes.push(...changesOf([before, known], [after, question]));
    else if (!renamed.has(question.code))
      changes.push({ kind: 'question-added', where: question.code, grade: gradeOfNew(question) });
  }
  return changes;
}

const byCode = (instrument: Instrument): ReadonlyMap<string, Question> =>
  new Map(questionsOf(instrument).map((question) => [question.code, question]));

const wordsOf = ({ kind, text, stem, choices }: Question): string =>
  canonicalJson({ kind, text, stem: stem ?? null, choices: choices ?? null });

const gradeOfNew = ({ factor, required }: Question): 'extends' | 'breaks' =>
  factor === undefined && required === undefined ? 'extends' : 'breaks';

type Placed = readonly [Instrument, Question];

function changesOf(before: Placed, after: Placed): InstrumentChange[] {
  const where = after[1].code;
  const [a, b] = [aspectsOf(...before), aspectsOf(...after)];
  return (['question-kind', 'options', 'factor', 'condition'] as const)
    .filter((kind) => a[kind] !== b[kind])
    .map((kind) => ({ kind, where, grade: 'breaks' as const }));
}

/** All of a question that is no text, as one text per aspect. */
function aspectsOf(instrument: Instrument, question: Question) {
  const { kind, choices, offers, factor, relevant, required, constraint, sensitive } = question;
  const options = choices === undefined ? [] : (instrument.choiceLists[choices] ?? []);
  return {
    'question-kind': canonicalJson([kind, sensitive === true]),
    options: canonicalJson([options.map(({ code }) => code), [...(offers ?? [])].sort()]),
    factor: factor ?? '',
    condition: canonicalJson([relevant ?? null, required ?? null, constraint?.holds ?? null]),
  };
}

function indexChanges(before: Instrument, after: Instrument): InstrumentChange[] {
  const indexOf = ({ blocks, factors, satisfiedOptions }: Instrument) =>
    canonicalJson([
      blocks.map(({ code }) => code),
      factors.map(({ code, block }) => [code, block]),
      [...satisfiedOptions].sort(),
    ]);
  return indexOf(before) === indexOf(after)
    ? []
    : [{ kind: 'index', where: after.id, grade: 'breaks' }];
}

/** The order of the questions that both have, and the sections in which they stand. */
function orderChange(before: Instrument, after: Instrument): InstrumentChange[] {
  const [old, fresh] = [byCode(before), byCode(after)];
  const orderOf = ({ sections }: Instrument) =>
    canonicalJson(
      sections.flatMap(({ role, questions }) =>
        questions
          .filter(({ code }) => old.has(code) && fresh.has(code))
          .map(({ code }) => [role, code]),
      ),
    );
  return orderOf(before) === orderOf(after)
    ? []
    : [{ kind: 'order', where: after.id, grade: 'extends' }];
}
