export { type AttemptLimit, createAttemptLimit } from './attempt-limit.ts';
export { hashPassword, noPassword, randomPassword } from './passwords.ts';
export {
  type OpenedSession,
  type Sessions,
  type SignInRefusal,
  createSessions,
  sessionLifeMs,
} from './sign-in.ts';
