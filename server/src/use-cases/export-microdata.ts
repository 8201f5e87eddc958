import { type Result, ok, refuse } from '@sipas/shared/kernel';
import { type Instrument, type Question, optionsOf } from '@sipas/shared/questionnaire';
import {
  groupQuestions,
  missingSymbols,
  protectMicrodata,
  withheldSymbol,
} from '@sipas/shared/scoring';
import type { ResponseStore, User } from '../ports/index.ts';
import { exportedQuestions } from './export-responses.ts';
import { visibleWave } from './list-waves.ts';
import type { Refusal } from './refusal.ts';
import { chooseInstrument } from './report-scores/index.ts';
import { type OpenInstrument, type WaveReader, scopeOf } from './waves/index.ts';

/** One variable of the microdata: a question with one answer, or one option of a question with several. */
export interface MicrodataVariable {
  readonly name: string;
  readonly label: string;
  /** Code and words of each value. */
  readonly values: readonly { readonly code: number; readonly label: string }[];
  /** The value of a packed row; null: withheld. */
  readonly valueOf: (row: string) => number | null;
}

export interface Microdata {
  readonly wave: { readonly id: string; readonly name: string };
  readonly instrument: Pick<OpenInstrument, 'id' | 'version'> & { readonly title: string };
  /** Fewest people who share what a neighbour may know. */
  readonly least: number;
  readonly variables: readonly MicrodataVariable[];
  readonly rows: readonly string[];
  readonly missing: readonly { readonly code: number; readonly label: string }[];
}

/** What stands for each kind of missing answer. */
const missingCodes = [
  { code: -1, kind: 'not-asked', label: 'Không được hỏi' },
  { code: -2, kind: 'left-blank', label: 'Để trống' },
  { code: -3, kind: 'refused', label: 'Từ chối trả lời' },
  { code: -4, kind: 'dont-know', label: 'Không biết' },
] as const;

/**
 * Answers: the counted responses of a frozen wave, one a row, in which nobody can be picked out.
 * Shape:   closed questions that are not sensitive, in the order of the form; rows in the order of their content. No unit below
 *          the whole, since a count by unit that the tables hide could be counted here; no id, household, phone, surveyor or time.
 *          Rows without an answer in the index are left out: how few were not asked would tell what they said before.
 * Missing: each kind has a code below 0; what is withheld is empty.
 * Errors:  wave.unknown; permission.denied for who sees a part of the wave; report.unknown-instrument; figures.not-frozen, since
 *          two files of a growing wave tell the rows in between; microdata.too-few.
 * Source:  decisions D7, D15 and 84.
 * Rule:    X-76
 */
export async function exportMicrodata(
  needs: { readonly reader: WaveReader; readonly responses: ResponseStore },
  user: Pick<User, 'areas'>,
  waveId: string,
  asked: string | undefined,
): Promise<Result<Microdata, Refusal>> {
  const open = await visibleWave(needs.reader, user, waveId);
  if (open === null) return refuse({ code: 'wave.unknown' });
  if (scopeOf(user, open) !== 'all') return refuse({ code: 'permission.denied' });
  const instrument = chooseInstrument(open, asked);
  if (instrument === undefined) return refuse({ code: 'report.unknown-instrument' });
  const { wave } = open;
  if (wave.edition === undefined) return refuse({ code: 'figures.not-frozen', detail: waveId });
  const read: { readonly packed: string; readonly mode: string }[] = [];
  for await (const row of needs.responses.countedResponses(waveId, instrument.keys, 'all'))
    if (hasCriterion(instrument, row.packed)) read.push({ packed: row.packed, mode: row.mode });
  const modes = [...new Set(read.map(({ mode }) => mode))].sort();
  const rows = read.map(({ packed, mode }) => `${packed}${symbolAt(modes.indexOf(mode))}`);
  if (rows.length < Math.max(wave.minimumBase, wave.minimumCell))
    return refuse({ code: 'microdata.too-few' });
  const { id, version, definition } = instrument;
  return ok({
    wave: { id: wave.id, name: wave.name },
    instrument: { id, version, title: definition.title.vi },
    least: wave.minimumCell,
    missing: missingCodes,
    variables: [
      modeVariable(instrument, modes),
      ...exportedQuestions(instrument).flatMap((question) => variablesOf(instrument, question)),
    ],
    rows: protectMicrodata(rows, slotsOf(instrument), wave.minimumCell),
  });
}

/** The way of asking stands after the answers of a row, by its place among those that occur. */
const symbolAt = (place: number): string => String.fromCharCode('A'.charCodeAt(0) + place);

const modeVariable = (
  { packing }: OpenInstrument,
  modes: readonly string[],
): MicrodataVariable => ({
  name: 'mode',
  label: 'Cách thu phiếu',
  values: modes.map((mode, place) => ({ code: place + 1, label: mode })),
  valueOf: (row) =>
    codeAt(row, packing.length, new Map(modes.map((_, place) => [symbolAt(place), place + 1]))),
});

const missing: ReadonlySet<string> = new Set(Object.values(missingSymbols));

const hasCriterion = ({ definition, packing }: OpenInstrument, packed: string): boolean =>
  packing.fields.some(
    ({ question, start }) =>
      isCriterion(definition, question) && !missing.has(packed.charAt(start)),
  );

const isCriterion = (definition: Instrument, code: string): boolean =>
  definition.sections.some(({ questions }) =>
    questions.some((question) => question.code === code && question.factor !== undefined),
  );

/** What has most values splits people most: it is given up first. How somebody was asked is known to the household. */
function slotsOf(instrument: OpenInstrument): Parameters<typeof protectMicrodata>[1] {
  const { definition, packing } = instrument;
  const profileSections = definition.sections.filter(({ role }) => role === 'profile');
  const inProfile = new Set(
    groupQuestions({ ...definition, sections: profileSections }).map(({ code }) => code),
  );
  const fieldsOf = (isWanted: (question: Question) => boolean) =>
    exportedQuestions(instrument)
      .filter(isWanted)
      .flatMap(({ code }) => packing.fieldByQuestion.get(code) ?? []);
  const profile = fieldsOf(({ code }) => inProfile.has(code));
  const others = fieldsOf(({ code, factor }) => !inProfile.has(code) && factor === undefined);
  return {
    profile: [
      ...profile
        .sort((a, b) => b.options.length - a.options.length || b.start - a.start)
        .map(({ start }) => start),
      packing.length,
    ],
    others: others.flatMap(({ kind, start, options }) =>
      kind === 'single' ? [start] : options.map((_, index) => start + index),
    ),
  };
}

function variablesOf(
  { definition, packing }: OpenInstrument,
  question: Question,
): readonly MicrodataVariable[] {
  const field = packing.fieldByQuestion.get(question.code);
  if (field === undefined) return [];
  const options = optionsOf(definition, question);
  const label = [question.stem?.vi, question.text.vi].filter(Boolean).join(' ');
  if (field.kind === 'multiple')
    return options.map((option, index) => ({
      name: `${question.code}_${option.code}`,
      label: `${label}: ${option.label.vi}`,
      values: [
        { code: 0, label: 'Không chọn' },
        { code: 1, label: 'Chọn' },
      ],
      valueOf: (row) => codeAt(row, field.start + index, chosenCodes),
    }));
  // Codes that are no numbers are numbered in the order of the form.
  const areNumbers = options.every(({ code }) => /^\d{1,4}$/.test(code));
  const codeOf = new Map(
    options.map(({ code }, index) => [
      field.symbolByOption.get(code) ?? '',
      areNumbers ? Number(code) : index + 1,
    ]),
  );
  return [
    {
      name: question.code,
      label,
      values: options.map((option, index) => ({
        code: areNumbers ? Number(option.code) : index + 1,
        label: option.label.vi,
      })),
      valueOf: (row) => codeAt(row, field.start, codeOf),
    },
  ];
}

const chosenCodes: ReadonlyMap<string, number> = new Map([
  ['0', 0],
  ['1', 1],
]);
const codeByMissing = new Map<string, number>(
  missingCodes.map(({ code, kind }) => [missingSymbols[kind], code]),
);

function codeAt(row: string, slot: number, codes: ReadonlyMap<string, number>): number | null {
  const symbol = row.charAt(slot);
  if (symbol === withheldSymbol) return null;
  return codes.get(symbol) ?? codeByMissing.get(symbol) ?? null;
}
