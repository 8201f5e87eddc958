import type { Instrument } from '../questionnaire/index.ts';
import {
  chosenSymbol,
  missingSymbols,
  notChosenSymbol,
  type PackedField,
  type Packing,
} from './packed-answers.ts';

/** A share of people, and in which cells those who answer so, and all who answer, are counted. */
export interface ShareCells {
  readonly code: string;
  readonly satisfied: readonly number[];
  readonly valid: readonly number[];
}

/** A criterion as a share: of those who are satisfied. */
export interface CriterionCells extends ShareCells {
  readonly factor: string;
  readonly block: string;
}

/** A set of criteria (factor, block, all), and the cell that counts responses with a valid answer to any of them. */
export interface GroupCell {
  readonly kind: 'factor' | 'block' | 'overall';
  readonly code: string;
  readonly cell: number;
}

/** Which cell of a flat table of counts means what. */
export interface CountLayout {
  readonly packing: Packing;
  /** Cells of a table of counts. */
  readonly length: number;
  /** Cell by slot × 128 + character code; 0 where the slot does not know the symbol. */
  readonly cellBySymbol: Int32Array;
  readonly criteria: readonly CriterionCells[];
  readonly groups: readonly GroupCell[];
  /** Slots of the criteria of each group, beside `groups`. */
  readonly groupSlots: readonly Int32Array[];
}

/** Counts of one set of responses: an entry per cell of the layout. */
export type AnswerCounts = Uint32Array<ArrayBuffer>;

const symbolCodes = 128;
const firstOptionCode = '1'.charCodeAt(0);
const lastOptionCode = 'Z'.charCodeAt(0);
const responsesCell = 0;

/**
 * Answers: how are the answers of an instrument counted in one flat table?
 * Shape:   cell 0 = counted responses; then for each slot of the packing one cell per symbol (options, then the four
 *          kinds of missing); then for each factor, block and overall the responses with a valid answer to any of
 *          its criteria.
 *          [responses | slot 1: 1 2 3 4 5 - . r d | slot 2: … | factor A B … | block … | overall]
 * Missing: each kind of missing has its own cell in every slot.
 * Errors:  throws RangeError when a criterion is no single question or its factor or block is unknown: the self-check
 *          of the instrument comes first.
 * Rule:    S-03
 */
export function createCountLayout(instrument: Instrument, packing: Packing): CountLayout {
  const cellBySymbol = new Int32Array(packing.length * symbolCodes);
  let length = responsesCell + 1;
  for (const field of packing.fields)
    for (let slot = field.start; slot < field.start + slotCount(field); slot++)
      for (const symbol of slotSymbols(field))
        cellBySymbol[slot * symbolCodes + symbol.charCodeAt(0)] = length++;
  const criteria = criterionCells(instrument, packing, cellBySymbol);
  const groups: GroupCell[] = [];
  const groupSlots: Int32Array[] = [];
  const addGroup = (kind: GroupCell['kind'], code: string, members: CriterionCells[]): void => {
    groups.push({ kind, code, cell: length++ });
    groupSlots.push(Int32Array.from(members, ({ code: question }) => slotOf(packing, question)));
  };
  for (const { code } of instrument.factors)
    addGroup(
      'factor',
      code,
      criteria.filter((criterion) => criterion.factor === code),
    );
  for (const { code } of instrument.blocks)
    addGroup(
      'block',
      code,
      criteria.filter((criterion) => criterion.block === code),
    );
  addGroup('overall', 'overall', criteria);
  return { packing, length, cellBySymbol, criteria, groups, groupSlots };
}

const slotCount = (field: PackedField): number =>
  field.kind === 'single' ? 1 : field.options.length;

const slotSymbols = (field: PackedField): string[] => [
  ...(field.kind === 'single' ? field.symbolByOption.values() : [notChosenSymbol, chosenSymbol]),
  ...Object.values(missingSymbols),
];

const slotOf = (packing: Packing, question: string): number =>
  packing.fieldByQuestion.get(question)?.start ?? -1;

function criterionCells(
  instrument: Instrument,
  packing: Packing,
  cellBySymbol: Int32Array,
): CriterionCells[] {
  const cells: CriterionCells[] = [];
  for (const question of instrument.sections.flatMap((section) => section.questions)) {
    if (question.factor === undefined) continue;
    const field = packing.fieldByQuestion.get(question.code);
    const factor = instrument.factors.find(({ code }) => code === question.factor);
    const block = instrument.blocks.find(({ code }) => code === factor?.block);
    if (field?.kind !== 'single' || !factor || !block)
      throw new RangeError(`${question.code} is no single question of a known factor and block`);
    const cellOfOption = (option: string): number =>
      cellOf(cellBySymbol, field.start, field.symbolByOption.get(option) ?? '');
    cells.push({
      code: question.code,
      factor: factor.code,
      block: block.code,
      satisfied: field.options
        .filter((option) => instrument.satisfiedOptions.includes(option))
        .map(cellOfOption),
      valid: field.options.map(cellOfOption),
    });
  }
  return cells;
}

/** Answers: in which cell a symbol of a slot is counted; 0 where the slot does not know it. */
export const cellOf = (cellBySymbol: Int32Array, slot: number, symbol: string): number =>
  cellBySymbol[slot * symbolCodes + symbol.charCodeAt(0)] ?? 0;

/** Answers: a table of counts of no responses. */
export const createCounts = (layout: CountLayout): AnswerCounts => new Uint32Array(layout.length);

/**
 * Answers: how do the counts change when a response is counted, or counted no more?
 * Shape:   changes `counts` in place by +1 or −1 in every cell that the packed answers touch. Allocates nothing: it runs
 *          for every response that arrives.
 * Errors:  throws RangeError, before anything changed, on a text of another length, an unknown symbol, or taking from
 *          counts of no responses.
 * Rule:    S-03
 */
export function addResponse(
  layout: CountLayout,
  counts: AnswerCounts,
  packed: string,
  change: 1 | -1,
): void {
  checkPacked(layout, packed);
  if (change === -1 && counts[responsesCell] === 0)
    throw new RangeError('no response is counted, so none can be taken away');
  addTo(counts, responsesCell, change);
  const { cellBySymbol, groups, groupSlots } = layout;
  for (let slot = 0; slot < packed.length; slot++)
    addTo(counts, cellBySymbol[slot * symbolCodes + packed.charCodeAt(slot)] ?? 0, change);
  for (let index = 0; index < groups.length; index++) {
    const group = groups[index];
    const slots = groupSlots[index];
    if (group && slots && hasOption(slots, packed)) addTo(counts, group.cell, change);
  }
}

function checkPacked(layout: CountLayout, packed: string): void {
  if (packed.length !== layout.packing.length)
    throw new RangeError(`packed answers have ${String(packed.length)} characters`);
  for (let slot = 0; slot < packed.length; slot++) {
    const code = packed.charCodeAt(slot);
    if (code >= symbolCodes || layout.cellBySymbol[slot * symbolCodes + code] === 0)
      throw new RangeError(`slot ${String(slot)} does not know ${packed.charAt(slot)}`);
  }
}

function addTo(counts: AnswerCounts, cell: number, change: 1 | -1): void {
  counts[cell] = (counts[cell] ?? 0) + change;
}

function hasOption(slots: Int32Array, packed: string): boolean {
  for (let index = 0; index < slots.length; index++) {
    const code = packed.charCodeAt(slots[index] ?? 0);
    if (code >= firstOptionCode && code <= lastOptionCode) return true;
  }
  return false;
}

/**
 * Answers: the counts of two sets of responses together.
 * Shape:   adds `from` into `into`, cell by cell.
 * Errors:  throws RangeError when they are of different layouts.
 */
export function mergeCounts(into: AnswerCounts, from: AnswerCounts): void {
  if (into.length !== from.length) throw new RangeError('the counts have different layouts');
  for (let cell = 0; cell < from.length; cell++) into[cell] = (into[cell] ?? 0) + (from[cell] ?? 0);
}

/** Answers: how many responses are counted here? */
export const responseCount = (counts: AnswerCounts): number => counts[responsesCell] ?? 0;

/** Answers: the bytes of a table of counts as they are stored: 32-bit whole numbers, lowest byte first. */
export const countsToBytes = (counts: AnswerCounts): Uint8Array<ArrayBuffer> =>
  new Uint8Array(counts.buffer, counts.byteOffset, counts.byteLength);

/**
 * Answers: the table of counts that was stored as these bytes.
 * Shape:   a view of the bytes where they lie at a whole number, else a copy: who changes the counts must own the bytes.
 * Errors:  throws RangeError when the bytes are not of this layout.
 */
export function countsFromBytes(layout: CountLayout, bytes: Uint8Array): AnswerCounts {
  if (bytes.byteLength !== layout.length * 4)
    throw new RangeError(`stored counts have ${String(bytes.byteLength)} bytes`);
  const { buffer, byteOffset } = bytes;
  return buffer instanceof ArrayBuffer && byteOffset % Uint32Array.BYTES_PER_ELEMENT === 0
    ? new Uint32Array(buffer, byteOffset, layout.length)
    : new Uint32Array(new Uint8Array(bytes).buffer);
}
