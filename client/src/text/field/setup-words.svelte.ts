import type { SetupText } from './shape.ts';
import { viSetup } from './vi-setup.ts';
import { screenLanguage } from './words.svelte.ts';

let english = $state.raw<SetupText | null>(null);

/** The words of what is seen seldom, in the language of the moment; English a moment later, when it has come. */
export function setupWords(): SetupText {
  if (screenLanguage() === 'vi') return viSetup;
  if (english === null)
    void import('./en-setup.ts').then(
      ({ enSetup }) => {
        english = enSetup;
      },
      // Not on the phone yet: Vietnamese stays, and the next screen asks again.
      () => undefined,
    );
  return english ?? viSetup;
}
