import { hasEnded } from '@sipas/shared/cases';
import { type Result, ok, refuse } from '@sipas/shared/kernel';
import type { WithdrawalRequest, WithdrawnCase } from '@sipas/shared/wire';
import type { User } from '../../ports/index.ts';
import type { Refusal } from '../refusal.ts';
import { type CaseNeeds, findCase, showCase } from './find-case.ts';

/**
 * Answers: the case, done: the answers of its form cannot be read any more.
 * Shape:   the revision that the officer saw, and what the person was told.
 * Errors:  case.unknown; case.changed where somebody added a step in between; case.state-impossible where it has ended;
 *          case.nothing-to-withdraw where it asks for something else, or no form with answers is here.
 * Source:  Law 91/2025/QH15, 14; decision 107.
 * Rule:    H-15
 */
export async function withdrawForm(
  needs: CaseNeeds,
  user: User,
  caseId: string,
  { revision, note }: WithdrawalRequest,
): Promise<Result<WithdrawnCase, Refusal>> {
  const found = await findCase(needs, user, caseId);
  if (!found.ok) return found;
  const { kept, form } = found.value;
  const last = kept.history.at(-1);
  if (last?.revision !== revision) return refuse({ code: 'case.changed' });
  if (hasEnded(last.state)) return refuse({ code: 'case.state-impossible' });
  if (kept.kind !== 'withdraw' || form === undefined || form.isWithdrawn)
    return refuse({ code: 'case.nothing-to-withdraw' });
  const step = { state: 'done', extended: false, note, userId: user.id } as const;
  const at = needs.clock.now();
  const { responseId } = form;
  const done = await needs.withdrawals.withdraw(
    { responseId, caseId },
    { ...step, at, revision: revision + 1 },
  );
  if (done === null) return refuse({ code: 'case.changed' });
  needs.withdrawn();
  const shown = await showCase(needs, user, caseId);
  return shown.ok ? ok({ case: shown.value, listedElsewhere: done.isListedElsewhere }) : shown;
}
