export { createStratumOf } from './unit-counts.ts';
export {
  type ScoreQuery,
  chooseBreakdown,
  chooseInstrument,
  reportScores,
} from './report-scores.ts';
export { createIsShown, unitAt, unitsOfLevel } from './shown-units.ts';
export { countVillages, gatherUnits, placeVillages } from './unit-counts.ts';
