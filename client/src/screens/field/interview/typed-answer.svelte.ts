/** How long the fingers must rest before what they typed goes to disk. */
const restMs = 400;

/** What is typed into a field, and when it goes to disk. */
export interface TypedAnswer {
  /** True when nothing typed waits for the disk. */
  readonly isKept: boolean;
  /** The field changed: it is kept when the fingers rest. */
  type(text: string): void;
  /** Keeps at once what waits; whether all is on disk. */
  flush(): Promise<boolean>;
}

/**
 * Keeps typed text without ever writing into the field, so that a composition (Telex, VNI) is never cut.
 * What waits when the screen goes away is kept then.
 */
export function createTypedAnswer(keep: (text: string) => Promise<boolean>): TypedAnswer {
  let waiting: string | null = null;
  let isKept = $state(true);
  let timer: ReturnType<typeof setTimeout> | undefined;

  async function flush(): Promise<boolean> {
    clearTimeout(timer);
    if (waiting === null) return true;
    const text = waiting;
    waiting = null;
    const isDone = await keep(text);
    if (!isDone) waiting ??= text;
    isKept = waiting === null;
    return isDone;
  }

  $effect(() => () => void flush());

  return {
    get isKept() {
      return isKept;
    },
    type(text) {
      waiting = text;
      isKept = false;
      clearTimeout(timer);
      timer = setTimeout(() => void flush(), restMs);
    },
    flush,
  };
}
