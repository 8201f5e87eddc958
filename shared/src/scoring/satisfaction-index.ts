import type { Fraction } from '../kernel/index.ts';
import type { Instrument } from '../questionnaire/index.ts';
import type { AnswerCounts, CountLayout, CriterionCells } from './answer-counts.ts';
import { combineShares, type SchemeName, sumTallies, type Tally } from './schemes.ts';

export const scoreKinds = ['criterion', 'factor', 'block', 'overall'] as const;
export type ScoreKind = (typeof scoreKinds)[number];

/** One figure of the satisfaction index, before anything is rounded or withheld. */
export interface Figure {
  readonly kind: ScoreKind;
  readonly code: string;
  readonly label: string;
  /** Satisfied answers behind the figure, over all its criteria. */
  readonly numerator: number;
  /** Valid answers behind the figure, over all its criteria. */
  readonly denominator: number;
  /** Responses with at least one valid answer behind the figure. */
  readonly valid: number;
  /** Null when there is no valid answer: no share, not zero. */
  readonly share: Fraction | null;
}

/** A figure still to be computed: which criteria it rests on. */
export interface PlannedFigure {
  readonly kind: ScoreKind;
  readonly code: string;
  readonly label: string;
  /** One list per factor. */
  readonly factors: readonly (readonly CriterionCells[])[];
  /** Cell of the responses with a valid answer; null for a criterion, where they are its valid answers. */
  readonly validCell: number | null;
}

const overallLabel = 'Chỉ số hài lòng chung';

/**
 * Answers: which figures does an instrument have, of which kind?
 * Shape:   figures in the order of the instrument: criteria, factors, blocks, overall; labels in Vietnamese.
 */
export function planFigures(
  instrument: Instrument,
  layout: CountLayout,
  kinds: readonly ScoreKind[],
): readonly PlannedFigure[] {
  const labels = labelsByCode(instrument);
  const figures: PlannedFigure[] = layout.criteria.map((criterion) => ({
    kind: 'criterion',
    code: criterion.code,
    label: labels.get(`criterion ${criterion.code}`) ?? criterion.code,
    factors: [[criterion]],
    validCell: null,
  }));
  for (const group of layout.groups) {
    const factors = instrument.factors.filter(({ code, block }) =>
      group.kind === 'overall' ? true : group.code === (group.kind === 'factor' ? code : block),
    );
    figures.push({
      kind: group.kind,
      code: group.code,
      label: labels.get(`${group.kind} ${group.code}`) ?? overallLabel,
      factors: factors.map(({ code }) => layout.criteria.filter(({ factor }) => factor === code)),
      validCell: group.cell,
    });
  }
  return figures.filter((figure) => kinds.includes(figure.kind));
}

function labelsByCode(instrument: Instrument): ReadonlyMap<string, string> {
  const labels = new Map<string, string>();
  for (const { questions } of instrument.sections)
    for (const { code, text } of questions) labels.set(`criterion ${code}`, text.vi);
  for (const { code, title } of instrument.factors) labels.set(`factor ${code}`, title.vi);
  for (const { code, title } of instrument.blocks) labels.set(`block ${code}`, title.vi);
  return labels;
}

/**
 * Answers: what share of people is satisfied?
 * Shape:   a planned figure, the counts of a set of responses → the figure.
 *          criterion index = answers in `satisfiedOptions` (4 and 5) ÷ valid answers; the middle answer does not count.
 *          Factor, block and overall: see the scheme (S-05); numerator and denominator are the pooled answers.
 * Units:   share 0–1, an exact fraction; people and answers.
 * Missing: every kind of missing leaves the denominator of its criterion; share null where nothing is left.
 * Source:  decisions D2 and D4.
 * Rule:    S-04
 */
export function computeFigure(
  planned: PlannedFigure,
  counts: AnswerCounts,
  scheme: SchemeName,
): Figure {
  const { kind, code, label, validCell } = planned;
  const [criterion] = planned.factors[0] ?? [];
  // Most figures of a province are those of one criterion: nothing is gathered for them.
  if (kind === 'criterion' && criterion) {
    const { satisfied, valid } = tallyOf(criterion, counts);
    const share = valid > 0 ? { numerator: BigInt(satisfied), denominator: BigInt(valid) } : null;
    return { kind, code, label, numerator: satisfied, denominator: valid, valid, share };
  }
  const factors = planned.factors.map((criteria) => criteria.map((each) => tallyOf(each, counts)));
  const { satisfied, valid } = sumTallies(factors.flat());
  const share = combineShares(scheme, factors);
  return {
    kind,
    code,
    label,
    numerator: satisfied,
    denominator: valid,
    valid: validCell === null ? valid : (counts[validCell] ?? 0),
    share: share.ok ? share.value : null,
  };
}

/** Answers: how many of the valid answers to a criterion are satisfied? */
export const tallyOf = (criterion: CriterionCells, counts: AnswerCounts): Tally => ({
  satisfied: sumCells(counts, criterion.satisfied),
  valid: sumCells(counts, criterion.valid),
});

/** Answers: these cells together. */
export function sumCells(counts: AnswerCounts, cells: readonly number[]): number {
  let sum = 0;
  // By index: a province's table comes here half a million times.
  for (let index = 0; index < cells.length; index++) sum += counts[cells[index] ?? 0] ?? 0;
  return sum;
}
