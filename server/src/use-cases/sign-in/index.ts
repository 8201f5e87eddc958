export { agentName } from './agent-name.ts';
export { type AttemptLimit, createAttemptLimit } from './attempt-limit.ts';
export { createMemoryTries } from './memory-tries.ts';
export { base32Of, keyUriOf, matchingStep } from './one-time-code.ts';
export { judgePassword } from './password-rules.ts';
export { hashPassword, noPassword, passwordMatches, randomPassword } from './passwords.ts';
export { hashRecoveryCode, makeRecoveryCodes } from './recovery-codes.ts';
export { type SecondFactorSetting, secondFactorSettings } from './second-factor-setting.ts';
export {
  type OpenedSession,
  type Sessions,
  type SignInRefusal,
  type SignedIn,
  createSessions,
  hashToken,
  sessionLifeMs,
} from './sign-in.ts';
export { type SignInLimits, createSignInLimits } from './sign-in-limits.ts';
