export { createOutbox } from './create-outbox.ts';
export { bareTag, type OutboxParts } from './exchange.ts';
export { type OutboxSurroundings, browserSurroundings } from './surroundings.ts';
