import type { UnitHistory } from '@sipas/shared/admin-units';
import type { ActionRevisionRequest, NewAction } from '@sipas/shared/wire';
import type { ActionStore, Clock, Ids, User } from '../../ports/index.ts';
import type { VillageCounter } from '../report-scores/index.ts';
import type { WaveReader } from '../waves/index.ts';
import { beginAction, reviseAction } from './keep-action.ts';
import { type ActionFilter, listActions } from './list-actions.ts';
import { offerChoices } from './offer-choices.ts';
import { reportOutcome } from './report-outcome.ts';
import { showAction } from './show-action.ts';

export { listActions } from './list-actions.ts';

/** Everything that people ask of the register of actions. */
export const createActionCases = (needs: {
  readonly reader: WaveReader;
  readonly actions: ActionStore;
  readonly countVillages: VillageCounter;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly history: () => Promise<UnitHistory>;
}) => ({
  list: (user: User, filter: ActionFilter) => listActions(needs, user, filter),
  choices: (user: User, waveId: string, asked: Parameters<typeof offerChoices>[3]) =>
    offerChoices(needs, user, waveId, asked),
  show: (user: User, actionId: string) => showAction(needs, user, actionId),
  begin: (user: User, asked: NewAction) => beginAction(needs, user, asked),
  revise: (user: User, actionId: string, asked: ActionRevisionRequest) =>
    reviseAction(needs, user, actionId, asked),
  outcome: (user: User, actionId: string, wave: string | undefined) =>
    reportOutcome(needs, user, actionId, wave),
});
