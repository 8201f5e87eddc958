export { createAllowanceSender } from './allowance-sender.ts';
export { createOutbox } from './create-outbox.ts';
export type { OutboxParts } from './exchange.ts';
export { type OutboxSurroundings, browserSurroundings } from './surroundings.ts';
