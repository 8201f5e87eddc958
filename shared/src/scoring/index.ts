export {
  type PackedField,
  type Packing,
  answerPlaces,
  createPacking,
  packAnswers,
  unpackAnswers,
} from './packed-answers.ts';
export {
  type AnswerCounts,
  type CountLayout,
  addResponse,
  countsFromBytes,
  countsToBytes,
  createCountLayout,
  createCounts,
  mergeCounts,
  responseCount,
} from './answer-counts.ts';
export {
  type Breakdown,
  type QuestionNotProfile,
  type RespondentGroup,
  createBreakdown,
  groupQuestions,
  noAnswerGroup,
} from './breakdown.ts';
export { type NoRespondents, type SchemeName, schemeNames } from './schemes.ts';
export { type Figure, type ScoreKind, scoreKinds } from './satisfaction-index.ts';
export type { PublicationStatus, Published } from './publication.ts';
export type { PlaceCounts } from './unit-tree.ts';
export { type PublicationRequest, publishScores } from './publish-scores.ts';
export type { ClusterCounts, ScoreTableRow, UnitCounts } from './score-table.ts';
export { askQuestion } from './answer-distribution.ts';
export { answerTopics, groupsFor } from './answer-topics.ts';
export { type AnswerTableRow, answerTable } from './answer-table.ts';
export {
  type AnswerRowsRefusal,
  type RecomputedRow,
  scoreAnswerRows,
} from './score-answer-rows.ts';
export { rankFigures, stepsChanged } from './rank.ts';
export { type CarriedCounts, carryCounts } from './carried-counts.ts';
export {
  type ComparedFigure,
  type Standing,
  type UnitChange,
  type WaveSide,
  compareWaves,
} from './change.ts';
export { type AnnouncedFigure, readAnnouncedFigures } from './announced-figures.ts';
