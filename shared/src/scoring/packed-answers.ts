import type { Instrument, MissingKind, Question } from '../questionnaire/index.ts';
import { type Answers, isMissing } from '../response/index.ts';

/** Where the answer to one closed question stands in the packed text. */
export interface PackedField {
  readonly question: string;
  readonly kind: 'single' | 'multiple';
  /** First slot; a single question has one, a multiple question one per option. */
  readonly start: number;
  /** Option codes in the order of the choice list. */
  readonly options: readonly string[];
  /** A single question: symbol of each option. */
  readonly symbolByOption: ReadonlyMap<string, string>;
}

/** How the closed answers of one instrument become one short ASCII text. */
export interface Packing {
  readonly fields: readonly PackedField[];
  readonly fieldByQuestion: ReadonlyMap<string, PackedField>;
  /** Characters of every packed text of the instrument. */
  readonly length: number;
}

/** Symbols of a slot that holds no option: a question that was not reached counts as not asked. */
export const missingSymbols: Readonly<Record<MissingKind, string>> = {
  'not-asked': '-',
  'left-blank': '.',
  refused: 'r',
  'dont-know': 'd',
};
/** Option 1, 2, … of a choice list; upper case, so that none is a missing symbol. */
const optionSymbols = '123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';
export const chosenSymbol = '1';
export const notChosenSymbol = '0';

/**
 * Answers: which closed question stands at which place of the packed text?
 * Shape:   instrument → fields in the order of the form. Numbers and free texts are not packed.
 * Errors:  throws RangeError when a choice list is missing or has more than 35 options: the self-check of the
 *          instrument comes first.
 * Rule:    S-02
 */
export function createPacking(instrument: Instrument): Packing {
  const fields: PackedField[] = [];
  let length = 0;
  for (const question of instrument.sections.flatMap((section) => section.questions)) {
    if (question.kind !== 'single' && question.kind !== 'multiple') continue;
    const options = optionsOf(instrument, question);
    const symbolByOption = new Map(options.map((code, index) => [code, optionSymbol(index)]));
    const field = { question: question.code, kind: question.kind, start: length };
    fields.push({ ...field, options, symbolByOption });
    length += question.kind === 'single' ? 1 : options.length;
  }
  const fieldByQuestion = new Map(fields.map((field) => [field.question, field]));
  return { fields, fieldByQuestion, length };
}

function optionsOf(instrument: Instrument, question: Question): string[] {
  const options = instrument.choiceLists[question.choices ?? ''];
  if (!options || options.length > optionSymbols.length)
    throw new RangeError(`question ${question.code} has no choice list of 1 to 35 options`);
  return options.map((option) => option.code);
}

const optionSymbol = (index: number): string => optionSymbols.charAt(index);

/**
 * Answers: what did this person answer, as one short text?
 * Shape:   answers → `packing.length` ASCII characters. Single: '1'…'9', 'A'…'Z' = first, second, … option.
 *          Multiple: one character per option, '1' chosen, '0' not.
 * Missing: '-' not asked or not reached, '.' left blank, 'r' refused, 'd' don't know; repeated over the options of a
 *          multiple question.
 * Errors:  throws RangeError on an option that the question does not have: answers are judged before they are packed.
 * Rule:    S-02
 */
export function packAnswers(packing: Packing, answers: Answers): string {
  let packed = '';
  for (const field of packing.fields) {
    const answer = answers[field.question];
    if (answer === undefined) packed += repeat(field, '-');
    else if (typeof answer === 'string' && field.kind === 'single')
      packed += field.symbolByOption.get(answer) ?? unknownOption(field, answer);
    else if (Array.isArray(answer) && field.kind === 'multiple')
      packed += packChosen(field, answer as readonly string[]);
    else if (isMissing(answer)) packed += repeat(field, missingSymbols[answer.missing]);
    else unknownOption(field, answer);
  }
  return packed;
}

const repeat = (field: PackedField, symbol: string): string =>
  field.kind === 'single' ? symbol : symbol.repeat(field.options.length);

function packChosen(field: PackedField, chosen: readonly string[]): string {
  for (const option of chosen) if (!field.symbolByOption.has(option)) unknownOption(field, option);
  let packed = '';
  for (const option of field.options)
    packed += chosen.includes(option) ? chosenSymbol : notChosenSymbol;
  return packed;
}

function unknownOption(field: PackedField, answer: unknown): never {
  throw new RangeError(`${field.question} cannot pack ${JSON.stringify(answer)}`);
}

/**
 * Answers: which answers does a packed text stand for?
 * Shape:   packed text → an answer for every closed question of the instrument, in the order of the form.
 * Missing: a question that was not reached comes back as not asked.
 * Errors:  throws RangeError when the text is not one that packAnswers makes.
 * Rule:    S-02
 */
export function unpackAnswers(packing: Packing, packed: string): Answers {
  if (packed.length !== packing.length)
    throw new RangeError(`packed answers have ${String(packed.length)} characters`);
  return Object.fromEntries(
    packing.fields.map((field) => [field.question, unpackField(field, packed)]),
  );
}

function unpackField(field: PackedField, packed: string): Answers[string] {
  const symbol = packed.charAt(field.start);
  const missing = missingKindOf(symbol);
  if (missing) return { missing };
  if (field.kind === 'multiple')
    return field.options.filter((_, index) => packed[field.start + index] === chosenSymbol);
  const option = field.options[optionSymbols.indexOf(symbol)];
  if (option === undefined) throw new RangeError(`${field.question} has no option ${symbol}`);
  return option;
}

const missingKinds = new Map(
  (Object.keys(missingSymbols) as MissingKind[]).map((kind) => [missingSymbols[kind], kind]),
);
const missingKindOf = (symbol: string): MissingKind | undefined => missingKinds.get(symbol);

/**
 * Answers: where in their lists do the answers of a packed text stand?
 * Shape:   packed text → a number for each of its characters: 1, 2, … for the option of a single question; 1 not chosen,
 *          2 chosen for each option of a multiple one.
 * Missing: every kind is 0.
 * Errors:  throws RangeError when the text is not as long as the packing.
 * Rule:    S-02
 */
export function answerPlaces(packing: Packing, packed: string): Uint8Array {
  if (packed.length !== packing.length)
    throw new RangeError(`packed answers have ${String(packed.length)} characters`);
  const places = new Uint8Array(packed.length);
  for (const { kind, start, options } of packing.fields) {
    const symbols = kind === 'single' ? optionSymbols : notChosenSymbol + chosenSymbol;
    const end = start + (kind === 'single' ? 1 : options.length);
    for (let at = start; at < end; at++) places[at] = symbols.indexOf(packed.charAt(at)) + 1;
  }
  return places;
}
