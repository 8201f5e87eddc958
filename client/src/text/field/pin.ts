import { createLateWords } from './late-words.svelte.ts';
import { viPin } from './vi-pin.ts';

/** The words of the PIN. */
export const pinWords = createLateWords(viPin, async () => (await import('./en-pin.ts')).enPin);
