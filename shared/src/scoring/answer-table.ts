import { percentHundredths, printHundredths } from '../kernel/index.ts';
import type { MissingKind } from '../questionnaire/index.ts';
import type { AnswerCounts, CountLayout } from './answer-counts.ts';
import {
  type AnswerDistribution,
  type AskedOption,
  type AskedQuestion,
  distributeAnswers,
} from './answer-distribution.ts';
import { answerInterval } from './answer-interval.ts';
import { protectAnswers, type ShownAnswers } from './answer-protection.ts';
import type { RespondentGroup } from './breakdown.ts';
import { countClusters, createSampler, type UnitSample } from './cluster-interval.ts';
import { protectCriteria } from './criterion-answers.ts';
import { onceForPlaces } from './once-for-places.ts';
import { type PlaceCounts, topUnits } from './unit-tree.ts';
import { type PublicationStatus, type PublishedInterval, publishInterval } from './publication.ts';
import { rankFigures } from './rank.ts';
import type { UnitCounts } from './score-table.ts';

export interface AnswerTableRequest {
  /** One question, or those of a grid; or criteria of the index. */
  readonly questions: readonly AskedQuestion[];
  /** Where the criteria of the index are counted, if they are what is asked for; absent for questions outside it. */
  readonly index?: CountLayout | undefined;
  /** All villages of the wave with answers: protection is taken over all levels. */
  readonly places: readonly PlaceCounts[];
  /** The level that is shown, as in the paths of the villages. */
  readonly level: number;
  /** Its units. */
  readonly units: readonly UnitCounts[];
  /** Null without a breakdown. */
  readonly breakdown: {
    readonly divider: AskedQuestion;
    readonly groups: readonly RespondentGroup[];
  } | null;
  readonly minimumBase: number;
  readonly minimumCell: number;
}

/** One line of a table of answers: an option of a question, in a unit and group. */
export interface AnswerTableRow extends PublishedInterval {
  readonly unit: string;
  readonly unitName: string;
  readonly unitValidFrom: string | null;
  readonly unitValidTo: string | null;
  readonly group: RespondentGroup | null;
  readonly question: string;
  readonly questionLabel: string;
  readonly option: string;
  readonly optionLabel: string;
  /** People who chose it. */
  readonly count: number | null;
  /** People who answered the question. */
  readonly valid: number | null;
  /** Text with two decimals and a point. */
  readonly percent: string | null;
  readonly rank: number | null;
  /** People without an answer. */
  readonly missing: Readonly<Record<MissingKind, number>> | null;
  readonly status: PublicationStatus;
}

/**
 * Answers: how did people answer the questions that are no part of the index, or its criteria, unit by unit?
 * Shape:   counts of units → a row per unit, group, question and option, in the order of unit code and form. A rank says
 *          which of several things was named most: of a question with several answers it is taken over its options, in a
 *          grid over its questions for each option, in the same unit and group; one question with one answer has none.
 *          Criteria have neither ranks nor intervals of single answers (G-10).
 * Units:   people; percent 0–100 as text with two decimals.
 * Missing: counted by reason beside every row; see S-31 for what is hidden.
 * Source:  decisions D4 to D7, D10, D11 and D15.
 * Rule:    S-32
 */
export function answerTable(request: AnswerTableRequest): AnswerTableRow[] {
  const { level } = request;
  const shown = protect(request);
  const shares = request.questions.flatMap(({ options }) => options);
  const sampleOf = createSampler(shares, countClusters(request.units));
  const ofGroup = ({ clusters }: UnitCounts, group: number) =>
    clusters.map(({ stratum, counts }) => ({ stratum, counts: counts[group] as AnswerCounts }));
  const wholes = (request.breakdown?.groups ?? [null]).map((_, group) =>
    once(() => sampleOf(request.units.flatMap((counted) => ofGroup(counted, group)))),
  );
  const tops = topUnits(request.places).map((code) => ({ level: 0, code }));
  return [...request.units]
    .sort((a, b) => (a.unit.code < b.unit.code ? -1 : 1))
    .flatMap((counted) => {
      const unit = { level, code: counted.unit.code };
      return (request.breakdown?.groups ?? [null]).flatMap((group, index) => {
        const sample = sampleOf(ofGroup(counted, index));
        return rankRows(
          request.questions.flatMap((question, asked) =>
            rowsOf(question, {
              unit: counted.unit,
              group,
              distribution: distributeAnswers(question, counted.counts[index] as AnswerCounts),
              // How far villages differ would tell more of a criterion than is told of it already.
              sample: request.index ? null : sample,
              isBaseShown: shown[asked]?.isBaseShown(unit, index) === true,
              isMissingShown: shown[asked]?.isMissingShown(unit, index) === true,
              isIntervalHidden: shown[asked]?.isIntervalHidden(unit, index) !== false,
              statusOf: (option) => shown[asked]?.statusOf(unit, index, option) ?? 'suppressed',
              wholeOf: (option) =>
                tops.every(
                  (top) =>
                    shown[asked]?.isIntervalHidden(top, index) === false &&
                    shown[asked].statusOf(top, index, option) === 'published',
                )
                  ? (wholes[index]?.() ?? null)
                  : null,
            }),
          ),
          request.index ? [] : request.questions,
        );
      });
    });
}

function protect({
  index,
  questions,
  places,
  breakdown,
  minimumBase,
  minimumCell,
}: AnswerTableRequest): readonly ShownAnswers[] {
  const wave = { places, minimumBase, minimumCell };
  const once = <T>(name: readonly unknown[], find: () => T): T =>
    onceForPlaces(places, [...name, minimumBase, minimumCell], find);
  if (index)
    return once(['criteria', questions], () =>
      protectCriteria({ layout: index, questions, ...wave }),
    );
  const divider = breakdown?.divider ?? null;
  return questions.map((question) =>
    once(['answers', question, divider], () => protectAnswers({ question, divider, ...wave })),
  );
}

interface RowParts {
  readonly unit: UnitCounts['unit'];
  readonly group: RespondentGroup | null;
  readonly distribution: AnswerDistribution;
  readonly sample: UnitSample | null;
  readonly isBaseShown: boolean;
  readonly isMissingShown: boolean;
  readonly isIntervalHidden: boolean;
  readonly statusOf: (option: number) => PublicationStatus;
  /** All villages of the wave; null where the option, or how far it may be off, is not told of these. */
  readonly wholeOf: (option: number) => UnitSample | null;
}

function rowsOf(question: AskedQuestion, parts: RowParts): AnswerTableRow[] {
  const { unit, group, distribution, isBaseShown, isMissingShown } = parts;
  return question.options.map((option, index) => ({
    unit: unit.code,
    unitName: unit.name,
    unitValidFrom: unit.validFrom,
    unitValidTo: unit.validTo,
    group,
    question: question.code,
    questionLabel: question.label,
    option: option.option,
    optionLabel: option.label,
    valid: isBaseShown ? distribution.valid : null,
    missing: isMissingShown ? distribution.missing : null,
    rank: null,
    ...figureOf(option, index, parts),
  }));
}

function figureOf(
  { code }: AskedOption,
  index: number,
  { distribution, sample, isIntervalHidden, statusOf, wholeOf }: RowParts,
): Pick<AnswerTableRow, 'count' | 'percent' | 'interval' | 'intervalStatus' | 'status'> {
  const status = statusOf(index);
  const figure = distribution.options[index];
  if (status !== 'published' || !figure?.share)
    return { count: null, percent: null, interval: null, intervalStatus: status, status };
  return {
    count: figure.count,
    percent: printHundredths(percentHundredths(figure.share)),
    ...(sample === null
      ? { interval: null, intervalStatus: 'suppressed' as const }
      : publishInterval(status, {
          isHidden: isIntervalHidden,
          own: () => answerInterval(code, sample),
          whole() {
            const whole = wholeOf(index);
            return whole && answerInterval(code, whole);
          },
        })),
    status,
  };
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null;
  return () => (made ??= { value: make() }).value;
}

/** Rows of one unit and group; no questions: nothing is a contest. */
function rankRows(
  rows: readonly AnswerTableRow[],
  questions: readonly AskedQuestion[],
): readonly AnswerTableRow[] {
  if (questions.length === 0 || (questions.length === 1 && questions[0]?.kind === 'single'))
    return rows;
  const contestOf = (row: AnswerTableRow): string => (questions.length === 1 ? '' : row.option);
  const rankByRow = new Map<AnswerTableRow, number | null>();
  for (const contest of new Set(rows.map(contestOf))) {
    const rivals = rows.filter((row) => contestOf(row) === contest);
    const ranks = rankFigures(
      rivals.map(({ percent }) => (percent === null ? null : Math.round(Number(percent) * 100))),
    );
    rivals.forEach((row, index) => rankByRow.set(row, ranks[index] ?? null));
  }
  return rows.map((row) => ({ ...row, rank: rankByRow.get(row) ?? null }));
}
