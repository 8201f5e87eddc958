import type { vi } from './vi.ts';

type Widened<T> = {
  readonly [Key in keyof T]: T[Key] extends string
    ? string
    : T[Key] extends (...inputs: infer Inputs) => string
      ? (...inputs: Inputs) => string
      : Widened<T[Key]>;
};

/** The keys of the console's words, taken from the Vietnamese: a language that lacks one does not compile. */
export type OfficeText = Widened<typeof vi>;
