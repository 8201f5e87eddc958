export { type CsvRow, type Unit, readUnits, requiredCell } from './unit.ts';
export { type Catalogue, childrenOf, communesOf, createCatalogue, findUnit } from './catalogue.ts';
export {
  type CrosswalkRow,
  type Succession,
  type SuccessionKind,
  predecessors,
  readEarlierCrosswalk,
  readReformCrosswalk,
  successors,
} from './succession.ts';
export {
  type Grouping,
  type GroupingNode,
  createOldDistrictGrouping,
  oldDistrictGroupingId,
  readCensusPeople,
  readGrouping,
} from './groupings.ts';
export {
  type GroupingChanges,
  type GroupingContent,
  type GroupingFault,
  type GroupingRow,
  groupingChanges,
  judgeGrouping,
} from './judge-grouping.ts';
export { type SharedChange, type ShareBasis, addSplitShares } from './split-shares.ts';
export type { UnitHistory, UnitLink } from './forward-links.ts';
export { householdsOn, readCensusHouseholds } from './households.ts';
export { firstUnitDay, linkUnits } from './unit-links.ts';
export { measuredShares } from './overlap.ts';
export { type UnitUnknown, communesInArea } from './area.ts';
export {
  type LevelUnknown,
  type OfferedLevel,
  type ReportLevel,
  type ReportUnit,
  type UnitLadder,
  createReportLevel,
  createUnitLadder,
  offeredLevels,
} from './levels.ts';
