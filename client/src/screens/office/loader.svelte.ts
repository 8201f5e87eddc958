import type { Answer, ApiFailure } from '../../ports/office-api.ts';

export interface Loader<T> {
  /** The last answer. It stays while the next one is under way, and when only a reload of the same failed. */
  readonly value: T | undefined;
  readonly failure: ApiFailure | undefined;
  readonly loading: boolean;
  readonly reload: () => void;
}

/**
 * Asks now, and again whenever what the question was made of changes; the question before is aborted.
 * To be called while a component is made. The signals read before the first wait of `ask` make the
 * question; the language is one, since every request names it.
 */
export function createLoader<T>(ask: (signal: AbortSignal) => Answer<T>): Loader<T> {
  let value = $state.raw<T>();
  let failure = $state.raw<ApiFailure>();
  let loading = $state(true);
  let asked = $state(0);
  let answered = 0;

  $effect(() => {
    const isReload = asked > answered;
    answered = asked;
    const question = new AbortController();
    loading = true;
    void ask(question.signal).then((answer) => {
      if (question.signal.aborted) return;
      loading = false;
      failure = answer.ok ? undefined : answer.error;
      if (answer.ok) value = answer.value;
      else if (!isReload) value = undefined;
    });
    return () => {
      question.abort();
    };
  });

  return {
    get value() {
      return value;
    },
    get failure() {
      return failure;
    },
    get loading() {
      return loading;
    },
    reload: () => {
      asked += 1;
    },
  };
}
