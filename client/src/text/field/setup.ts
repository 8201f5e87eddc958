import { createLateWords } from './late-words.svelte.ts';
import { viSetup } from './vi-setup.ts';

export type { SetupText } from './shape.ts';

/** The words of what is seen seldom. */
export const setupWords = createLateWords(
  viSetup,
  async () => (await import('./en-setup.ts')).enSetup,
);
