import { resolve } from 'node:path';
import { type InstrumentChange, compareInstruments } from '@sipas/shared/questionnaire';
import { readInstrument } from '../reference-data/read-instrument.ts';
import { printChange } from '../use-cases/publish-instrument.ts';
import { takePositionals } from './arguments.ts';
import type { Command } from './command.ts';
import { done } from './with-storage.ts';

export const instrumentCompareCommand: Command = {
  words: ['instrument', 'compare'],
  summary: 'tell what a new version of an instrument changes, and whether figures stay comparable',
  usage: `OLD.json NEW.json
  same · comparable (texts only) · extends (questions that nobody must answer) · breaks (the series of figures)`,
  options: {},
  async run({ positionals, folder }) {
    const [old = '', fresh = ''] = takePositionals(positionals, 2, 2);
    const before = await readInstrument(resolve(folder, old));
    if (!before.ok) return before;
    const after = await readInstrument(resolve(folder, fresh));
    if (!after.ok) return after;
    const found = compareInstruments(before.value, after.value);
    return done(found, printComparison(found));
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
