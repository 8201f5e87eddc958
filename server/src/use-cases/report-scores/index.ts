export { createStratumOf } from './unit-counts.ts';
export {
  type ScoreQuery,
  type WaveWeights,
  chooseBreakdown,
  chooseInstrument,
  editionOf,
  reportScores,
} from './report-scores.ts';
export { createIsShown, unitAt, unitsOfLevel } from './shown-units.ts';
export { type VillageGroups, gatherUnits, placeVillages } from './unit-counts.ts';
export {
  type VillageCounter,
  countAnew,
  countOnce,
  createVillageCounter,
  guardingVillages,
} from './village-counter.ts';
