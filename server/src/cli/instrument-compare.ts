import { resolve } from 'node:path';
import {
  type InstrumentChange,
  type InstrumentDifference,
  compareInstruments,
  gradeOfEffect,
} from '@sipas/shared/questionnaire';
import { readInstrument } from '../reference-data/read-instrument.ts';
import { printChange } from '../use-cases/publish-instrument.ts';
import { takePositionals } from './arguments.ts';
import type { Command } from './command.ts';
import { done } from './with-storage.ts';

export const instrumentCompareCommand: Command = {
  words: ['instrument', 'compare'],
  summary: 'tell what a new version of an instrument changes, and whether figures stay comparable',
  usage: `OLD.json NEW.json
  same · comparable (texts only) · extends (questions that nobody must answer) · breaks (the series of figures)
  Below the verdict stands what each version says, by section and question.`,
  options: {},
  async run({ positionals, folder }) {
    const [old = '', fresh = ''] = takePositionals(positionals, 2, 2);
    const before = await readInstrument(resolve(folder, old));
    if (!before.ok) return before;
    const after = await readInstrument(resolve(folder, fresh));
    if (!after.ok) return after;
    const found = compareInstruments(before.value, after.value);
    const details = printDifferences(found.differences);
    return done(found, [printComparison(found), ...details].join('\n'));
  },
};

/** Answers: the verdict, then a line for each change. */
export const printComparison = ({
  verdict,
  changes,
}: {
  readonly verdict: string;
  readonly changes: readonly InstrumentChange[];
}): string =>
  [verdict, ...changes.map((change) => `  ${change.grade.padEnd(10)} ${printChange(change)}`)].join(
    '\n',
  );

/** Answers: for each part that differs a line with its name, then a line for each thing that it says otherwise. */
function printDifferences(differences: readonly InstrumentDifference[]): readonly string[] {
  const heads = differences.map(
    ({ part, code, label }) => `${part} ${code}`.trim() + ` “${label}”`,
  );
  return differences.flatMap((one, place) => {
    const isFirst = heads[place] !== heads[place - 1];
    return [...(isFirst ? ['', heads[place] ?? ''] : []), printDifference(one)];
  });
}

function printDifference(one: InstrumentDifference): string {
  const name = [one.member, one.item, one.language].filter((part) => part !== '').join('.');
  const [before, after] = [one.before, one.after].map((text) =>
    text === null ? '–' : JSON.stringify(text),
  );
  const touched = one.figures.map(({ kind, code }) => (code === '' ? kind : `${kind}:${code}`));
  const effect = [one.effect, ...touched].join(' ');
  const grade = gradeOfEffect(one.effect).padEnd(10);
  return `  ${grade} ${one.kind} ${name}: ${before ?? ''} → ${after ?? ''} (${effect})`;
}
