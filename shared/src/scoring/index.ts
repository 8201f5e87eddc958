export {
  type PackedField,
  type Packing,
  answerPlaces,
  createPacking,
  missingSymbols,
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
  modeDivision,
  noAnswerGroup,
} from './breakdown.ts';
export { type NoRespondents, type SchemeName, schemeNames } from './schemes.ts';
export { type Figure, type ScoreKind, scoreKinds } from './satisfaction-index.ts';
export type { PublicationStatus, Published } from './publication.ts';
export type { PlaceCounts } from './unit-tree.ts';
export { type PublicationRequest, publishScores } from './publish-scores.ts';
export type { ClusterCounts, ScoreTableRow, UnitCounts } from './score-table.ts';
export { protectMicrodata, withheldSymbol } from './microdata-protection.ts';
export { askQuestion } from './answer-distribution.ts';
export { answerTopics, groupsFor } from './answer-topics.ts';
export { type AnswerTableRequest, type AnswerTableRow, answerTable } from './answer-table.ts';
export { type AnswerScore, type RecomputedRow, createAnswerScore } from './score-answer-rows.ts';
export { rankFigures, stepsChanged } from './rank.ts';
export { type CarriedCounts, carryCounts } from './carried-counts.ts';
export { type ComparedFigure, type Standing, type UnitChange, standings } from './change.ts';
export { type ComparedWave, publishChanges } from './publish-changes.ts';
export { type PrintedUnit, type UnitPairRow, compareUnits } from './unit-pair.ts';
export { type AnnouncedFigure, readAnnouncedFigures } from './announced-figures.ts';
export { type OtherIndexFigure, otherIndices, readOtherIndices } from './other-indices.ts';
export { type CommentPlace, publishThemeCounts } from './theme-counts.ts';
export { type LotChange, changedSlots, takeLots } from './edition-lots.ts';
export { wholeLots } from './whole-lots.ts';
export { type EditionChange, type EditionFigure, compareEditionTables } from './edition-changes.ts';
