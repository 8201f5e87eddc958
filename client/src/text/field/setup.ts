export { setupWords } from './setup-words.svelte.ts';
export type { SetupText } from './shape.ts';
