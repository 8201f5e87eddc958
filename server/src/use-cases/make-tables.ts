import { ok } from '@sipas/shared/kernel';
import {
  type AnswerTableRequest,
  type AnswerTableRow,
  type Published,
  type ScoreTableRow,
  answerTable,
  publishScores,
} from '@sipas/shared/scoring';
import type { ScoresToTable, TableMaker } from '../ports/index.ts';

/** Answers: a table of scores of the units that the reader may see. */
export const tabulateScores = ({
  shownUnits,
  ...asked
}: ScoresToTable): Published<ScoreTableRow[]> =>
  publishScores({ ...asked, isShown: (unit) => shownUnits.has(unit) });

/** Answers: a table of answers. */
export const tabulateAnswers = (asked: AnswerTableRequest): readonly AnswerTableRow[] =>
  answerTable(asked);

/** Tables made on the spot: for commands, where nobody else waits for the process. */
export const tablesHere: TableMaker = {
  scores: (asked) => Promise.resolve(ok(tabulateScores(asked))),
  answers: (asked) => Promise.resolve(ok(tabulateAnswers(asked))),
};
