export { type ScoreQuery, chooseInstrument, reportScores } from './report-scores.ts';
export { createIsShown, namedVillage, unitsOfLevel } from './shown-units.ts';
