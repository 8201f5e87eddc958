import { setImmediate } from 'node:timers/promises';
import { createReportLevel } from '@sipas/shared/admin-units';
import { type Result, ok, refuse } from '@sipas/shared/kernel';
import {
  type Battery,
  type Finding,
  type Interview,
  type Measured,
  type SignalCode,
  assessInterviews,
  findBackCheckMismatches,
  signalCodes,
} from '@sipas/shared/quality';
import type { CommuneScope, ResponseStore } from '../../ports/index.ts';
import type { Refusal } from '../refusal.ts';
import type { OpenWave, WaveReader } from '../waves/index.ts';
import { type AskedAgain, checksOf } from './asked-again.ts';
import { batteryOf, instrumentName, interviewOf } from './interview-of.ts';

/** What one signal came to over a wave. */
export interface SignalTally {
  readonly code: SignalCode;
  raised: number;
  quiet: number;
  notEnoughBase: number;
  notMeasured: number;
}

/** A signal that was raised, and whose interview it is about; an item is nobody's. */
export type Raised = Measured & {
  readonly surveyorId: string | null;
  /** Where and when the form was made that it is about; null: it is about no single form. */
  readonly form: Pick<PlacedInterview, 'commune' | 'village' | 'finishedAt'> | null;
};

/** An interview, and in which village it was. */
type PlacedInterview = Interview & { readonly village: string };

export interface QualityReview {
  readonly wave: { readonly id: string; readonly name: string };
  readonly interviews: number;
  /** How many each surveyor made. */
  readonly surveyors: ReadonlyMap<string, number>;
  readonly signals: readonly SignalTally[];
  readonly raised: readonly Raised[];
}

/**
 * Answers: what is there to look at in the interviews of a wave?
 * Shape:   wave, communes, answers asked again → what each signal came to, and the raised ones by response and surveyor,
 *          never with answers. Reads the store once; keeps some 700 bytes an interview.
 * Errors:  wave.unknown; those of checksOf.
 */
export async function reviewQuality(
  needs: { readonly reader: WaveReader; readonly responses: ResponseStore },
  asked: { readonly waveId: string; readonly scope: CommuneScope },
  askedAgain: readonly AskedAgain[],
): Promise<Result<QualityReview, Refusal>> {
  const wave = await needs.reader.wave(asked.waveId);
  if (wave === null) return refuse({ code: 'wave.unknown' });
  const { interviews, batteries } = await readInterviews(needs.responses, wave, asked.scope);
  const definitions = new Map(
    wave.instruments.map((one) => [instrumentName(one), one.definition] as const),
  );
  const byId = new Map(interviews.map((one) => [one.responseId, one]));
  const checks = checksOf(askedAgain, (responseId) => {
    const interview = byId.get(responseId);
    const definition = interview && definitions.get(interview.instrument);
    return interview && definition && { surveyorId: interview.surveyorId, definition };
  });
  if (!checks.ok) return checks;
  const gathered = await gather(
    [assessInterviews(interviews, batteries), findBackCheckMismatches(checks.value)],
    byId,
  );
  const surveyors = new Map<string, number>();
  for (const { surveyorId } of interviews)
    surveyors.set(surveyorId, (surveyors.get(surveyorId) ?? 0) + 1);
  const { id, name } = wave.wave;
  return ok({ wave: { id, name }, interviews: interviews.length, surveyors, ...gathered });
}

async function readInterviews(responses: ResponseStore, wave: OpenWave, scope: CommuneScope) {
  const instruments = new Map(
    wave.instruments.flatMap((one) => one.keys.map((key) => [key, one] as const)),
  );
  const level = createReportLevel(wave.catalogue, wave.groupings, 'district');
  const interviews: PlacedInterview[] = [];
  for await (const row of responses.interviews(wave.wave.id, scope)) {
    const instrument = instruments.get(row.instrumentKey);
    if (instrument === undefined) throw new Error('an interview has an instrument of no version');
    const district = level.ok ? level.value.unitOf(row.commune, row.village).code : '';
    interviews.push({ ...interviewOf(row, { instrument, district }), village: row.village });
  }
  const batteries = new Map<string, Battery>(
    wave.instruments.map((one) => [instrumentName(one), batteryOf(one)]),
  );
  return { interviews, batteries };
}

/** So that requests of others come between; a finding takes microseconds. */
const findingsAtATime = 500;

async function gather(
  found: readonly Iterable<Finding>[],
  byId: ReadonlyMap<string, PlacedInterview>,
): Promise<Pick<QualityReview, 'signals' | 'raised'>> {
  const nothing = { raised: 0, quiet: 0, notEnoughBase: 0, notMeasured: 0 };
  const tallies = new Map(signalCodes.map((code) => [code, { code, ...nothing }]));
  const raised: Raised[] = [];
  let seen = 0;
  for (const findings of found)
    for (const finding of findings) {
      if (++seen % findingsAtATime === 0) await setImmediate();
      const tally = tallies.get(finding.code);
      if (tally !== undefined) tally[tallyOf[finding.outcome]]++;
      if (finding.outcome !== 'raised' || !('value' in finding)) continue;
      raised.push({ ...finding, ...aboutOf(finding, byId) });
    }
  return { signals: [...tallies.values()], raised };
}

const tallyOf = {
  raised: 'raised',
  quiet: 'quiet',
  'not-enough-base': 'notEnoughBase',
  'not-measured': 'notMeasured',
} as const;

function aboutOf(
  { subject }: Finding,
  byId: ReadonlyMap<string, PlacedInterview>,
): Pick<Raised, 'surveyorId' | 'form'> {
  if (subject.kind === 'item') return { surveyorId: null, form: null };
  if (subject.kind === 'surveyor') return { surveyorId: subject.id, form: null };
  const form = byId.get(subject.id) ?? null;
  if (form === null) return { surveyorId: null, form };
  const { surveyorId, commune, village, finishedAt } = form;
  return { surveyorId, form: { commune, village, finishedAt } };
}
