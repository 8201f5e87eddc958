export {
  type ClockFacts,
  type IncidentClock,
  type IncidentRules,
  incidentClock,
  isDue,
} from './clock.ts';
export { type DataClass, dataClasses } from './data-classes.ts';
export {
  type IncidentEntry,
  type IncidentFacts,
  type IncidentStep,
  type Verdict,
  incidentSteps,
  verdicts,
} from './incident.ts';
export { type EntryFault, areInOrder, judgeEntry } from './judge-entry.ts';
export { type IncidentStanding, countedEntries, standingOf } from './standing.ts';
