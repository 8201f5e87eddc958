import { type Result, ok, refuse } from '@sipas/shared/kernel';
import type { Refusal } from '../refusal.ts';
import { type SignInLimits, passwordMatches } from '../sign-in/index.ts';
import type { Self } from './needs.ts';

/**
 * Answers: is whoever sits at this session the person that it is of?
 * Errors:  password.wrong-current, counted as a wrong sign-in; session.too-many-attempts.
 * Source:  OWASP ASVS 5.0, 7.5.1: whoever found a console open must not take the account over.
 * Rule:    P-109
 */
export async function confirmPassword(
  limits: SignInLimits,
  { user, address }: Self,
  typed: string,
): Promise<Result<null, Refusal>> {
  const retryAfterSeconds = await limits.take(user.username, address);
  if (retryAfterSeconds !== null)
    return refuse({ code: 'session.too-many-attempts', retryAfterSeconds });
  if (!(await passwordMatches(user.passwordHash, typed)))
    return refuse({ code: 'password.wrong-current' });
  await limits.right(user.username, address);
  return ok(null);
}
