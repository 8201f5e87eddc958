export {
  type PackedField,
  type Packing,
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
