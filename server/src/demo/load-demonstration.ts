import { type Catalogue, communesOf } from '@sipas/shared/admin-units';
import { type Day, type Result, ok, refuse } from '@sipas/shared/kernel';
import type { Role } from '@sipas/shared/wire';
import type { Ids, PlannedVillage, Random, Storage } from '../ports/index.ts';
import { addUser } from '../use-cases/add-user.ts';
import { createWave, defaultBounds } from '../use-cases/create-wave.ts';
import { type ReferenceData, loadReference } from '../use-cases/load-reference.ts';
import type { Refusal } from '../use-cases/refusal.ts';
import { isUnused } from '../use-cases/is-unused.ts';
import { createWaveReader } from '../use-cases/waves/index.ts';
import { type CommunePlan, planCommunes } from './allocation.ts';
import {
  demonstrationAccounts,
  demonstrationWave,
  fieldWork,
  villageTarget,
  villagesPerCommune,
} from './demonstration.ts';
import { loadDecidedActions } from './decided-actions.ts';
import { createDice } from './dice.ts';
import { createFieldClock } from './field-clock.ts';
import { surveyProvince } from './survey-province.ts';

export interface Demonstration {
  readonly waveId: string;
  readonly accounts: readonly {
    readonly username: string;
    readonly role: Role;
    readonly password: string;
  }[];
}

interface Needs {
  readonly storage: Storage;
  readonly random: Random;
  readonly reference: ReferenceData;
}

/**
 * Answers: an empty store as the demonstration province, with so many simulated forms sent in by simulated phones.
 * Shape:   the same seed and number give the same wave, people, forms and exports; only passwords and tokens differ.
 * Errors:  store.not-empty.
 */
export async function loadDemonstration(
  needs: Needs,
  asked: { readonly responses: number; readonly seed: string },
): Promise<Result<Demonstration, Refusal>> {
  const { storage, random, reference } = needs;
  if (!(await isUnused(storage))) return refuse({ code: 'store.not-empty' });
  await loadReference(storage.waves, reference);
  const dice = createDice(asked.seed);
  const startMs = Date.parse(`${fieldWork.firstDay}T00:00:00.000Z`);
  const clock = createFieldClock(startMs);
  const idDice = dice.fork('ids');
  let made = 0;
  const ids: Ids = { uuid7: () => idDice.uuid7(startMs + made++) };
  const { waves, people } = storage;
  const reader = createWaveReader(waves);

  const { catalogue } = await reader.unitsOn(demonstrationWave.catalogue as Day);
  const communes = communesOf(catalogue);
  const plans = planCommunes(
    communes.map(({ code }) => code),
    asked.responses,
    dice.fork('plan'),
  );
  const created = await createWave(
    { waves, reader, clock, ids },
    { ...demonstrationWave, ...defaultBounds, villages: plannedVillages(catalogue, plans) },
  );
  if (!created.ok) return created;
  const accounts: Demonstration['accounts'][number][] = [];
  for (const account of demonstrationAccounts) {
    const added = await addUser({ people, waves, clock, ids, random }, account);
    if (!added.ok) return added;
    accounts.push({
      username: account.username,
      role: account.role,
      password: added.value.password,
    });
  }
  const wave = await reader.wave(created.value.waveId);
  if (wave === null) throw new Error('the wave that was just made is not there');
  if (asked.responses > 0) await surveyProvince({ storage, random, clock, ids }, wave, plans, dice);
  await loadDecidedActions({ storage, reader, ids }, created.value.waveId);
  return ok({ waveId: created.value.waveId, accounts });
}

/** Villages as the sample plan has them: ấp in a xã, khóm in a phường. */
function plannedVillages(
  catalogue: Catalogue,
  plans: readonly CommunePlan[],
): readonly PlannedVillage[] {
  return plans.flatMap(({ commune, hasTransactions }) => {
    const kind = catalogue.unitsByCode.get(commune)?.kind === 'phuong' ? 'Khóm' : 'Ấp';
    return Array.from({ length: villagesPerCommune }, (_, place) => ({
      commune,
      code: String(place + 1).padStart(2, '0'),
      name: `${kind} ${String(place + 1)}`,
      target: hasTransactions ? 2 * villageTarget : villageTarget,
    }));
  });
}
