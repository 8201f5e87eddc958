export { type ScoreQuery, chooseInstrument, reportScores } from './report-scores.ts';
export { createStratumOf } from './unit-counts.ts';
export { createIsShown, unitAt, unitsOfLevel } from './shown-units.ts';
