export * from './schema/allowances.ts';
export * from './schema/cases.ts';
export * from './schema/incidents.ts';
export * from './schema/copies.ts';
export * from './schema/people.ts';
export * from './schema/responses.ts';
export * from './schema/results.ts';
export * from './schema/waves.ts';
