export { type CsvRow, type Unit, readUnits } from './unit.ts';
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
export { type UnitUnknown, communesInArea } from './area.ts';
export {
  type LevelUnknown,
  type OfferedLevel,
  type ReportLevel,
  type ReportUnit,
  createReportLevel,
  offeredLevels,
} from './levels.ts';
