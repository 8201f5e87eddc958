import { percentHundredths, printHundredths } from '../kernel/index.ts';
import type { MissingKind } from '../questionnaire/index.ts';
import type { AnswerCounts } from './answer-counts.ts';
import {
  type AnswerDistribution,
  type AskedOption,
  type AskedQuestion,
  distributeAnswers,
} from './answer-distribution.ts';
import { answerInterval } from './answer-interval.ts';
import { protectAnswers } from './answer-protection.ts';
import type { RespondentGroup } from './breakdown.ts';
import { countClusters, createSampler, type UnitSample } from './cluster-interval.ts';
import type { PlaceCounts } from './unit-tree.ts';
import { printInterval, type PublicationStatus, type RowInterval } from './publication.ts';
import { rankFigures } from './rank.ts';
import type { UnitCounts } from './score-table.ts';

export interface AnswerTableRequest {
  /** One question, or those of a grid. */
  readonly questions: readonly AskedQuestion[];
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
export interface AnswerTableRow {
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
  readonly interval: RowInterval | null;
  readonly rank: number | null;
  /** People without an answer. */
  readonly missing: Readonly<Record<MissingKind, number>> | null;
  readonly status: PublicationStatus;
}

/**
 * Answers: how did people answer the questions that are no part of the index, unit by unit?
 * Shape:   counts of units → a row per unit, group, question and option, in the order of unit code and form. A rank says
 *          which of several things was named most: of a question with several answers it is taken over its options, in a
 *          grid over its questions for each option, in the same unit and group; one question with one answer has none.
 * Units:   people; percent 0–100 as text with two decimals.
 * Missing: counted by reason beside every row; see S-31 for what is hidden.
 * Source:  decisions D4 to D7, D10, D11 and D15.
 * Rule:    S-32
 */
export function answerTable(request: AnswerTableRequest): AnswerTableRow[] {
  const { level, places, minimumBase, minimumCell } = request;
  const divider = request.breakdown?.divider ?? null;
  const shown = request.questions.map((question) =>
    protectAnswers({ question, divider, places, minimumBase, minimumCell }),
  );
  const shares = request.questions.flatMap(({ options }) => options);
  const sampleOf = createSampler(shares, countClusters(request.units));
  return [...request.units]
    .sort((a, b) => (a.unit.code < b.unit.code ? -1 : 1))
    .flatMap((counted) => {
      const unit = { level, code: counted.unit.code };
      return (request.breakdown?.groups ?? [null]).flatMap((group, index) => {
        const clusters = counted.clusters.map(({ stratum, counts }) => ({
          stratum,
          counts: counts[index] as AnswerCounts,
        }));
        const sample = sampleOf(clusters);
        return rankRows(
          request.questions.flatMap((question, asked) =>
            rowsOf(question, {
              unit: counted.unit,
              group,
              distribution: distributeAnswers(question, counted.counts[index] as AnswerCounts),
              sample,
              isBaseShown: shown[asked]?.isBaseShown(unit, index) === true,
              statusOf: (option) => shown[asked]?.statusOf(unit, index, option) ?? 'suppressed',
            }),
          ),
          request.questions,
        );
      });
    });
}

interface RowParts {
  readonly unit: UnitCounts['unit'];
  readonly group: RespondentGroup | null;
  readonly distribution: AnswerDistribution;
  readonly sample: UnitSample;
  readonly isBaseShown: boolean;
  readonly statusOf: (option: number) => PublicationStatus;
}

function rowsOf(question: AskedQuestion, parts: RowParts): AnswerTableRow[] {
  const { unit, group, distribution, isBaseShown } = parts;
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
    missing: isBaseShown ? distribution.missing : null,
    rank: null,
    ...figureOf(option, index, parts),
  }));
}

function figureOf(
  { code }: AskedOption,
  index: number,
  { distribution, sample, statusOf }: RowParts,
): Pick<AnswerTableRow, 'count' | 'percent' | 'interval' | 'status'> {
  const status = statusOf(index);
  const figure = distribution.options[index];
  if (status !== 'published' || !figure?.share)
    return { count: null, percent: null, interval: null, status };
  return {
    count: figure.count,
    percent: printHundredths(percentHundredths(figure.share)),
    interval: printInterval(answerInterval(code, sample)),
    status,
  };
}

/** Rows of one unit and group. */
function rankRows(
  rows: readonly AnswerTableRow[],
  questions: readonly AskedQuestion[],
): readonly AnswerTableRow[] {
  if (questions.length === 1 && questions[0]?.kind === 'single') return rows;
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
