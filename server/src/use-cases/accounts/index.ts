import type { User } from '../../ports/index.ts';
import type { NewAccount } from '../add-user.ts';
import {
  addUserWithin,
  endSessionsOf,
  listSessionsOf,
  listUsers,
  removeSecondFactor,
  resetPassword,
} from './manage-user.ts';
import type { AccountNeeds, Self } from './needs.ts';
import { changeOwnPassword } from './own-password.ts';
import {
  beginSecondFactor,
  confirmSecondFactor,
  removeOwnSecondFactor,
  showSecondFactor,
} from './own-second-factor.ts';
import { endOtherSessions, endSession, listSessions } from './sessions.ts';

export type { Self } from './needs.ts';
export { resetPassword, removeSecondFactor } from './manage-user.ts';

/** One's own account, and those one looks after. */
export const createAccountCases = (needs: AccountNeeds) => ({
  own: {
    changePassword: (self: Self, asked: { current: string; password: string }) =>
      changeOwnPassword(needs, self, asked),
    sessions: ({ user, token }: Self) => listSessions(needs, user, token),
    endSession: ({ user }: Self, sessionId: string) => endSession(needs, user, sessionId),
    endOthers: (self: Self) => endOtherSessions(needs, self),
    secondFactor: ({ user }: Self) => showSecondFactor(needs, user),
    beginSecondFactor: (self: Self, password: string) => beginSecondFactor(needs, self, password),
    confirmSecondFactor: (self: Self, code: string) => confirmSecondFactor(needs, self, code),
    removeSecondFactor: (self: Self, password: string) =>
      removeOwnSecondFactor(needs, self, password),
  },
  users: {
    list: (looker: User) => listUsers(needs, looker),
    add: (looker: User, account: NewAccount) => addUserWithin(needs, looker, account),
    resetPassword: (looker: User, username: string) => resetPassword(needs, looker, username),
    removeSecondFactor: (looker: User, username: string) =>
      removeSecondFactor(needs, looker, username),
    sessions: (looker: User, username: string) => listSessionsOf(needs, looker, username),
    endSessions: (looker: User, asked: { username: string; sessionId?: string }) =>
      endSessionsOf(needs, looker, asked),
  },
});
