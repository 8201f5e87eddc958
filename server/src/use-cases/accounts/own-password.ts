import { type Result, ok } from '@sipas/shared/kernel';
import type { Refusal } from '../refusal.ts';
import { hashPassword, hashToken, judgePassword } from '../sign-in/index.ts';
import { confirmPassword } from './confirm-password.ts';
import type { AccountNeeds, Self } from './needs.ts';

/**
 * Answers: that the password is another one from now on, and every other session of the person has ended.
 * Errors:  password.wrong-current; session.too-many-attempts; those of a password that may not be set. The old one is asked
 *          for first, so that nobody else learns which new ones would do.
 * Rule:    P-101
 */
export async function changeOwnPassword(
  { people, limits, common }: AccountNeeds,
  self: Self,
  asked: { readonly current: string; readonly password: string },
): Promise<Result<null, Refusal>> {
  const confirmed = await confirmPassword(limits, self, asked.current);
  if (!confirmed.ok) return confirmed;
  const { user, token } = self;
  const judged = judgePassword(asked.password, user.username, common);
  if (!judged.ok) return judged;
  await people.setPassword(user.id, await hashPassword(judged.value), hashToken(token));
  return ok(null);
}
