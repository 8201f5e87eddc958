import { type CaseDeadlineRules, caseDeadlines, caseLateness } from '@sipas/shared/cases';
import type { Day, Uuid7 } from '@sipas/shared/kernel';
import type { Case } from '@sipas/shared/wire';
import type { CodedForm, KeptCase, User } from '../../ports/index.ts';
import { type OpenWave, isEmptyScope, isInScope, scopeOf } from '../waves/index.ts';

/** What a case is shown by. */
export interface CaseSurroundings {
  readonly rules: CaseDeadlineRules;
  readonly today: Day;
  readonly waves: ReadonlyMap<string, OpenWave>;
}

/**
 * Answers: may this person know of the form to which a case leads?
 * Shape:   one that lies in their areas; one that names no known commune only where they see the whole wave. A case without a
 *          form is nobody's area, and for all who keep the register.
 * Source:  invariant: scope.
 * Rule:    H-06
 */
export function mayKnowForm(
  form: CodedForm | undefined,
  user: Pick<User, 'areas'>,
  waves: CaseSurroundings['waves'],
): boolean {
  if (form === undefined) return true;
  const wave = form.waveId === null ? undefined : waves.get(form.waveId);
  if (wave === undefined) return [...waves.values()].some((one) => scopeOf(user, one) === 'all');
  const scope = scopeOf(user, wave);
  if (isEmptyScope(scope)) return false;
  return form.commune === null ? scope === 'all' : isInScope(scope, form.commune);
}

/** Answers: a case as it is shown, with its deadlines. No answer of the form is in it. */
export function viewCase(kept: KeptCase, form: CodedForm | undefined, by: CaseSurroundings): Case {
  const { history, id, kind, code, asked, receivedDay } = kept;
  const last = history.at(-1);
  if (last === undefined) throw new Error('a case has no entries');
  const extended = history.some((entry) => entry.extended);
  const deadlines = caseDeadlines(by.rules, { kind, receivedDay, isExtended: extended });
  return {
    ...{ id: id as Case['id'], revision: last.revision, kind, state: last.state, code, asked },
    ...{ receivedDay, ...deadlines, extended },
    late: caseLateness(last.state, deadlines, by.today),
    form: code === null ? null : viewForm(form, by),
    history: history.map(({ userId: _, ...entry }) => entry),
  };
}

function viewForm(form: CodedForm | undefined, { waves }: CaseSurroundings): Case['form'] {
  if (form === undefined) return { state: 'waiting', wave: null, commune: null };
  const wave = form.waveId === null ? undefined : waves.get(form.waveId)?.wave;
  return {
    state: form.isWithdrawn ? 'withdrawn' : 'here',
    wave:
      wave === undefined
        ? null
        : { id: wave.id as Uuid7, name: wave.name, frozen: wave.frozenAt !== undefined },
    commune: form.commune,
  };
}
