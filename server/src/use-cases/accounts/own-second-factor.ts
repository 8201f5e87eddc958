import { type Result, ok, refuse } from '@sipas/shared/kernel';
import type { SecondFactorState } from '@sipas/shared/wire';
import type { User } from '../../ports/index.ts';
import type { Refusal } from '../refusal.ts';
import {
  base32Of,
  hashRecoveryCode,
  hashToken,
  keyUriOf,
  makeRecoveryCodes,
  matchingStep,
} from '../sign-in/index.ts';
import { confirmPassword } from './confirm-password.ts';
import type { AccountNeeds, Self } from './needs.ts';

/** 160 bits, as long as the hash it goes into (RFC 4226, 4). */
const secretBytes = 20;

/** Answers: whether a person signs in by a code too, and how many codes on paper are left. Never the secret. */
export async function showSecondFactor(
  { secondFactors, secondFactor: setting }: AccountNeeds,
  user: Pick<User, 'id'>,
): Promise<SecondFactorState> {
  const factor = await secondFactors.of(user.id);
  const isOn = factor !== null && factor.confirmedAt !== null;
  return { setting, isOn, recoveryCodes: isOn ? factor.recoveryCodes : 0 };
}

/**
 * Answers: a new secret for an app of codes, told this once: as text and as what a QR says. It counts when it is confirmed.
 * Errors:  second-factor.off by the setting; password.wrong-current; session.too-many-attempts; second-factor.exists where one
 *          stands, which is taken away first.
 * Rule:    P-110
 */
export async function beginSecondFactor(
  needs: AccountNeeds,
  self: Self,
  password: string,
): Promise<Result<{ readonly key: string; readonly uri: string }, Refusal>> {
  const { secondFactors, secondFactor, limits, random, clock, origin } = needs;
  if (secondFactor === 'off') return refuse({ code: 'second-factor.off' });
  const confirmed = await confirmPassword(limits, self, password);
  if (!confirmed.ok) return confirmed;
  const secret = Buffer.from(random.bytes(secretBytes));
  const { id, username } = self.user;
  const isBegun = await secondFactors.begin(id, secret.toString('base64'), clock.now());
  if (!isBegun) return refuse({ code: 'second-factor.exists' });
  return ok({ key: base32Of(secret), uri: keyUriOf(secret, username, new URL(origin).host) });
}

/**
 * Answers: the codes on paper, told this once: the app has shown that it has the secret, which counts from now on. Sessions that
 *          were opened without it have ended, but the one that asks.
 * Errors:  second-factor.not-begun; second-factor.wrong-code; session.too-many-attempts.
 * Rule:    P-111
 */
export async function confirmSecondFactor(
  needs: AccountNeeds,
  { user, token, address }: Self,
  code: string,
): Promise<Result<{ readonly codes: readonly string[] }, Refusal>> {
  const { secondFactors, limits, clock, random } = needs;
  const factor = await secondFactors.of(user.id);
  if (factor?.confirmedAt !== null) return refuse({ code: 'second-factor.not-begun' });
  const retryAfterSeconds = await limits.take(user.username, address);
  if (retryAfterSeconds !== null)
    return refuse({ code: 'session.too-many-attempts', retryAfterSeconds });
  const now = clock.now();
  const at = { nowMs: Date.parse(now), lastStep: factor.lastStep };
  const secret = Buffer.from(factor.secret, 'base64');
  const step = matchingStep(secret, code.replace(/\s/g, ''), at);
  if (step === null) return refuse({ code: 'second-factor.wrong-code' });
  await limits.right(user.username, address);
  const codes = makeRecoveryCodes(random);
  const isConfirmed = await secondFactors.confirm(user.id, {
    step,
    codeHashes: codes.map((one) => hashRecoveryCode(user.id, one)),
    now,
    keptTokenHash: hashToken(token),
  });
  return isConfirmed ? ok({ codes }) : refuse({ code: 'second-factor.not-begun' });
}

/**
 * Answers: that the person signs in by the password alone from now on.
 * Errors:  password.wrong-current; session.too-many-attempts; second-factor.not-begun where there is none.
 * Rule:    P-112
 */
export async function removeOwnSecondFactor(
  { secondFactors, limits }: AccountNeeds,
  self: Self,
  password: string,
): Promise<Result<null, Refusal>> {
  const confirmed = await confirmPassword(limits, self, password);
  if (!confirmed.ok) return confirmed;
  const isRemoved = await secondFactors.remove(self.user.id, hashToken(self.token));
  return isRemoved ? ok(null) : refuse({ code: 'second-factor.not-begun' });
}
