export { assessInterviews } from './assess-interviews.ts';
export { type BackCheck, findBackCheckMismatches } from './back-check.ts';
export { falseAlarmPercents } from './false-alarms.ts';
export type { Battery, Interview } from './interview.ts';
export { type MeasureWords, printMeasure } from './print-measure.ts';
export { type Finding, type Measured, type SignalCode, signalCodes } from './signal.ts';
