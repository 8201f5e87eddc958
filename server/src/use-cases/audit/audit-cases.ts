import { type AuditAct, type AuditActor, type AuditNote } from '@sipas/shared/audit';
import { canonicalJson } from '@sipas/shared/kernel';
import type { AuditLog, AuditQuery, Clock, PeopleStore, User } from '../../ports/index.ts';

/** An act as it is told: who, what, to what, and a few words that are no answer and no personal data. */
export interface ToldAct {
  readonly actor: AuditActor;
  readonly act: AuditAct;
  readonly objectKind: string;
  readonly objectId: string;
  readonly details?: Readonly<Record<string, string | number>>;
}

/** Which entries are looked for: of whom, of which act, of which day in Vietnam. */
export interface AskedEntries {
  readonly actor?: string | undefined;
  readonly act?: string | undefined;
  readonly day?: string | undefined;
}

const nobody: AuditActor = { kind: 'nobody', id: '', name: '', role: '' };

/** Whoever sits at the machine: no account stands behind a command. */
export const atTheMachine: AuditActor = { kind: 'operator', id: '', name: '', role: '' };

export const accountActor = ({ id, username, role }: Pick<User, 'id' | 'username' | 'role'>) =>
  ({ kind: 'account', id, name: username, role }) as const satisfies AuditActor;

export const phoneActor = (id: string): AuditActor => ({ kind: 'phone', id, name: '', role: '' });

/** Answers: what is told as it is kept, at this instant. */
export function noteOf({ details = {}, ...told }: ToldAct, clock: Clock): AuditNote {
  return { at: clock.now(), ...told, details: canonicalJson(details) };
}

/** The journal of acts, as those who do something and those who read it see it. */
export function createAuditCases(needs: {
  readonly audit: AuditLog;
  readonly people: Pick<PeopleStore, 'userByName'>;
  readonly clock: Clock;
}) {
  const { audit, people, clock } = needs;
  const append = async (told: ToldAct): Promise<void> => {
    await audit.append(noteOf(told, clock));
  };
  return {
    append,
    during: <T>(told: () => ToldAct | null, work: () => Promise<T>) =>
      audit.during(() => {
        const act = told();
        return act === null ? null : noteOf(act, clock);
      }, work),
    /**
     * Somebody was not let in. Only a name that is an account is written down: what was typed may be a password in the
     * wrong place.
     */
    async refusedSignIn(typed: string): Promise<void> {
      const user = await people.userByName(typed.trim().toLowerCase());
      const objectId = user?.username ?? '';
      await append({ actor: nobody, act: 'session.refused', objectKind: 'account', objectId });
    },
    page: (asked: AskedEntries, page: { readonly limit: number; readonly offset: number }) =>
      audit.page(queryOf(asked), page),
    all: (asked: AskedEntries) => audit.all(queryOf(asked)),
    async check() {
      const { entries, faults } = await audit.check();
      return { entries, faults: faults.map(({ seq, fault }) => ({ seq, fault })) };
    },
  };
}

const dayMs = 24 * 60 * 60 * 1000;

/** A day is one of Vietnam. */
function queryOf({ day, ...asked }: AskedEntries): AuditQuery {
  if (day === undefined) return asked;
  const begin = Date.parse(`${day}T00:00:00+07:00`);
  const [from, before] = [begin, begin + dayMs].map((at) => new Date(at).toISOString());
  return { ...asked, from, before };
}

export type AuditCases = ReturnType<typeof createAuditCases>;
