export type { ChangeMaterial, LevelMaterial, ReportMaterial } from './material.ts';
export { seriesOfInstrument } from './announced-words.ts';
export { writeReport } from './write-report.ts';
