import type { AnswerRow } from '@sipas/shared/wire';

/** A stretch of a stacked bar: one answer, or those that are hidden beside each other. */
export interface Segment {
  /** Codes of the options it stands for. */
  readonly options: readonly string[];
  /** 0–1 of those who answered. */
  readonly share: number;
  readonly isHidden: boolean;
}

/** The five answers to one criterion. */
export interface AnswerStack {
  readonly code: string;
  readonly label: string;
  readonly valid: number | null;
  readonly rows: readonly AnswerRow[];
  /** Empty where nothing is told. */
  readonly segments: readonly Segment[];
}

/**
 * Answers: how is each criterion answered, as one bar?
 * Shape:   rows of one unit → a bar per criterion in the order of the form. What is told stands at its share; the hidden
 *          answers together fill what is left, where the first of them would stand.
 * Units:   share 0–1.
 * Missing: a criterion of which nothing is told has no segment.
 * Rule:    G-06
 */
export function stackAnswers(rows: readonly AnswerRow[]): readonly AnswerStack[] {
  const byQuestion = new Map<string, AnswerRow[]>();
  for (const row of rows)
    byQuestion.set(row.question, [...(byQuestion.get(row.question) ?? []), row]);
  return [...byQuestion].map(([code, ofQuestion]) => ({
    code,
    label: ofQuestion[0]?.questionLabel ?? code,
    valid: ofQuestion[0]?.valid ?? null,
    rows: ofQuestion,
    segments: segmentsOf(ofQuestion),
  }));
}

function segmentsOf(rows: readonly AnswerRow[]): readonly Segment[] {
  const valid = rows[0]?.valid ?? 0;
  const hidden = rows.filter(({ count }) => count === null);
  const told = rows.reduce((sum, { count }) => sum + (count ?? 0), 0);
  if (valid === 0 || hidden.length === rows.length) return [];
  return rows.flatMap((row): Segment[] => {
    const { option, count } = row;
    if (count !== null) return [{ options: [option], share: count / valid, isHidden: false }];
    if (row !== hidden[0]) return [];
    const options = hidden.map((one) => one.option);
    return [{ options, share: (valid - told) / valid, isHidden: true }];
  });
}
