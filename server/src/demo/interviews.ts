import type { Instant } from '@sipas/shared/kernel';
import type { Answer } from '@sipas/shared/response';
import type { Instrument } from '@sipas/shared/questionnaire';
import type { CommunePlan } from './allocation.ts';
import {
  type FieldRound,
  brokenOneIn,
  factorLeanings,
  fieldWork,
  visitPercents,
} from './demonstration.ts';
import type { Dice } from './dice.ts';
import type { PhoneRecord } from './phone.ts';
import { plausibleAnswers } from './plausible-answers.ts';

export interface DemonstrationInstrument {
  readonly id: string;
  readonly version: string;
  readonly definition: Instrument;
}

/** A commune as its surveyor works through it. */
export interface FieldCommune {
  readonly plan: CommunePlan;
  readonly isUrban: boolean;
  /** Codes of the villages of the plan. */
  readonly villages: readonly string[];
}

interface Task {
  readonly commune: FieldCommune;
  readonly instrument: DemonstrationInstrument;
  readonly village: string;
  readonly household: string;
  readonly outcome: 'met' | 'refused' | 'away';
  readonly isBroken: boolean;
}

const dayMs = 86_400_000;
const consentBeforeMs = 20 * 60_000;
const communeSpread = 0.045;
const factorSpread = 0.018;

/**
 * Answers: what a surveyor recorded in these communes, in the order of time.
 * Shape:   a form for each that the plan wants, visits without one besides, and now and then a broken form.
 */
export function surveyorRecords(
  communes: readonly FieldCommune[],
  instruments: readonly [DemonstrationInstrument, DemonstrationInstrument],
  round: FieldRound,
  dice: Dice,
): readonly PhoneRecord[] {
  const tasks = communes.flatMap((commune) => [
    ...communeTasks(commune, instruments[0], commune.plan.households, dice),
    ...communeTasks(commune, instruments[1], commune.plan.transactions, dice),
  ]);
  const leanings = new Map(
    communes.map((commune) => [commune, communeLeaning(instruments, round, dice)]),
  );
  const firstMs = Date.parse(`${round.firstDay}T00:00:00.000Z`);
  const times = tasks.map(() => workingTime(firstMs, dice)).sort((a, b) => a - b);
  return tasks.map((task, place) => {
    const leaning = leanings.get(task.commune);
    if (leaning === undefined) throw new Error('a task names a commune that is not worked in');
    return recordOf(task, leaning, times[place] ?? firstMs, dice);
  });
}

/** Some moment between half past seven and half past seventeen, local time, of some day of the field work. */
const workingTime = (firstMs: number, dice: Dice): number =>
  firstMs +
  dice.between(0, fieldWork.days - 1) * dayMs +
  (7.5 * 60 - fieldWork.utcOffsetMin) * 60_000 +
  dice.between(0, 10 * 3_600_000);

function communeTasks(
  commune: FieldCommune,
  instrument: DemonstrationInstrument,
  forms: number,
  dice: Dice,
): readonly Task[] {
  const tasks: Task[] = [];
  const next = (place: number, outcome: Task['outcome'], isBroken: boolean): void => {
    const village = commune.villages[place % commune.villages.length] ?? '';
    const household = `H${String(tasks.length + 1).padStart(3, '0')}`;
    tasks.push({ commune, instrument, village, household, outcome, isBroken });
  };
  for (let form = 0; form < forms; form++) {
    const chance = dice.share() * 100;
    if (chance < visitPercents.refused) next(form, 'refused', false);
    else if (chance < visitPercents.refused + visitPercents.away) next(form, 'away', false);
    if (dice.between(1, brokenOneIn) === 1) next(form, 'met', true);
    next(form, 'met', false);
  }
  return tasks;
}

interface Leaning {
  readonly commune: number;
  readonly byFactor: ReadonlyMap<string, number>;
}

function communeLeaning(
  instruments: readonly DemonstrationInstrument[],
  { leaning }: FieldRound,
  dice: Dice,
): Leaning {
  const commune = leaning + Math.max(-0.1, Math.min(0.085, dice.normal() * communeSpread));
  const factors = instruments.flatMap(({ definition }) => definition.factors);
  const byFactor = new Map(
    factors.map(({ code }) => [code, (factorLeanings[code] ?? 0) + dice.normal() * factorSpread]),
  );
  return { commune, byFactor };
}

function recordOf(task: Task, leaning: Leaning, atMs: number, dice: Dice): PhoneRecord {
  const { id, version, definition } = task.instrument;
  const isForm = task.outcome === 'met';
  const given: Readonly<Record<string, Answer>> = isForm
    ? plausibleAnswers(
        definition,
        {
          communeLeaning: leaning.commune,
          leaningByFactor: leaning.byFactor,
          isUrban: task.commune.isUrban,
        },
        dice,
      )
    : { outcome: task.outcome };
  const first = definition.sections[0]?.questions[0]?.code;
  const answers = task.isBroken
    ? Object.fromEntries(Object.entries(given).filter(([code]) => code !== first))
    : given;
  const questions = timings(answers, dice);
  return {
    atMs,
    kind: isForm ? 'final' : 'visit',
    instrument: { id, version },
    activeMs: Object.values(questions).reduce((sum, [, ms]) => sum + ms, 0),
    body: {
      unit: { commune: task.commune.plan.commune, village: task.village },
      household: task.household,
      mode:
        (['interview', 'hand-over', 'paper'] as const)[dice.weighted([72, 24, 4])] ?? 'interview',
      language: 'vi',
      consent: {
        given: isForm,
        at: new Date(atMs - consentBeforeMs).toISOString() as Instant,
        textVersion: definition.consent.version,
      },
      answers,
      ...(isForm ? { paradata: { questions } } : {}),
    },
  };
}

function timings(
  answers: Readonly<Record<string, Answer>>,
  dice: Dice,
): Record<string, [visits: number, ms: number, changes: number]> {
  return Object.fromEntries(
    Object.keys(answers).map((code) => {
      const changes = dice.share() < 0.05 ? 1 : 0;
      return [code, [1 + changes, dice.between(1_800, 9_500), changes]];
    }),
  );
}
