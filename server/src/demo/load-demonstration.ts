import { type Catalogue, communesOf } from '@sipas/shared/admin-units';
import { type Day, type Result, ok, refuse } from '@sipas/shared/kernel';
import type { Role } from '@sipas/shared/wire';
import type { Ids, PlannedVillage, Random, Storage } from '../ports/index.ts';
import { shippedFieldRegistry } from '../reference-data/field-registry.ts';
import { addUser } from '../use-cases/add-user.ts';
import { createWave, defaultBounds } from '../use-cases/create-wave.ts';
import { freezeWave } from '../use-cases/editions/index.ts';
import { type ReferenceData, loadReference } from '../use-cases/load-reference.ts';
import type { Refusal } from '../use-cases/refusal.ts';
import { isUnused } from '../use-cases/is-unused.ts';
import { createWaveReader } from '../use-cases/waves/index.ts';
import { type CommunePlan, planCommunes } from './allocation.ts';
import {
  type FieldRound,
  demonstrationAccounts,
  demonstrationWave,
  earlierRound,
  fieldWork,
  presentRound,
  villageTarget,
  villagesPerCommune,
} from './demonstration.ts';
import { loadDecidedActions } from './decided-actions.ts';
import { type Dice, createDice } from './dice.ts';
import { createFieldClock } from './field-clock.ts';
import { type FieldPhone, type SurveyedWave, surveyProvince } from './survey-province.ts';

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

/** How many forms are simulated, and by which seed. */
export interface DemonstrationSize {
  readonly responses: number;
  /** Of a frozen wave of the year before; 0: there is none. */
  readonly earlier: number;
  readonly seed: string;
}

/**
 * Answers: an empty store as the demonstration province, with so many simulated forms sent in by simulated phones.
 * Shape:   the same seed and numbers give the same waves, people, forms and exports; only passwords and tokens differ.
 * Errors:  store.not-empty.
 */
export async function loadDemonstration(
  needs: Needs,
  { responses, earlier, seed }: DemonstrationSize,
): Promise<Result<Demonstration, Refusal>> {
  const { storage, random, reference } = needs;
  if (!(await isUnused(storage))) return refuse({ code: 'store.not-empty' });
  await loadReference(storage.waves, reference);
  const dice = createDice(seed);
  const clock = createFieldClock(startOf(presentRound));
  const idDice = dice.fork('ids');
  let made = 0;
  let idsFromMs = startOf(presentRound);
  const ids: Ids = { uuid7: () => idDice.uuid7(idsFromMs + made++) };
  const { waves, people } = storage;
  const reader = createWaveReader(waves);
  const { catalogue } = await reader.unitsOn(demonstrationWave.catalogue as Day);
  const communes = communesOf(catalogue).map(({ code }) => code);

  /** A new wave with its plan, and nothing asked yet. */
  const plan = async (
    round: FieldRound,
    forms: number,
    own: Dice,
  ): Promise<Result<SurveyedWave, Refusal>> => {
    idsFromMs = startOf(round);
    clock.set(idsFromMs);
    const plans = planCommunes(communes, forms, own.fork('plan'));
    const villages = plannedVillages(catalogue, plans);
    const created = await createWave(
      { waves, reader, clock, ids, fields: shippedFieldRegistry() },
      { ...demonstrationWave, ...defaultBounds, name: round.name, villages },
    );
    if (!created.ok) return created;
    const wave = await reader.wave(created.value.waveId);
    if (wave === null) throw new Error('the wave that was just made is not there');
    return ok({ wave, plans, round, dice: own });
  };
  const field = { storage, random, clock, ids };

  let phones: ReadonlyMap<number, FieldPhone> = new Map();
  if (earlier > 0) {
    const before = await plan(earlierRound, earlier, dice.fork('earlier'));
    if (!before.ok) return before;
    phones = await surveyProvince(field, before.value, { mayHold: false });
    const { id } = before.value.wave.wave;
    clock.set(startOf(earlierRound) + (fieldWork.days + 10) * 86_400_000);
    await waves.setStatus(id, 'closed', null, clock.now());
    const { editions } = storage;
    const frozen = await freezeWave({ reader, editions, clock, software: 'demo' }, null, id);
    if (!frozen.ok) return frozen;
  }
  const present = await plan(presentRound, responses, dice);
  if (!present.ok) return present;
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
  if (responses > 0) await surveyProvince(field, present.value, { mayHold: true, phones });
  const { id: waveId } = present.value.wave.wave;
  await loadDecidedActions({ storage, reader, ids }, waveId);
  return ok({ waveId, accounts });
}

const startOf = ({ firstDay }: FieldRound): number => Date.parse(`${firstDay}T00:00:00.000Z`);

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
