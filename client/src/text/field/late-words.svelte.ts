import { screenLanguage } from './words.svelte.ts';

/**
 * Answers: words that are not among the first, in the language of the moment.
 * Shape:   English a moment later, when it has come; where it is not on the phone yet Vietnamese stays, and the next screen asks again.
 */
export function createLateWords<Text>(
  vietnamese: Text,
  fetchEnglish: () => Promise<Text>,
): () => Text {
  let english = $state.raw<Text | null>(null);
  return () => {
    if (screenLanguage() === 'vi') return vietnamese;
    if (english === null)
      void fetchEnglish().then(
        (came) => {
          english = came;
        },
        () => undefined,
      );
    return english ?? vietnamese;
  };
}
