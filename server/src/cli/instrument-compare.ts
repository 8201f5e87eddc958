import { resolve } from 'node:path';
import { type Result, ok, refuse } from '@sipas/shared/kernel';
import {
  type Instrument,
  type InstrumentChange,
  type InstrumentDifference,
  compareInstruments,
  gradeOfEffect,
  nameOfFigure,
} from '@sipas/shared/questionnaire';
import { readInstrument } from '../reference-data/read-instrument.ts';
import { type StoredVersion, storedVersions } from '../use-cases/instruments/index.ts';
import { printChange } from '../use-cases/publish-instrument.ts';
import type { Refusal } from '../use-cases/refusal.ts';
import { takePositionals } from './arguments.ts';
import type { Command } from './command.ts';
import { done, withStorage } from './with-storage.ts';

export const instrumentCompareCommand: Command = {
  words: ['instrument', 'compare'],
  summary: 'tell what a new version of an instrument changes, and whether figures stay comparable',
  usage: `OLD NEW
  each a file (OLD.json) or a version of the store: its whole SHA-256, ID@NUMBER, or ID for the last one
  same · comparable (texts only) · extends (questions that nobody must answer) · breaks (the series of figures)
  Below the verdict stands what each version says, by section and question.`,
  options: {},
  async run({ positionals, folder, config }) {
    const names = takePositionals(positionals, 2, 2);
    const stored = names.every(isFile)
      ? ok([])
      : await withStorage(config, async ({ waves }) => ok(await storedVersions(waves)));
    if (!stored.ok) return stored;
    const read = (name: string) =>
      isFile(name)
        ? readInstrument(resolve(folder, name))
        : Promise.resolve(findStored(stored.value, name));
    const before = await read(names[0] ?? '');
    if (!before.ok) return before;
    const after = await read(names[1] ?? '');
    if (!after.ok) return after;
    const both = [before.value, after.value] as const;
    const found = compareInstruments(...both);
    const details = printDifferences(found.differences, both);
    return done(found, [printComparison(found), ...details].join('\n'));
  },
};

const isFile = (name: string): boolean => name.endsWith('.json');

/** Answers: the version of the store that people name so. */
function findStored(stored: readonly StoredVersion[], name: string): Result<Instrument, Refusal> {
  const [id = '', number] = name.split('@');
  const own = stored.filter((one) => one.id === id);
  const found =
    stored.find(({ version }) => version === name) ??
    own.findLast((one) => number === undefined || String(one.number) === number);
  if (found !== undefined) return ok(found.definition);
  return own.length === 0
    ? refuse({ code: 'instrument.not-found', detail: name })
    : refuse({ code: 'instrument.version-not-found', detail: name });
}

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
function printDifferences(
  differences: readonly InstrumentDifference[],
  versions: readonly Instrument[],
): readonly string[] {
  const heads = differences.map(
    ({ part, code, label }) => `${part} ${code}`.trim() + ` “${label}”`,
  );
  return differences.flatMap((one, place) => {
    const isFirst = heads[place] !== heads[place - 1];
    return [...(isFirst ? ['', heads[place] ?? ''] : []), printDifference(one, versions)];
  });
}

function printDifference(one: InstrumentDifference, versions: readonly Instrument[]): string {
  const name = [one.member, one.item, one.language].filter((part) => part !== '').join('.');
  const [before, after] = [one.before, one.after].map((text) =>
    text === null ? '–' : JSON.stringify(text),
  );
  const touched = one.figures.map((figure) => {
    const { kind, code } = figure;
    const label = code === one.code ? '' : nameOfFigure(versions, figure);
    return (code === '' ? kind : `${kind}:${code}`) + (label === '' ? '' : ` “${label}”`);
  });
  const effect = [one.effect, ...touched].join(' ');
  const grade = gradeOfEffect(one.effect).padEnd(10);
  return `  ${grade} ${one.kind} ${name}: ${before ?? ''} → ${after ?? ''} (${effect})`;
}
