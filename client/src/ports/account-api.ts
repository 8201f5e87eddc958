import type {
  FirstPassword,
  NewUser,
  PersonSession,
  SecondFactorKey,
  SecondFactorState,
  UserSummary,
} from '@sipas/shared/wire';
import type { Answer } from './api-answer.ts';

/** What the console asks of the server about one's own account, and about those one looks after. */
export interface AccountApi {
  /** Answers: that the password is another one, and every other session has ended. */
  changePassword(asked: { readonly current: string; readonly password: string }): Answer<null>;
  ownSessions(signal: AbortSignal): Answer<readonly PersonSession[]>;
  endOwnSession(id: string): Answer<null>;
  endOtherSessions(): Answer<null>;
  secondFactor(signal: AbortSignal): Answer<SecondFactorState>;
  /** Answers: a new secret, told once. */
  beginSecondFactor(password: string): Answer<SecondFactorKey>;
  /** Answers: the codes on paper, told once. */
  confirmSecondFactor(code: string): Answer<readonly string[]>;
  removeOwnSecondFactor(password: string): Answer<null>;

  users(signal: AbortSignal): Answer<readonly UserSummary[]>;
  /** Answers: the first password, told once. */
  addUser(account: NewUser): Answer<FirstPassword>;
  /** Answers: a new password, told once; every session of the account has ended. */
  resetPassword(username: string): Answer<FirstPassword>;
  removeSecondFactorOf(username: string): Answer<null>;
  sessionsOf(username: string, signal: AbortSignal): Answer<readonly PersonSession[]>;
  endSessionOf(username: string, id: string): Answer<null>;
  endSessionsOf(username: string): Answer<null>;
}
