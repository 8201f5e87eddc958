import type { Instrument, Question, Section } from './instrument.ts';
import { reportCondition } from './instrument-conditions.ts';
import { optionsOfList, questionsOf } from './lookup.ts';
import { type Report, itemPath } from './shape.ts';

/** Reports every name that refers to nothing, every question in the wrong place, and every condition that looks ahead. */
export function reportReferences(instrument: Instrument, report: Report): void {
  reportFactors(instrument, report);
  reportSatisfiedOptions(instrument, report);
  const before = new Map<string, Question>();
  instrument.sections.forEach((section, position) => {
    section.questions.forEach((question, place) => {
      const path = itemPath(`${itemPath('sections', position)}.questions`, place);
      reportChoices(instrument, question, { path, report });
      reportFactor(instrument, { section, question }, { path, report });
      reportConditions({ instrument, before, path, report }, question);
      before.set(question.code, question);
    });
  });
}

interface Place {
  readonly path: string;
  readonly report: Report;
}

function reportChoices(instrument: Instrument, question: Question, { path, report }: Place): void {
  const hasOptions = question.kind === 'single' || question.kind === 'multiple';
  if (hasOptions !== (question.choices !== undefined)) report({ fault: 'choices-mismatch', path });
  if (question.choices === undefined) return;
  if (!Object.hasOwn(instrument.choiceLists, question.choices))
    report({
      fault: 'unknown-reference',
      path: `${path}.choices`,
      to: 'choice list',
      code: question.choices,
    });
}

/** A criterion has one printed answer, stands in a section of criteria, and only there stand criteria. */
function reportFactor(
  instrument: Instrument,
  { section, question }: { readonly section: Section; readonly question: Question },
  { path, report }: Place,
): void {
  const mustHaveFactor = section.role === 'criteria';
  if (mustHaveFactor !== (question.factor !== undefined))
    report({ fault: 'factor-mismatch', path });
  if (question.factor === undefined) return;
  if (question.kind !== 'single') report({ fault: 'factor-mismatch', path });
  if (!instrument.factors.some(({ code }) => code === question.factor))
    report({
      fault: 'unknown-reference',
      path: `${path}.factor`,
      to: 'factor',
      code: question.factor,
    });
}

function reportFactors(instrument: Instrument, report: Report): void {
  const used = new Set(questionsOf(instrument).map((question) => question.factor));
  instrument.factors.forEach(({ code, block }, position) => {
    const path = itemPath('factors', position);
    if (!used.has(code)) report({ fault: 'nothing-belongs', path });
    if (!instrument.blocks.some((candidate) => candidate.code === block))
      report({ fault: 'unknown-reference', path: `${path}.block`, to: 'block', code: block });
  });
  instrument.blocks.forEach(({ code }, position) => {
    if (!instrument.factors.some(({ block }) => block === code))
      report({ fault: 'nothing-belongs', path: itemPath('blocks', position) });
  });
}

/** Every criterion must be able to satisfy: each satisfied option stands in the list of each criterion. */
function reportSatisfiedOptions(instrument: Instrument, report: Report): void {
  const lists = new Set<string>();
  for (const question of questionsOf(instrument))
    if (question.factor !== undefined && question.choices !== undefined)
      lists.add(question.choices);
  instrument.satisfiedOptions.forEach((code, position) => {
    const isOffered = [...lists].every((name) =>
      optionsOfList(instrument, name).some((option) => option.code === code),
    );
    if (!isOffered)
      report({
        fault: 'unknown-reference',
        path: itemPath('satisfiedOptions', position),
        to: 'option',
        code,
      });
  });
  if (lists.size > 0 && instrument.satisfiedOptions.length === 0)
    report({ fault: 'nothing-belongs', path: 'satisfiedOptions' });
}

/** Only a constraint is judged when its own question is answered, so only it may look at that answer. */
function reportConditions(
  context: Omit<Parameters<typeof reportCondition>[1], 'self'>,
  question: Question,
): void {
  const { path } = context;
  if (question.relevant)
    reportCondition(question.relevant, { ...context, self: null, path: `${path}.relevant` });
  if (question.required)
    reportCondition(question.required, { ...context, self: null, path: `${path}.required` });
  if (question.constraint)
    reportCondition(question.constraint.holds, {
      ...context,
      self: question,
      path: `${path}.constraint.holds`,
    });
}
