import type { Result } from '@sipas/shared/kernel';
import type {
  AnswerTableRequest,
  AnswerTableRow,
  PublicationRequest,
  Published,
  ScoreTableRow,
} from '@sipas/shared/scoring';

/** What a table of scores is made of: data alone, which can be handed to another thread. */
export interface ScoresToTable extends Omit<PublicationRequest, 'isShown'> {
  /** Codes of the units that the reader may see. */
  readonly shownUnits: ReadonlySet<string>;
}

/** The rows of a table; refused where too many others wait to be made, or nobody waits for this one any more. */
export type Made<Rows> = Result<
  Rows,
  { readonly code: 'server.busy'; readonly retryAfterSeconds: number }
>;

/**
 * Makes the tables of a wave by the gate. Deciding what is hidden may take seconds where people are divided into groups:
 * `gone` tells that the reader has left meanwhile.
 */
export interface TableMaker {
  /** Promise: the rows of publishScores, whoever computes them. */
  scores(asked: ScoresToTable, gone?: AbortSignal): Promise<Made<Published<ScoreTableRow[]>>>;
  /** Promise: the rows of answerTable, whoever computes them. */
  answers(asked: AnswerTableRequest, gone?: AbortSignal): Promise<Made<readonly AnswerTableRow[]>>;
}
