/** How long a question must stand before it takes a tap: shorter than reading it, longer than the second half of a double tap. */
export const settlingMs = 250;

/** True while a question has just come: the second tap of a double tap must not answer it. */
export function createSettling(): { readonly isSettling: boolean } {
  let isSettling = $state(true);
  $effect(() => {
    const timer = setTimeout(() => {
      isSettling = false;
    }, settlingMs);
    return () => {
      clearTimeout(timer);
    };
  });
  return {
    get isSettling() {
      return isSettling;
    },
  };
}
