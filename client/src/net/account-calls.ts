import {
  firstPasswordSchema,
  personSessionListSchema,
  recoveryCodesSchema,
  secondFactorKeySchema,
  secondFactorSchema,
  userListSchema,
} from '@sipas/shared/wire';
import { ok } from '@sipas/shared/kernel';
import * as v from 'valibot';
import type { AccountApi } from '../ports/account-api.ts';
import type { Calls } from './calls.ts';

/** The console's requests about accounts. */
export const createAccountCalls = ({ read }: Calls): AccountApi => {
  const done = (method: 'POST' | 'DELETE', path: string, body?: unknown) =>
    read(v.null(), { method, path, ...(body === undefined ? {} : { body }) });
  const sessions = async (path: string, signal: AbortSignal) => {
    const list = await read(personSessionListSchema, { method: 'GET', path, signal });
    return list.ok ? ok(list.value.sessions) : list;
  };
  return {
    changePassword: (asked) => done('POST', '/session/password', asked),
    ownSessions: (signal) => sessions('/sessions', signal),
    endOwnSession: (id) => done('DELETE', `/sessions/${encodeURIComponent(id)}`),
    endOtherSessions: () => done('DELETE', '/sessions'),
    secondFactor: (signal) =>
      read(secondFactorSchema, { method: 'GET', path: '/session/second-factor', signal }),
    beginSecondFactor: (password) =>
      read(secondFactorKeySchema, {
        method: 'POST',
        path: '/session/second-factor',
        body: { password },
      }),
    async confirmSecondFactor(code) {
      const path = '/session/second-factor/confirmation';
      const told = await read(recoveryCodesSchema, { method: 'POST', path, body: { code } });
      return told.ok ? ok(told.value.codes) : told;
    },
    removeOwnSecondFactor: (password) =>
      done('POST', '/session/second-factor/removal', { password }),

    async users(signal) {
      const list = await read(userListSchema, { method: 'GET', path: '/users', signal });
      return list.ok ? ok(list.value.users) : list;
    },
    addUser: (account) =>
      read(firstPasswordSchema, { method: 'POST', path: '/users', body: account }),
    resetPassword: (username) =>
      read(firstPasswordSchema, { method: 'POST', path: `${pathOf(username)}/password`, body: {} }),
    removeSecondFactorOf: (username) =>
      done('POST', `${pathOf(username)}/second-factor/removal`, {}),
    sessionsOf: (username, signal) => sessions(`${pathOf(username)}/sessions`, signal),
    endSessionOf: (username, id) =>
      done('DELETE', `${pathOf(username)}/sessions/${encodeURIComponent(id)}`),
    endSessionsOf: (username) => done('DELETE', `${pathOf(username)}/sessions`),
  };
};

const pathOf = (username: string): string => `/users/${encodeURIComponent(username)}`;
