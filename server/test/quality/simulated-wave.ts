import { join } from 'node:path';
import type { BackCheck, Interview, SignalCode } from '@sipas/shared/quality';
import { createCountLayout, createPacking, packAnswers } from '@sipas/shared/scoring';
import type { ClearEnvelope } from '@sipas/shared/wire';
import { factorLeanings } from '../../src/demo/demonstration.ts';
import { type Dice, createDice } from '../../src/demo/dice.ts';
import { plausibleAnswers } from '../../src/demo/plausible-answers.ts';
import { readInstrument } from '../../src/reference-data/read-instrument.ts';
import { shippedData } from '../../src/reference-data/read-reference.ts';
import {
  batteryOf,
  instrumentName,
  interviewOf,
} from '../../src/use-cases/quality/interview-of.ts';
import type { OpenInstrument } from '../../src/use-cases/waves/index.ts';
import { type Way, rework } from './cheating.ts';

export interface SimulatedWave {
  readonly interviews: readonly Interview[];
  readonly checks: readonly BackCheck[];
  /** Surveyors who work in another way than honestly. */
  readonly cheats: ReadonlySet<string>;
  /** What was made up, by the signal that should find it: response or surveyor ids. */
  readonly planted: ReadonlyMap<SignalCode, ReadonlySet<string>>;
}

/** The province: in each commune two of the district's surveyors, so that each has neighbours. */
const districts = 12;
const communesPerDistrict = 5;
const formsPerInstrument = [50, 10];
/** What honest people and surveyors differ by; the demonstration has none of it. */
const respondentPace = 0.35;
const surveyorPace = 0.25;
const surveyorLeaning = 0.015;
const brokenOffChance = 0.03;
const changedMindChance = 0.05;
const backCheckShare = 0.1;

export async function openShipped(): Promise<readonly OpenInstrument[]> {
  const ids = ['household-2022', 'transaction-5-factor'];
  return Promise.all(
    ids.map(async (id, key) => {
      const read = await readInstrument(join(shippedData, 'questionnaires', `${id}.json`));
      if (!read.ok) throw new Error(read.error.detail);
      const packing = createPacking(read.value);
      const layout = createCountLayout(read.value, packing);
      const version = String(key).repeat(64);
      return { key, keys: [key], id, version, definition: read.value, packing, layout };
    }),
  );
}

export const batteriesOf = (instruments: readonly OpenInstrument[]) =>
  new Map(instruments.map((one) => [instrumentName(one), batteryOf(one)]));

interface Surveyor {
  readonly id: string;
  readonly way: Way;
  readonly pace: number;
  readonly leaning: number;
}

/** Answers: the interviews of a province as phones record them; one surveyor a district works in one of the ways. */
export function simulateWave(
  instruments: readonly OpenInstrument[],
  seed: string,
  ways: readonly Way[],
): SimulatedWave {
  const dice = createDice(seed);
  const planted = new Map<SignalCode, Set<string>>();
  const plant = (code: SignalCode, id: string): void => {
    planted.set(code, (planted.get(code) ?? new Set()).add(id));
  };
  const batteries = batteriesOf(instruments);
  const criteriaOf = (instrument: string) => batteries.get(instrument)?.places ?? [];
  const interviews: Interview[] = [];
  const cheats = new Set<string>();
  for (let district = 0; district < districts; district++) {
    const surveyors = Array.from({ length: communesPerDistrict }, (_, at): Surveyor => ({
      id: `s${String(district)}-${String(at)}`,
      way: (at === 0 ? ways[district % Math.max(1, ways.length)] : undefined) ?? 'honest',
      pace: Math.exp(dice.normal() * surveyorPace),
      leaning: dice.normal() * surveyorLeaning,
    }));
    for (let commune = 0; commune < communesPerDistrict; commune++)
      interviews.push(...communeInterviews({ instruments, surveyors, district, commune, dice }));
    for (const { id, way } of surveyors) {
      if (way !== 'honest') cheats.add(id);
      rework(interviews, { surveyorId: id, way, dice, plant, criteriaOf });
    }
  }
  return { interviews, checks: backChecks(interviews, planted, dice), cheats, planted };
}

function* communeInterviews(about: {
  readonly instruments: readonly OpenInstrument[];
  readonly surveyors: readonly Surveyor[];
  readonly district: number;
  readonly commune: number;
  readonly dice: Dice;
}): Generator<Interview> {
  const { instruments, surveyors, district, commune, dice } = about;
  const communeLeaning = Math.max(-0.1, Math.min(0.085, dice.normal() * 0.045));
  for (const [at, instrument] of instruments.entries()) {
    const leaningByFactor = new Map(
      instrument.definition.factors.map(({ code }) => [
        code,
        (factorLeanings[code] ?? 0) + dice.normal() * 0.018,
      ]),
    );
    for (let form = 0; form < (formsPerInstrument[at] ?? 0); form++) {
      const surveyor = surveyors[(commune + dice.between(0, 1)) % surveyors.length];
      if (surveyor === undefined) throw new Error('a commune has no surveyor');
      const leaning = communeLeaning + surveyor.leaning;
      const people = { communeLeaning: leaning, leaningByFactor, isUrban: commune === 0 };
      const answers = plausibleAnswers(instrument.definition, people, dice);
      const itemMs = Object.keys(answers).map(() => dice.between(1_800, 9_500));
      const slow = Math.exp(dice.normal() * respondentPace) * surveyor.pace;
      const atMs = Date.UTC(2026, 10, dice.between(1, 26), 0, 30) + dice.between(0, 36_000_000);
      const envelope = {
        clock: { activeMs: Math.round(itemMs.reduce((sum, ms) => sum + ms, 0) * slow) },
        body: { answers },
      } as ClearEnvelope;
      const row = {
        responseId: dice.uuid7(atMs),
        kind: dice.share() < brokenOffChance ? ('partial' as const) : ('final' as const),
        instrumentKey: at,
        commune: `c${String(district)}-${String(commune)}`,
        village: '01',
        surveyorId: surveyor.id,
        mode: ['interview', 'hand-over', 'paper'][dice.weighted([72, 24, 4])] ?? 'interview',
        packed: packAnswers(instrument.packing, answers),
        correctedAt: new Date(atMs).toISOString(),
        envelope,
      };
      const place = { latitude: 10 + 0.02 * dice.share(), longitude: 106 + 0.02 * dice.share() };
      yield { ...interviewOf(row, { instrument, district: String(district) }), position: place };
    }
  }
}

/** Five questions asked again in a tenth of the forms: who wrote them at a table hears something else in half of them. */
function backChecks(
  interviews: readonly Interview[],
  planted: ReadonlyMap<SignalCode, ReadonlySet<string>>,
  dice: Dice,
): readonly BackCheck[] {
  const untrue = planted.get('surveyor.back-check');
  return interviews
    .filter(() => dice.share() < backCheckShare)
    .flatMap(({ responseId, surveyorId }) =>
      ['1', '2', '3', '4', '5'].map((item) => {
        const chance = untrue?.has(surveyorId) === true ? 0.5 : changedMindChance;
        const found = dice.share() < chance ? '2' : '4';
        return { responseId, surveyorId, item, recorded: '4', found };
      }),
    );
}
