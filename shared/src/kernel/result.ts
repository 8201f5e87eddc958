/** An expected outcome that may be a refusal. A refusal is a tagged plain object; a defect is thrown. */
export type Result<T, E> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: E };

/** Answers: a success carrying its value. */
export const ok = <T>(value: T): { readonly ok: true; readonly value: T } => ({ ok: true, value });

/** Answers: a refusal carrying its reason. */
export const refuse = <E>(error: E): { readonly ok: false; readonly error: E } => ({
  ok: false,
  error,
});

/** Makes a switch exhaustive: a tag that nobody handled does not compile, and throws if it comes from outside. */
export function unreachable(value: never): never {
  throw new Error(`unhandled case: ${JSON.stringify(value)}`);
}
