import { foldText } from '@sipas/shared/kernel';
import type { AnswerTable, ScoreTable } from '@sipas/shared/wire';
import type { ScoresShape } from './scores-csv.ts';

/**
 * Answers: the name of a downloaded file, in letters that every system keeps.
 * Shape:   what it is, the wave's name, and further parts → `sipas_scores_dot-khao-sat-2026_commune.csv`.
 */
export function exportFileName(
  what: string,
  waveName: string,
  ...parts: readonly string[]
): string {
  const names = ['sipas', what, waveName, ...parts].map((part) =>
    foldText(part)
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-+|-+$/g, ''),
  );
  return `${names.filter((name) => name !== '').join('_')}.csv`;
}

/** Answers: the name of a table of scores: two files of one name hold the same kind of figures of the same form. */
export function scoresFileName(table: ScoreTable, shape: ScoresShape): string {
  const { wave, instrument, level, by, group, scheme } = table;
  return exportFileName('scores', wave.name, instrument.id, level, by, group ?? '', scheme, shape);
}

/** Answers: the name of a table of answers. */
export const answersFileName = ({
  wave,
  instrument,
  level,
  question,
  group,
}: AnswerTable): string =>
  exportFileName('answers', wave.name, instrument.id, level, question, group ?? '');
