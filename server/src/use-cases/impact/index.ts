export { type AccessTable, createImpactCase } from './impact-case.ts';
