export { type ShelfParts, createFieldShelf } from './field-shelf.ts';
export { type ShelfClaim, claimShelf } from './single-tab.ts';
