import { type Result, ok } from '@sipas/shared/kernel';
import type { Answer, ApiFailure } from '../../ports/office-api.ts';

/**
 * Answers: several questions asked at once, as one.
 * Shape:   answers → their values in the same places.
 * Errors:  the first failure in their order, if any failed.
 */
export async function together<T extends readonly unknown[]>(answers: {
  readonly [Place in keyof T]: Answer<T[Place]>;
}): Promise<Result<T, ApiFailure>> {
  const all = (await Promise.all(answers)) as Result<unknown, ApiFailure>[];
  const values: unknown[] = [];
  for (const answer of all) {
    if (!answer.ok) return answer;
    values.push(answer.value);
  }
  return ok(values as unknown as T);
}
