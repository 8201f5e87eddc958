import { canonicalJson } from '../../src/kernel/index.ts';
import type {
  Compatibility,
  Instrument,
  InstrumentChange,
  Question,
} from '../../src/questionnaire/index.ts';

const grades: readonly Compatibility[] = ['same', 'comparable', 'extends', 'breaks'];
const questionsOf = ({ sections }: Instrument): readonly Question[] =>
  sections.flatMap(({ questions }) => questions);

/**
 * The table of decision 27, read a second time and without the differences: what every comparison of versions must agree
 * with. It compares coarse parts of two forms as texts.
 */
export function coarseComparison(
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
  const gravest = Math.max(...found.map(({ grade }) => grades.indexOf(grade)));
  return { verdict: grades[gravest] ?? 'breaks', changes: found };
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
