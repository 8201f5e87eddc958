export type { AccessRow, ConsentRow, ImpactMaterial, KeyRow } from './material.ts';
export { writeImpact } from './write-impact.ts';
